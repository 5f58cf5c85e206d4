"""Key slots: a random data key wrapped under a passphrase; never writes either of them down."""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hotline_desktop.errors import HotlineError
from hotline_desktop.keys.passphrase import normal
from hotline_desktop.models.noun import Noun, encode

KEY_BYTES = 32


class WrongPassphraseError(HotlineError):
    """No slot opens with this passphrase."""

    def __init__(self) -> None:
        """Say so, and what to look at."""
        super().__init__("This passphrase does not open the office: check Caps Lock and try again.")


class HeaderRefusedError(HotlineError):
    """The header asks for something no honest office would have."""


class Kdf(Noun, frozen=True, omit_defaults=False):
    """Argon2id cost: memory in KiB, passes over it, lanes. Parameters, never seconds."""

    memory: int = 131_072
    passes: int = 6
    lanes: int = 1


FLOOR = Kdf()
"""Less is refused: somebody lowered it to guess cheaper (THREATS.md T6)."""

CEILING = Kdf(memory=1_048_576, passes=32, lanes=8)
"""More is refused: somebody raised it to hang or exhaust the workstation."""


class Slot(Noun, frozen=True, omit_defaults=False):
    """One wrapped copy of the data key. Everything but ``wrapped`` is authenticated with it."""

    id: str
    advocate: str
    kdf: Kdf
    salt: bytes
    nonce: bytes
    wrapped: bytes = b""


def new_data_key() -> bytes:
    """Draw a fresh 32-byte data key."""
    return os.urandom(KEY_BYTES)


def seal(slot_id: str, advocate: str, office: str, passphrase: str, data_key: bytes) -> Slot:
    """Wrap the data key under a passphrase; about half a second of one processor."""
    slot = Slot(slot_id, advocate, FLOOR, salt=os.urandom(16), nonce=os.urandom(12))
    cipher = ChaCha20Poly1305(_wrapping_key(slot, passphrase))
    wrapped = cipher.encrypt(slot.nonce, data_key, _bound(slot, office))
    return Slot(slot.id, slot.advocate, slot.kdf, slot.salt, slot.nonce, wrapped)


def unseal(slot: Slot, office: str, passphrase: str) -> bytes:
    """Unwrap the data key (32 bytes).

    Raises:
        HeaderRefusedError: the slot's parameters lie outside floor and ceiling.
        WrongPassphraseError: it does not open.
    """
    refuse_absurd(slot)
    try:
        return ChaCha20Poly1305(_wrapping_key(slot, passphrase)).decrypt(
            slot.nonce, slot.wrapped, _bound(slot, office)
        )
    except InvalidTag:
        raise WrongPassphraseError from None


def refuse_absurd(slot: Slot) -> None:
    """Refuse lowered or absurd parameters before any work is done for them.

    Raises:
        HeaderRefusedError: with what to do.
    """
    for name in ("memory", "passes", "lanes"):
        if not getattr(FLOOR, name) <= getattr(slot.kdf, name) <= getattr(CEILING, name):
            raise HeaderRefusedError(
                "The office's key file asks for a protection that is too weak or absurd: somebody "
                "may have changed it. Do not type the passphrase; restore the file from a backup."
            )
    if len(slot.salt) != 16 or len(slot.nonce) != 12 or len(slot.wrapped) != KEY_BYTES + 16:
        raise HeaderRefusedError(
            "The office's key file is damaged: restore office.json from a backup."
        )


def _wrapping_key(slot: Slot, passphrase: str) -> bytes:
    kdf = slot.kdf
    stretched = Argon2id(
        salt=slot.salt,
        length=KEY_BYTES,
        iterations=kdf.passes,
        lanes=kdf.lanes,
        memory_cost=kdf.memory,
    ).derive(normal(passphrase).encode())
    # A second half of the key (OS keyring) joins here later without a new format.
    return HKDF(SHA256(), KEY_BYTES, salt=slot.salt, info=b"hotline slot 1").derive(stretched)


def _bound(slot: Slot, office: str) -> bytes:
    plain = Slot(slot.id, slot.advocate, slot.kdf, slot.salt, slot.nonce)
    return office.encode() + b"\0" + encode(plain)
