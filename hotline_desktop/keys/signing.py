"""Makes an office's certificate root and an advocate's signing certificate; keeps neither."""

from datetime import datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hotline_desktop.models.noun import Noun
from hotline_desktop.models.office import Advocate, Office

EXERCISE_ORGANIZATION = "EXERCISE - not a real hotline"
EXERCISE_UNIT = "EXERCISE"
EXERCISE_POLICY = x509.ObjectIdentifier("2.25.216345903561029474653280943361827520116")
"""What marks a sample office's certificates (an identifier of our own, drawn from a UUID)."""

ROOT_YEARS, SIGNER_YEARS = 20, 10
"""A packet may be read in court years later; a lost key is revoked by hand (issue 8)."""

_YEAR = timedelta(days=365)
_SKEW = timedelta(hours=1)
_LONGEST_NAME = 64


class OfficeSigning(Noun, frozen=True):
    """PEM texts: ``chain`` (advocate's certificate, then root) and both unencrypted PKCS#8 keys.

    ``root_sha256`` is the root's fingerprint (hex): what an agency compares and pins. The keys are
    for the vault alone.
    """

    chain: str
    key: str
    root_key: str
    root_sha256: str


def make_office_signing(office: Office, advocate: Advocate, now: datetime) -> OfficeSigning:
    """Make a root for the office and a certificate for its first advocate (P-256, SHA-256)."""
    root_key = ec.generate_private_key(ec.SECP256R1())
    root = _root(office, root_key, now)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = _advocate(office, advocate, key, root, root_key, now)
    return OfficeSigning(
        chain=_pem(certificate) + _pem(root),
        key=_secret_pem(key),
        root_key=_secret_pem(root_key),
        root_sha256=root.fingerprint(hashes.SHA256()).hex(),
    )


def make_advocate_signing(
    office: Office, advocate: Advocate, root: str, root_key: str, now: datetime
) -> OfficeSigning:
    """Make a certificate for another advocate under the office's root (both PEM)."""
    certificate = x509.load_pem_x509_certificate(root.encode())
    secret = serialization.load_pem_private_key(root_key.encode(), None)
    if not isinstance(secret, ec.EllipticCurvePrivateKey):
        raise TypeError("an office's root key is P-256")
    key = ec.generate_private_key(ec.SECP256R1())
    made = _advocate(office, advocate, key, certificate, secret, now)
    return OfficeSigning(
        chain=_pem(made) + _pem(certificate),
        key=_secret_pem(key),
        root_key=root_key,
        root_sha256=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def _root(office: Office, key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = _name(office, f"{office.name} root")
    built = (
        _builder(office, name, name, key, now, ROOT_YEARS)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
    )
    return built.sign(key, hashes.SHA256())


def _advocate(
    office: Office,
    advocate: Advocate,
    key: ec.EllipticCurvePrivateKey,
    root: x509.Certificate,
    root_key: ec.EllipticCurvePrivateKey,
    now: datetime,
) -> x509.Certificate:
    name = _name(office, advocate.name)
    issuer = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    built = (
        _builder(office, name, root.subject, key, now, SIGNER_YEARS)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(issuer, critical=False)
    )
    return built.sign(root_key, hashes.SHA256())


def _builder(
    office: Office,
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePrivateKey,
    now: datetime,
    years: int,
) -> x509.CertificateBuilder:
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _SKEW)
        .not_valid_after(now + years * _YEAR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    if office.exercise:
        policy = x509.PolicyInformation(EXERCISE_POLICY, None)
        builder = builder.add_extension(x509.CertificatePolicies([policy]), critical=False)
    return builder


def _usage(signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(office: Office, common: str) -> x509.Name:
    organization = EXERCISE_ORGANIZATION if office.exercise else _short(office.name)
    parts = [x509.NameAttribute(NameOID.ORGANIZATION_NAME, organization)]
    if office.exercise:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, EXERCISE_UNIT))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, _short(common))])


def _short(words: str) -> str:
    """Fit a name into a certificate: 64 characters, never empty, nothing invisible.

    A real office whose name says EXERCISE would be taken for a sample: it keeps the rest.
    """
    seen = "".join(c for c in words if c.isprintable()).strip()
    while len(seen.encode()) > _LONGEST_NAME:
        seen = seen[:-1]
    return seen.strip() or "unnamed"


def _pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def _secret_pem(key: ec.EllipticCurvePrivateKey) -> str:
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
