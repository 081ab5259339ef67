"""The unit's certificate: whose archive a PDF is.  ECDSA P-256, signed by itself.

Not used for the ledger, whose events people sign with their own Ed25519 keys.  P-256, because
PDF programs of today check it; Ed25519 in a PDF many of them cannot read.  Whom a reader trusts is
settled by the roster, which names the certificate in a signed event, and by its check code, which
the unit makes known; no authority stands behind it.  ``docs/adr/0004`` has the reasons.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

CODE_GROUPS = 4
_NAME_LENGTH = 64  # bytes of UTF-8, as the library counts X.520's bound
_FOR_EVER = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
"""RFC 5280 4.1.2.5: no well-defined end.  An archive is checked as long as it is kept."""


@dataclass(frozen=True, slots=True)
class UnitKey:
    """The open key.  certificate: DER; private: the scalar, 32 bytes."""

    certificate: bytes
    private: bytes

    def pkcs8(self) -> bytes:
        """The private key as PKCS #8 in DER, for who signs."""
        from cryptography.hazmat.primitives import serialization

        return _private_key(self.private).private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )


def make_unit_key(unit_name: str, now: datetime) -> UnitKey:
    """A new key, and a certificate over it in the unit's name (the first 64 bytes of it)."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    words = "".join(c for c in unit_name if unicodedata.category(c)[0] != "C").strip()
    shown = words.encode()[:_NAME_LENGTH].decode(errors="ignore") or "—"
    attributes = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, shown),
        x509.NameAttribute(NameOID.COMMON_NAME, shown),
    ]
    name = x509.Name(attributes)
    public = key.public_key()
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC).replace(microsecond=0))
        .not_valid_after(_FOR_EVER)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .sign(key, hashes.SHA256())
    )
    scalar = key.private_numbers().private_value.to_bytes(32, "big")
    return UnitKey(certificate.public_bytes(serialization.Encoding.DER), scalar)


def certificate_id(certificate: bytes) -> str:
    """The name of a certificate: SHA-256 (hex) of its DER."""
    return hashlib.sha256(certificate).hexdigest()


def certificate_code(certificate: bytes) -> str:
    """校验码 to compare by eye or telephone: ``7F3A-91C2-D41E-06B8``."""
    digits = certificate_id(certificate).upper()
    return "-".join(digits[place * 4 : place * 4 + 4] for place in range(CODE_GROUPS))


def is_unit_certificate(certificate: bytes) -> bool:
    """Whether these bytes are a certificate over a P-256 key that signs for itself."""
    from cryptography import x509
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ec

    try:
        read = x509.load_der_x509_certificate(certificate)
        read.verify_directly_issued_by(read)
        public = read.public_key()
    except (ValueError, TypeError, InvalidSignature):
        return False
    return isinstance(public, ec.EllipticCurvePublicKey) and isinstance(public.curve, ec.SECP256R1)


def belongs_to(certificate: bytes, private: bytes) -> bool:
    """Whether a private key is the one that a certificate names."""
    from cryptography import x509

    try:
        public = x509.load_der_x509_certificate(certificate).public_key()
        return public == _private_key(private).public_key()
    except (ValueError, TypeError):
        return False


def _private_key(scalar: bytes) -> EllipticCurvePrivateKey:
    from cryptography.hazmat.primitives.asymmetric import ec

    return ec.derive_private_key(int.from_bytes(scalar, "big"), ec.SECP256R1())
