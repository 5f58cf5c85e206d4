"""Whether two certificates are an office's root and its advocate, and real or an exercise."""

from datetime import datetime
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import NameOID

from hotline_desktop.packet.container import Pair

# The same words as in keys/signing.py, which makes the certificates: the rooms do not know each
# other, and tests/packet holds the two together.
EXERCISE_ORGANIZATION = "EXERCISE - not a real hotline"
EXERCISE_UNIT = "EXERCISE"
EXERCISE_POLICY = x509.ObjectIdentifier("2.25.216345903561029474653280943361827520116")


def fingerprint(root: x509.Certificate) -> str:
    """Give the SHA-256 of a certificate (hex, 64 digits)."""
    return root.fingerprint(hashes.SHA256()).hex()


def who(signer: x509.Certificate) -> str:
    """Give the signer's name and organisation as the certificate says them."""
    names = _names(signer, NameOID.COMMON_NAME) + _names(signer, NameOID.ORGANIZATION_NAME)
    return ", ".join("".join(c for c in name if c.isprintable()) for name in names)


def marks(certificate: x509.Certificate) -> int:
    """Count how many of the three exercise marks a certificate bears: real bears none."""
    policies = _extension(certificate, x509.CertificatePolicies) or ()
    return sum(
        (
            EXERCISE_ORGANIZATION in _names(certificate, NameOID.ORGANIZATION_NAME),
            EXERCISE_UNIT in _names(certificate, NameOID.ORGANIZATIONAL_UNIT_NAME),
            any(policy.policy_identifier == EXERCISE_POLICY for policy in policies),
        )
    )


def is_exercise(pair: Pair) -> bool:
    """Say whether anything about them is an exercise: one mark on either is enough."""
    return marks(pair.root) + marks(pair.signer) > 0


def is_wholly_exercise(pair: Pair) -> bool:
    """Say whether both bear all three marks."""
    return marks(pair.root) == marks(pair.signer) == 3


def is_office(pair: Pair) -> bool:
    """Say whether root and signer are what an office makes: one root, one level, for signing."""
    signer, root = pair
    return (
        signer.issuer == root.subject
        and _may(root, ca=True)
        and _may(signer, ca=False)
        and _extension(root, x509.BasicConstraints).path_length == 0
    )


def is_valid_at(pair: Pair, moment: datetime) -> bool:
    """Say whether both certificates held at a moment."""
    return all(c.not_valid_before_utc <= moment <= c.not_valid_after_utc for c in pair)


def _may(certificate: x509.Certificate, ca: bool) -> bool:
    constraints = _extension(certificate, x509.BasicConstraints)
    usage = _extension(certificate, x509.KeyUsage)
    if constraints is None or usage is None or constraints.ca is not ca:
        return False
    if ca:
        return bool(usage.key_cert_sign and not usage.digital_signature)
    return bool(usage.digital_signature and usage.content_commitment and not usage.key_cert_sign)


def _extension(certificate: x509.Certificate, kind: type[x509.ExtensionType]) -> Any:  # noqa: ANN401
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None


def _names(certificate: x509.Certificate, oid: x509.ObjectIdentifier) -> list[str]:
    return [str(each.value) for each in certificate.subject.get_attributes_for_oid(oid)]
