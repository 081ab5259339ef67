"""Trains the context network on the training text.

    python -m tools.train_typos.train_network WORK MINUTES [--resume] [--rate R] [--threads N]

Needs ``torch`` (any recent one; two processor cores are enough, an evening long).  Every position
is predicted from its neighbours among 768 drawn characters (sampled softmax); neighbours are
spoiled now and then as writers spoil them, so that one error does not hide another.  The rate
falls with the time that is left, so that MINUTES decide how good it gets.  ``--resume`` goes on
from the last run.  Writes ``network.npz``.
"""

from __future__ import annotations

import argparse
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn import functional

from qz_review.scanning.typos.alphabet import BREAK
from qz_review.scanning.typos.confusions import Likeness
from qz_review.scanning.typos.context_network import FAR, NEAR
from tools.train_typos.corpus import Work

SEED = 3
VECTOR, NARROW, HIDDEN, WIDE = 128, 32, 512, 640
LENGTH, ROWS, DRAWN = 128, 16, 768
SPOILED = ((0.0, 0.4), (0.02, 0.35), (0.06, 0.25))  # share of characters, how often
WARM_UP = 300
REPORT_SECONDS, SAVE_STEPS = 60, 1000


class Network(nn.Module):  # type: ignore[misc]
    """The layers of ``ContextNetwork``, to be trained."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self.characters = nn.Embedding(size, VECTOR)
        nn.init.normal_(self.characters.weight, 0, 0.1)
        self.narrow = nn.Linear(VECTOR, NARROW, bias=False)
        self.enter = nn.Linear(2 * NEAR * VECTOR + 2 * (FAR - NEAR) * NARROW, HIDDEN)
        self.widen = nn.Linear(HIDDEN, WIDE)
        self.back = nn.Linear(WIDE, HIDDEN)
        self.leave = nn.Linear(HIDDEN, VECTOR)
        self.bias = nn.Parameter(torch.zeros(size))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """(B, T) tokens to (B, T, VECTOR)."""
        full = self.characters(ids)
        narrow = functional.pad(self.narrow(full), (0, 0, FAR, FAR))
        full = functional.pad(full, (0, 0, FAR, FAR))
        length = ids.shape[1]
        around = [offset for offset in range(-FAR, FAR + 1) if offset]
        near = [offset for offset in around if abs(offset) <= NEAR]
        far = [offset for offset in around if abs(offset) > NEAR]
        parts = [full[:, FAR + offset : FAR + offset + length] for offset in near]
        parts += [narrow[:, FAR + offset : FAR + offset + length] for offset in far]
        hidden = functional.relu(self.enter(torch.cat(parts, -1)))
        hidden = hidden + self.back(functional.relu(self.widen(hidden)))
        result: torch.Tensor = self.leave(hidden)
        return result

    def arrays(self) -> dict[str, NDArray[Any]]:
        """Weights as ``ContextNetwork`` wants them."""
        state = {name: value.detach().numpy() for name, value in self.state_dict().items()}
        layers = {"enter": "enter", "widen": "widen", "return": "back", "leave": "leave"}
        arrays = {"characters": state["characters.weight"], "bias": state["bias"]}
        arrays["narrow"] = state["narrow.weight"].T
        for ours, theirs in layers.items():
            arrays[ours] = state[f"{theirs}.weight"].T
            arrays[f"{ours}_bias"] = state[f"{theirs}.bias"]
        return arrays


class Spoiler:
    """Puts a like character in the place of some."""

    def __init__(self, work: Path, counts: NDArray[Any]) -> None:
        with np.load(work / "confusions.npz") as confusions:
            self._options, bits = confusions["characters"], confusions["likeness"]
        weight = np.zeros(bits.shape)
        for kind, share in (
            (Likeness.SAME_SOUND, 0.5),
            (Likeness.NEAR_SOUND, 0.1),
            (Likeness.SHAPE, 0.6),
            (Likeness.FAINT_SHAPE, 0.1),
        ):
            weight += share * ((bits & int(kind)) > 0)
        weight *= (counts[self._options] + 1) ** 0.4
        running = np.cumsum(weight, axis=1)
        self._running = running / np.maximum(running[:, -1:], 1e-9)
        self._known = running[:, -1] > 0

    def spoil(self, ids: NDArray[Any], share: float, random: np.random.Generator) -> NDArray[Any]:
        """A copy with this share of the characters exchanged."""
        flat = ids.ravel().copy()
        places = np.flatnonzero((random.random(len(flat)) < share) & self._known[flat])
        drawn = random.random(len(places))
        column = (self._running[flat[places]] < drawn[:, None]).sum(axis=1)
        flat[places] = self._options[flat[places], np.minimum(column, self._options.shape[1] - 1)]
        return flat.reshape(ids.shape)


def loss_of(
    network: Network, given: torch.Tensor, wanted: torch.Tensor, share: torch.Tensor
) -> torch.Tensor:
    """Sampled softmax; share: how often each character is drawn."""
    vectors = network(given).reshape(-1, VECTOR)
    targets = wanted.reshape(-1)
    kept = targets != BREAK
    vectors, targets = vectors[kept], targets[kept]
    drawn = torch.multinomial(share, DRAWN, replacement=False)
    offset = torch.log(share + 1e-12) + math.log(DRAWN)
    weight, bias = network.characters.weight, network.bias
    right = (vectors * weight[targets]).sum(-1) + bias[targets] - offset[targets]
    others = vectors @ weight[drawn].T + bias[drawn] - offset[drawn]
    others = others.masked_fill(targets[:, None] == drawn[None], -1e9)
    scores = torch.cat([right[:, None], others], 1)
    return functional.cross_entropy(scores, torch.zeros(len(targets), dtype=torch.long))


def train(work: Work, minutes: float, rate: float, resume: bool) -> None:
    """Train for so long."""
    random = np.random.default_rng(SEED + int(resume) * int(time.time()))
    torch.manual_seed(SEED)
    ids = work.ids("train")
    rows = ids[: len(ids) // LENGTH * LENGTH].reshape(-1, LENGTH)
    counts = np.bincount(ids, minlength=len(work.alphabet()))
    spoiler = Spoiler(work.folder, counts)
    network = Network(len(counts))
    network.bias.data = torch.tensor(np.log((counts + 0.5) / counts.sum())).float()
    kept = work.folder / "network.pt"
    if resume:
        network.load_state_dict(torch.load(kept))
    optimizer = torch.optim.AdamW(
        network.parameters(), lr=rate, betas=(0.9, 0.98), weight_decay=0.01
    )
    share = torch.tensor(counts**0.6).float()
    share[:5] = 0
    share /= share.sum()
    shares, often = zip(*SPOILED, strict=True)
    order, at, step = random.permutation(len(rows)), 0, 0
    passed = used = reported = average = 0.0
    while passed < minutes * 60:
        began = time.monotonic()
        left = 0.5 * (1 + math.cos(math.pi * passed / (minutes * 60)))
        for group in optimizer.param_groups:
            group["lr"] = rate * min(1, (step + 1) / WARM_UP) * (0.97 * left + 0.03)
        if at + ROWS > len(rows):
            order, at = random.permutation(len(rows)), 0
        wanted = rows[order[at : at + ROWS]].astype(np.int64)
        given = spoiler.spoil(wanted, random.choice(shares, p=often), random)
        loss = loss_of(network, torch.from_numpy(given), torch.from_numpy(wanted), share)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        at, step, used = at + ROWS, step + 1, used + wanted.size
        average = loss.item() if step == 1 else 0.99 * average + 0.01 * loss.item()
        # a pause of the whole machine is not training time
        passed += min(time.monotonic() - began, 30.0)
        if step % SAVE_STEPS == 0:
            torch.save(network.state_dict(), kept)
        if passed - reported > REPORT_SECONDS:
            reported = passed
            speed = used / passed
            print(f"{passed:.0f} s, {used / 1e6:.1f} M, {speed:.0f}/s, {average:.4f}", flush=True)
    torch.save(network.state_dict(), kept)
    np.savez(work.folder / "network.npz", **network.arrays())  # type: ignore[arg-type]


def main() -> None:
    """Train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("work", type=Path)
    parser.add_argument("minutes", type=float)
    parser.add_argument("--resume", action="store_true")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.set_num_threads(options.threads)
    train(Work(options.work), options.minutes, options.rate, options.resume)


if __name__ == "__main__":
    main()
