"""The one sealing scheme of the project: to a public key, read by whoever holds the private one.

HPKE (RFC 9180) with X25519, HKDF-SHA256 and ChaCha20-Poly1305. It never says who sealed something:
what must be authentic is signed or lies in the vault.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hotline_desktop.errors import HotlineError

_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


class SealBrokenError(HotlineError):
    """The seal does not open with this key."""

    def __init__(self) -> None:
        """Say what to look at."""
        super().__init__(
            "The office's key file does not fit: somebody changed it, or it is of another office. "
            "Restore office.json from a backup."
        )


def new_private() -> bytes:
    """Draw a private key (32 bytes)."""
    return X25519PrivateKey.generate().private_bytes_raw()


def public_of(private: bytes) -> bytes:
    """Give the public key (32 bytes) of a private one."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def derived(secret: bytes, purpose: str) -> bytes:
    """Derive 32 bytes for one purpose from a secret that is random already."""
    return HKDF(SHA256(), 32, salt=None, info=b"hotline " + purpose.encode()).derive(secret)


def seal(data: bytes, public: bytes, bound: str) -> bytes:
    """Seal to a public key; ``bound`` names purpose and place, and must be said again to open."""
    key = X25519PublicKey.from_public_bytes(public)
    return _SUITE.encrypt(data, key, info=bound.encode())


def unseal(sealed: bytes, private: bytes, bound: str) -> bytes:
    """Open a seal.

    Raises:
        SealBrokenError: another key, another place, or altered.
    """
    try:
        key = X25519PrivateKey.from_private_bytes(private)
        return _SUITE.decrypt(sealed, key, info=bound.encode())
    except (InvalidTag, ValueError):
        raise SealBrokenError from None


def lock(data: bytes, key: bytes, nonce: bytes, bound: bytes) -> bytes:
    """Encrypt under a key both sides hold; the nonce (12 bytes) is drawn anew each time."""
    return ChaCha20Poly1305(key).encrypt(nonce, data, bound)


def unlock(locked: bytes, key: bytes, nonce: bytes, bound: bytes) -> bytes | None:
    """Decrypt; None when key, place or content do not fit."""
    try:
        return ChaCha20Poly1305(key).decrypt(nonce, locked, bound)
    except (InvalidTag, ValueError):
        return None
