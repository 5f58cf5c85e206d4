"""Signs a finished file (PAdES-B-B, P-256, SHA-256) in place; appends nothing, opens no socket."""

import hashlib
from typing import NamedTuple

from hotline_desktop.errors import HotlineError
from hotline_desktop.packet.container import lower
from hotline_desktop.packet.envelope import RESERVED
from hotline_desktop.packet.finish import BYTE_RANGE_TO_COME

_HOLE = b"/Contents <" + b"0" * RESERVED + b">"
_RANGE = "/ByteRange [ 0 {} {} {} ]"


class SealingError(HotlineError):
    """The file could not be signed; nothing was exported."""


class Sealed(NamedTuple):
    """The signed file and the SHA-256 (hex) of the bytes its signature covers."""

    pdf: bytes
    digest: str


def seal(pdf: bytes, chain: str, key: str) -> Sealed:
    """Fill the prepared signature.

    ``chain`` is PEM, the signer's certificate then the root; ``key`` is the signer's, PEM.

    Raises:
        SealingError: the file has no prepared signature, or the key is unusable.
    """
    hole = pdf.find(_HOLE)
    waiting = _RANGE.format(*BYTE_RANGE_TO_COME).encode()
    if hole < 0 or pdf.count(waiting) != 1 or pdf.count(b"/ByteRange") != 1:
        raise SealingError("The packet could not be signed: make it again.")
    start = hole + len(b"/Contents ")
    end = hole + len(_HOLE)
    # Same length as what stood there: no offset in the file moves.
    ranges = _RANGE.format(start, end, len(pdf) - end).encode()
    pdf = pdf.replace(waiting, ranges[:-1].ljust(len(waiting) - 1) + b"]")
    digest = hashlib.sha256(pdf[:start] + pdf[end:]).digest()
    container = _container(digest, chain, key).hex().encode()
    if len(container) > RESERVED:
        raise SealingError("The packet could not be signed: the certificates are too large.")
    return Sealed(pdf[: start + 1] + container.ljust(RESERVED, b"0") + pdf[end - 1 :], digest.hex())


def _container(digest: bytes, chain: str, key: str) -> bytes:
    # pyHanko takes half a second to import: only whoever signs or checks pays for it.
    from asn1crypto import keys, pem, x509
    from pyhanko.sign.signers import SimpleSigner
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    from hotline_desktop.packet.quiet_loop import at_once

    class LowSigner(SimpleSigner):
        def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
            return lower(super().sign_raw(data, digest_algorithm))

    try:
        signer_der, root_der = (part for _, _, part in pem.unarmor(chain.encode(), multiple=True))
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register(x509.Certificate.load(root_der))
        signer = LowSigner(
            signing_cert=x509.Certificate.load(signer_der),
            signing_key=keys.PrivateKeyInfo.load(pem.unarmor(key.encode())[2]),
            cert_registry=store,
        )
        container = at_once(signer.async_sign(digest, "sha256", use_pades=True))
    except (ValueError, TypeError):
        # Not chained: a key's own error text could hold part of it.
        raise SealingError(
            "The packet could not be signed: the advocate's signing key is damaged."
        ) from None
    return bytes(container.dump())
