"""Which parts each PDF has, in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from qz_review.archive.approval import (
    SHEET_TITLE,
    approval_sections,
    facts_grid,
    sheet_head,
    steps_grid,
)
from qz_review.archive.attached import Attached
from qz_review.archive.blocks import Block, Gap
from qz_review.archive.certificate_page import TITLE, certificate_section
from qz_review.archive.check_pages import (
    carried_out_section,
    checklist_section,
    consultation_section,
    credentials_section,
)
from qz_review.archive.document import ChainFooter, Part, make_pdf
from qz_review.archive.dossier import Dossier, ProofText, RecoverySheet, StageSheet
from qz_review.archive.marked_sections import all_steps_section, marked_section, stage_sections
from qz_review.archive.moments import in_groups, in_words
from qz_review.archive.named_characters import named_characters_section
from qz_review.archive.paging import Section, Stamp
from qz_review.archive.paper_form import earlier_rows, paper_rows
from qz_review.archive.record_pages import files_section, history_section
from qz_review.archive.recovery import recovery_section
from qz_review.archive.route_rows import all_rows
from qz_review.archive.scanned_sheets import scanned_sheets_section
from qz_review.archive.seals import Seal
from qz_review.archive.supplement import TITLE as TITLE_SUPPLEMENT
from qz_review.archive.supplement import supplement_section
from qz_review.archive.tables import list_heading, remark
from qz_review.archive.text_pages import (
    approved_section,
    original_section,
    present_section,
    proof_section,
    text_section,
)
from qz_review.archive.xmp import Metadata
from qz_review.jobs import JobContext
from qz_review.model.stage import Stage


def whole_archive(
    dossier: Dossier, job: JobContext | None, attached: Sequence[Attached] = ()
) -> bytes:
    """The archive PDF: sheet, lists, texts, marks, history, and the files inside."""
    parts = [
        Part("审签单", lambda: approval_sections(dossier)),
        Part(
            "核对与会签",
            lambda: _present(
                carried_out_section(dossier),
                consultation_section(dossier),
                checklist_section(dossier),
                scanned_sheets_section(dossier),
            ),
        ),
        *_text_parts(dossier),
        Part("花脸稿", lambda: [all_steps_section(dossier)]),
        Part("各环节花脸稿", lambda: stage_sections(dossier)),
        Part(TITLE, lambda: _present(certificate_section(dossier))),
        Part(
            "清单与历史",
            lambda: _present(
                credentials_section(dossier),
                files_section(dossier),
                named_characters_section(dossier),
                history_section(dossier),
            ),
        ),
    ]
    archived = dossier.archived_at is not None
    metadata = _metadata(dossier, "归档稿" if archived else "未归档")
    footer = replace(_footer(dossier), remark="" if archived else "未归档")
    return make_pdf(parts, metadata, footer, job, contents=True, attached=attached)


def supplement_sheet(dossier: Dossier, attached: Sequence[Attached]) -> bytes:
    """归档补充单, with the evidence up to now inside."""
    parts = [Part(TITLE_SUPPLEMENT, lambda: [supplement_section(dossier)])]
    metadata = _metadata(dossier, TITLE_SUPPLEMENT)
    return make_pdf(parts, metadata, _footer(dossier), attached=attached)


def approval_sheet(dossier: Dossier) -> bytes:
    """审签单 by itself."""
    parts = [Part("审签单", lambda: approval_sections(dossier))]
    return make_pdf(parts, _metadata(dossier, SHEET_TITLE), None)


def clean_sheet(dossier: Dossier, job: JobContext | None = None) -> bytes:
    """清样 of the present text: the proof signed over it, where there is one."""
    parts = [Part("清样", lambda: [_present_clean(dossier)])]
    return make_pdf(parts, _metadata(dossier, "清样"), _footer(dossier), job)


def marked_sheet(dossier: Dossier, job: JobContext | None = None) -> bytes:
    """花脸稿 of all steps."""
    parts = [Part("花脸稿", lambda: [all_steps_section(dossier)])]
    return make_pdf(parts, _metadata(dossier, "花脸稿"), _footer(dossier), job)


def step_sheet(sheet: StageSheet) -> bytes:
    """What is printed for one step."""
    dossier = sheet.dossier
    label = sheet.stage.label
    clean = f"{label}清样" if _is_signed(sheet) else f"清样（待{label}）"
    stamp = (f"{in_words(dossier.made_at)} 打印", f"文本 {in_groups(sheet.text_hash[:32])}")
    parts = [
        Part("审签单", lambda: [_stage_approval(sheet)]),
        Part(
            "清样",
            lambda: [text_section(dossier, clean, sheet.text, Stamp(clean, stamp))],
        ),
        Part(
            "花脸稿",
            lambda: [_stage_marks(sheet, stamp)],
        ),
    ]
    return make_pdf(parts, _metadata(dossier, f"{label}审签单"), _footer(dossier))


def _is_signed(sheet: StageSheet) -> bool:
    return any(s.stage is sheet.stage for s in sheet.dossier.sign_offs)


def _stage_marks(sheet: StageSheet, stamp: tuple[str, ...]) -> Section:
    others = any(count for stage, count in sheet.marked.counts.items() if stage is not sheet.stage)
    name = "花脸稿" if others else f"{sheet.stage.label}花脸稿"
    return marked_section(sheet.dossier, name, sheet.marked, sheet.stage, stamp)


def recovery_sheet(sheet: RecoverySheet) -> bytes:
    """The recovery code."""
    metadata = Metadata("管理员密钥恢复单", sheet.unit_name, "恢复单", "", sheet.made_at)
    return make_pdf([Part("恢复单", lambda: [recovery_section(sheet)])], metadata, None)


def _stage_approval(sheet: StageSheet) -> Section:
    dossier = sheet.dossier
    words = "登记纸质签批时输入验证码" if sheet.for_paper else "二维码含编号、文本指纹与链尾"
    seal = Seal(
        dossier.number,
        f"{sheet.stage.label}{'所签' if _is_signed(sheet) else '待签'}文本 SHA-256",
        sheet.text_hash,
        dossier.head_seq,
        dossier.head_hash,
        sheet.check_code,
        words,
    )
    name = f"{SHEET_TITLE}（{sheet.stage.label}）"
    blocks: list[Block] = [*sheet_head(dossier, name), facts_grid(dossier)]
    if sheet.for_paper:
        blocks.append(steps_grid(paper_rows(dossier, sheet.stage)))
        blocks.append(Gap(4.0))
        blocks.append(remark("签批对象为后附清样；清样上的文本指纹与本单一致方可签字。"))
        blocks.append(seal)
        earlier = earlier_rows(dossier, sheet.stage)
        if earlier:
            blocks.extend((list_heading("此前各环节"), steps_grid(earlier)))
    else:
        blocks.extend((steps_grid(all_rows(dossier, sheet.stage)), seal))
    head = f"{name}（续）　{dossier.number}　{dossier.title}"
    return Section(f"{sheet.stage.label}审签单", tuple(blocks), own_numbers=True, running_head=head)


def _text_parts(dossier: Dossier) -> list[Part]:
    parts = [Part("原稿", lambda: [original_section(dossier)])]
    if dossier.source_text is not None:
        parts.append(Part("来源文本", partial(_source_section, dossier)))
    printed: set[str] = set()
    approved_done = False
    for proof in dossier.proofs:
        if proof.superseded and _appears_again(dossier, proof, printed):
            continue
        printed.add(proof.text_hash)
        if proof.stage is Stage.PROOF_3 and not proof.superseded and not approved_done:
            approved_done = True
            parts.append(Part("签发稿", lambda: _present(approved_section(dossier))))
        parts.append(Part(proof.title, partial(_proof, dossier, proof)))
    if not approved_done:
        parts.append(Part("签发稿", lambda: _present(approved_section(dossier))))
    if dossier.release_text is None and dossier.text_hash not in printed:
        parts.append(Part("现稿", lambda: [present_section(dossier)]))
    return parts


def _appears_again(dossier: Dossier, proof: ProofText, printed: set[str]) -> bool:
    in_force = {p.text_hash for p in dossier.proofs if not p.superseded}
    return proof.text_hash in printed or proof.text_hash in in_force


def _proof(dossier: Dossier, proof: ProofText) -> list[Section]:
    return [proof_section(dossier, proof)]


def _source_section(dossier: Dossier) -> list[Section]:
    text = dossier.source_text
    if text is None or dossier.source is None:
        return []
    lines = (dossier.source.source, f"文本 {in_groups(dossier.source.text_hash[:32])}")
    return [text_section(dossier, "来源文本", text, Stamp("来源文本", lines))]


def _present_clean(dossier: Dossier) -> Section:
    for proof in reversed(dossier.proofs):
        if not proof.superseded and proof.text_hash == dossier.text_hash:
            return proof_section(dossier, proof)
    return present_section(dossier)


def _present(*sections: Section | None) -> list[Section]:
    return [section for section in sections if section is not None]


def _metadata(dossier: Dossier, kind: str) -> Metadata:
    return Metadata(
        title=f"{dossier.title}（{kind}）",
        author=dossier.unit_name,
        subject=f"{kind} {dossier.number}",
        keywords=", ".join(k for k in (dossier.number, dossier.check_code) if k),
        made_at=dossier.made_at,
    )


def _footer(dossier: Dossier) -> ChainFooter:
    return ChainFooter(
        dossier.number, dossier.title, dossier.event_count, dossier.head_seq, dossier.head_hash
    )
