"""doc and wps (one format), rtf and odt: turned into docx by another program, then read as such."""

from __future__ import annotations

from dataclasses import replace

from qz_review.documents.docx_in import read_docx
from qz_review.documents.imported import ImportedDocument, ImportWarning, RevisionChoice
from qz_review.documents.office_program import convert_to_docx
from qz_review.errors import Refused
from qz_review.jobs import JobContext

_ENCRYPTED = 0x0100  # fEncrypted of the FIB ([MS-DOC] 2.5.2), in the word at byte 10
_MACRO_FOLDERS = ("Macros", "_VBA_PROJECT_CUR")


def read_converted(
    data: bytes, ending: str, revisions: RevisionChoice, job: JobContext | None
) -> ImportedDocument:
    """The text of a document of another format; the docx it became is kept with it.

    ending: ``doc``, ``rtf`` or ``odt``.
    Raises Refused: file.encrypted, the codes of ``office_program`` and of ``docx_in``; Cancelled.
    """
    has_macros = ending == "doc" and _inspect_doc(data)
    docx = convert_to_docx(data, ending, job)
    document = read_docx(docx, revisions=revisions, job=job)
    warnings = [ImportWarning("converted", {"count": 1, "texts": ()}), *document.warnings]
    if has_macros:
        warnings.insert(1, ImportWarning("macros", {"count": 1, "texts": ()}))
    return replace(document, warnings=tuple(warnings), docx=docx, keeps_received=not has_macros)


def _inspect_doc(data: bytes) -> bool:
    """Whether a doc has macros.  Raises Refused: file.encrypted, convert.failed (no doc at all)."""
    import olefile  # for doc files only: most people never open one

    try:
        with olefile.OleFileIO(data) as compound:
            head = compound.openstream("WordDocument").read(12)
            if len(head) < 12:
                raise Refused("convert.failed", kind="doc")
            if int.from_bytes(head[10:12], "little") & _ENCRYPTED:
                raise Refused("file.encrypted")
            return any(compound.exists(name) for name in _MACRO_FOLDERS)
    except (OSError, ValueError, IndexError, TypeError, RecursionError) as error:
        raise Refused("convert.failed", kind="doc") from error
