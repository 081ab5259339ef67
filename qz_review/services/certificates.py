"""Scan certificates as they are kept: blobs named by signed events."""

from __future__ import annotations

from qz_review.errors import Tampered
from qz_review.model.scan_certificate import (
    CertificateFormatError,
    ScanCertificate,
    parse_certificate,
)
from qz_review.services.desk import Desk
from qz_review.workflow.state import ManuscriptState


def last_certificate(desk: Desk, state: ManuscriptState) -> ScanCertificate | None:
    """The certificate of the last final scan of a manuscript, None where there is none.

    Raises Tampered where its bytes are gone or damaged.
    """
    ref = state.scans[-1].certificate if state.scans else None
    if ref is None:
        return None
    try:
        return parse_certificate(desk.store.blobs.get(ref.digest))
    except CertificateFormatError as error:
        raise Tampered("blobs.damaged", digest=ref.digest) from error
