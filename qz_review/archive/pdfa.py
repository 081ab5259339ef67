"""The last step over a PDF: what makes a file PDF/A (ISO 19005-2, -3), level b.

reportlab writes pages and faces; here come the output intent (sRGB), the metadata packet and
the files inside.  /Info goes, since a signature made later would rewrite it and it would then
say other than the packet does.  Level b: reportlab tags nothing, so a and u are out of reach.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, String

from qz_review import __version__
from qz_review.archive.attached import Attached, with_own_names
from qz_review.archive.srgb import NAME as SRGB
from qz_review.archive.srgb import srgb_profile
from qz_review.archive.xmp import Metadata, xmp_packet

PROGRAM = f"qz_review {__version__}"

_PRINTED = 4  # the annotation prints; hidden and invisible are off


def as_pdfa(
    pdf: bytes, metadata: Metadata, attached: Sequence[Attached] = (), *, part: int = 0
) -> bytes:
    """The same pages as PDF/A-3b with ``attached`` inside, as PDF/A-2b where there is none.

    part: another part of the standard, for a twin that a validator of part 1 can read; it takes
    no attachments.  Equal input gives equal bytes.
    """
    part = part or (3 if attached else 2)
    if attached and part != 3:
        raise ValueError(f"PDF/A-{part} holds no attachments of any kind")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        root = document.Root
        root.OutputIntents = Array([_srgb_intent(document)])
        root.Metadata = document.make_indirect(_packet(document, metadata, part))
        root.Lang = String("zh-CN")
        for page in document.pages:
            for annotation in page.get("/Annots", ()):
                annotation.F = _PRINTED
        if attached:
            _attach(document, attached, metadata)
        if "/Info" in document.trailer:
            del document.trailer["/Info"]
        out = io.BytesIO()
        document.save(
            out,
            min_version="1.4" if part == 1 else "1.7",
            force_version="1.4" if part == 1 else "1.7",
            object_stream_mode=ObjectStreamMode.disable if part == 1 else ObjectStreamMode.generate,
            deterministic_id=True,
        )
    return out.getvalue()


def _packet(document: pikepdf.Pdf, metadata: Metadata, part: int) -> pikepdf.Stream:
    packet = pikepdf.Stream(document, xmp_packet(metadata, part, PROGRAM))
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    return packet


def _srgb_intent(document: pikepdf.Pdf) -> pikepdf.Object:
    profile = pikepdf.Stream(document, srgb_profile())
    profile.N = 3
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String(SRGB),
        RegistryName=String("http://www.color.org"),
        Info=String(SRGB),
        DestOutputProfile=document.make_indirect(profile),
    )


def _attach(document: pikepdf.Pdf, attached: Sequence[Attached], metadata: Metadata) -> None:
    moment = metadata.made_at.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
    specs = []
    for file in with_own_names(attached):
        spec = pikepdf.AttachedFileSpec(
            document,
            file.content,
            description=file.description or file.name,
            filename=file.name,
            mime_type=file.media_type or "application/octet-stream",
            creation_date=moment,
            mod_date=moment,
            relationship=Name("/" + file.relationship.value),
        )
        document.attachments[file.name] = spec
        specs.append(spec.obj)
    document.Root.AF = Array(specs)
    document.Root.PageMode = Name.UseOutlines  # attachments would else open their own panel
