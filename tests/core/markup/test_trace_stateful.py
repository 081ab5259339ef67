"""Random edits, saves, returns and delegations: the trace against each character's own story."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from qz_review.markup.trace import Holding, Trace, trace_range
from qz_review.model.manuscript import Part
from qz_review.model.stage import Phase
from qz_review.model.text import ManuscriptText, plain_text, text_hash
from qz_review.services.composition import Composition
from qz_review.services.marked_versions import laid_versions, turning_points
from qz_review.services.naming import Names
from qz_review.workflow import commands
from qz_review.workflow.decided import WorkflowRefused
from tests.support.living_text import LivingText, Phrases, letters
from tests.support.route import PEOPLE, UNIT, Route

NAMES = Names(PEOPLE, UNIT)
choice = st.integers(0, 10**6)


class TracedRoute(RuleBasedStateMachine):
    """Whoever holds the step edits, saves and signs; what the trace says is checked throughout."""

    @initialize()
    def register(self) -> None:
        self.phrases = Phrases()
        self.living = LivingText.made_of(self.phrases)
        self.texts: dict[str, ManuscriptText] = {}
        self.route = Route()
        self.route.register("zhang", text_hash=self._keep())
        self.touched: set[str] = set()
        self.hand: tuple[object, ...] = ()

    def _keep(self) -> str:
        text = self.living.text()
        digest = text_hash(text)
        self.texts[digest] = text
        return digest

    def _save(self, who: int) -> None:
        """Whoever may edit now saves; the text is taken back where nobody may."""
        digest, order = self._keep(), sorted(PEOPLE)
        for person in order[who % len(order) :] + order[: who % len(order)]:
            try:
                self.route.act(person, commands.SaveText(digest))
            except WorkflowRefused:
                continue
            return
        self.living = deepcopy(self.saved)

    def _line(self, pick: int, least: int = 1) -> list[str] | None:
        """A line that this hand has not edited yet, so that it stays alike to what it was."""
        acts = len(self.route.state.sign_offs) + len(self.route.state.returns)
        if self.hand != (acts, self.route.state.stage):
            self.hand, self.touched = (acts, self.route.state.stage), set()
        lines = [
            line
            for line in self.living.lines()
            if len(line) >= least and not self.touched & set(line)
        ]
        if not lines:
            return None
        line = lines[pick % len(lines)]
        self.touched.update(line)
        self.saved = deepcopy(self.living)
        return line

    @rule(pick=choice, at=choice, who=choice)
    def put_in(self, pick: int, at: int, who: int) -> None:
        if (line := self._line(pick)) is not None:
            line.insert(at % (len(line) + 1), self.phrases.new())
            self.touched.update(line)
            self._save(who)

    @rule(pick=choice, at=choice, who=choice)
    def take_out(self, pick: int, at: int, who: int) -> None:
        if (line := self._line(pick, least=3)) is not None:
            del line[at % len(line)]
            self._save(who)

    @rule(pick=choice, at=choice, who=choice)
    def exchange(self, pick: int, at: int, who: int) -> None:
        if (line := self._line(pick, least=3)) is not None:
            line[at % len(line)] = self.phrases.new()
            self.touched.update(line)
            self._save(who)

    @rule(pick=choice, at=choice, who=choice)
    def type_and_take_back(self, pick: int, at: int, who: int) -> None:
        if (line := self._line(pick)) is not None:
            place = at % (len(line) + 1)
            line.insert(place, self.phrases.new())
            self._save(who)
            if self.living.lines() and len(line) > place and line in self.living.lines():
                del line[place]
                self._save(who)

    @rule(pick=choice, to=choice, who=choice)
    def move(self, pick: int, to: int, who: int) -> None:
        """A hand that moves a paragraph does nothing else: a paragraph moved and reworded at
        once may count as a new one."""
        line = self._line(pick)
        if line is not None and self.touched == set(line) and line in self.living.blocks:
            self.living.blocks.remove(line)
            self.living.blocks.insert(to % (len(self.living.blocks) + 1), line)
            self.touched.update(phrase for other in self.living.lines() for phrase in other)
            self._save(who)

    @rule(pick=choice, at=choice, who=choice)
    def split(self, pick: int, at: int, who: int) -> None:
        line = self._line(pick, least=4)
        if line is not None and line in self.living.blocks:
            where, cut = self.living.blocks.index(line), 2 + at % (len(line) - 3)
            self.living.blocks[where : where + 1] = [line[:cut], line[cut:]]
            self._save(who)

    @rule(who=choice)
    def sign(self, who: int) -> None:
        order = sorted(PEOPLE)
        for person in order[who % len(order) :] + order[: who % len(order)]:
            for part in (Part.READER, Part.CHECKER, Part.SIGNER):
                try:
                    self.route.sign(person, part)
                except (WorkflowRefused, AssertionError):
                    continue
                return

    @rule(person=st.sampled_from(["zhou", "chen", "zhang"]))
    def send_back(self, person: str) -> None:
        try:
            self.route.act(person, commands.ReturnStep("再核"))
        except WorkflowRefused:
            return

    @rule(pair=st.sampled_from([("chen", "he"), ("zhou", "wang"), ("zhang", "li")]))
    def delegate(self, pair: tuple[str, str]) -> None:
        stage, until = self.route.state.stage, self.route.now + timedelta(hours=90)
        try:
            if stage is not None:
                self.route.act(pair[0], commands.Delegate(stage, pair[1], "出差", until))
        except WorkflowRefused:
            return

    # --- what must hold ---

    @invariant()
    def every_character_is_laid_to_its_writer(self) -> None:
        self.composition = Composition.made_of(
            laid_versions(self.route.state, NAMES, self.texts.__getitem__)
        )
        self.points = [letters(plain_text(self.texts[p.text_hash]))
                       for p in turning_points(self.route.state)]  # fmt: skip
        trace = trace_range(self.composition.positions, 0, 10**6)
        assert trace.quote == plain_text(self.texts[self.route.state.text_hash])
        for piece in trace.pieces:
            assert trace.quote[piece.start : piece.end] == piece.quote
            for character in letters(piece.quote):
                assert piece.written.version == self._first(character), piece
        self._check_gone(trace)

    def _check_gone(self, trace: Trace) -> None:
        last, found = self.points[-1], ""
        for piece in trace.gone:
            for character in letters(piece.quote):
                assert piece.written.version == self._first(character)
                if not piece.moved:
                    assert character not in last
                    assert piece.deleted.version == self._end(character)
                    found += character
        lost = {c for point in self.points for c in point if c not in last}
        assert sorted(found) == sorted(lost)

    def _first(self, character: str) -> int:
        return next(n for n, point in enumerate(self.points) if character in point)

    def _end(self, character: str) -> int:
        return max(n for n, point in enumerate(self.points) if character in point) + 1

    @invariant()
    def every_sign_off_held_what_its_text_had(self) -> None:
        state, positions = self.route.state, self.composition.positions
        wording = plain_text(self.texts[state.text_hash])
        for line in self.living.lines():
            phrase = line[len(line) // 2]
            start = wording.index(phrase)
            held = trace_range(positions, start, start + len(phrase)).held
            for sign_off in state.sign_offs:
                signed = plain_text(self.texts[sign_off.text_hash])
                wanted = Holding.WHOLE if phrase in signed else Holding.NONE
                assert held[self.composition.index_at(sign_off.seq)] is wanted

    @invariant()
    def the_route_goes_on(self) -> None:
        assert self.route.state.phase is not Phase.WITHDRAWN


TestTracedRoute = TracedRoute.TestCase
TestTracedRoute.settings = settings(max_examples=20, stateful_step_count=15, deadline=None)
