"""What a verification found, in words: which manuscript, which event, what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qz_review.ledger.verify import Fault

_WRONG = {
    "chain.hash": "摘要不符",
    "chain.prev": "与上一条接不上",
    "chain.gap": "缺记录",
    "chain.signature": "签名不符",
    "chain.unknown_key": "签名密钥不在名册",
    "chain.key_not_valid": "签名密钥当时无效",
    "chain.actor": "签名人与记录不符",
    "chain.envelope": "记录头不符",
    "blobs.missing": "存下的正文或附件缺失",
    "blobs.damaged": "存下的正文或附件已损坏",
    "ledger.unreadable": "读不出来",
    "ledger.cut_tail": "末尾少了记录",
}


def fault_place(fault: Fault) -> str:
    """Where: QT-2026-0412 第7条, 人员名册 第3条."""
    name = fault.number or ("人员名册" if fault.stream == "roster" else fault.stream) or "台账"
    return f"{name} 第{fault.seq}条" if fault.seq else name


def fault_words(fault: Fault) -> str:
    """Where and what: QT-2026-0412 第7条 签名不符."""
    return f"{fault_place(fault)} {_WRONG.get(fault.code, f'核验不过（{fault.code}）')}"
