"""Key slots: how one advocate's passphrase reaches the data key; never writes either of them down.

A slot wraps the advocate's private key under the passphrase (and, where asked for, a second half
that lies in the machine's keyring); the data key is sealed to the public key. So a new data key can
be given to everybody without anybody's passphrase. Public keys lie in the vault, not here: whoever
writes into this file cannot have the next data key sealed to a key of his own.
"""

import os

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from hotline_desktop.errors import HotlineError
from hotline_desktop.keys import sealing
from hotline_desktop.keys.passphrase import normal
from hotline_desktop.models.noun import Noun, encode

KEY_BYTES = 32
_SALT, _NONCE, _TAG = 16, 12, 16
_SEALED = KEY_BYTES + 48


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
    """One advocate's way to the data key.

    ``wrapped`` is the private key under the passphrase (and the second half where ``half``), with
    everything above it authenticated; ``sealed`` is the data key, sealed to the public key.
    """

    id: str
    advocate: str
    kdf: Kdf
    salt: bytes
    nonce: bytes
    half: bool = False
    wrapped: bytes = b""
    sealed: bytes = b""


class Opened(Noun, frozen=True):
    """What a slot gave: whose it is, the private key and the data key, 32 bytes each."""

    slot: str
    advocate: str
    private: bytes
    data_key: bytes


def new_data_key() -> bytes:
    """Draw a fresh 32-byte data key."""
    return os.urandom(KEY_BYTES)


def wrap(slot_id: str, advocate: str, office: str, words: str, private: bytes, half: bytes) -> Slot:
    """Make a slot for a private key, without a data key yet; half a second of one processor.

    ``half`` is the second half (32 bytes) that lies in the machine's keyring, or b"".
    """
    slot = Slot(
        slot_id, advocate, FLOOR, os.urandom(_SALT), nonce=os.urandom(_NONCE), half=bool(half)
    )
    key = wrapping_key(slot, words, half)
    return _with(slot, sealing.lock(private, key, slot.nonce, _bound(slot, office)), b"")


def give(slot: Slot, office: str, public: bytes, data_key: bytes) -> Slot:
    """Give a slot a data key, sealed to its public key."""
    return _with(slot, slot.wrapped, sealing.seal(data_key, public, _place(slot, office)))


def open_slot(slot: Slot, office: str, words: str, half: bytes) -> Opened:
    """Open a slot.

    Raises:
        HeaderRefusedError: its parameters lie outside floor and ceiling.
        WrongPassphraseError: passphrase or second half do not fit.
        SealBrokenError: the passphrase fits, and the data key beside it was exchanged.
    """
    refuse_absurd(slot)
    key = wrapping_key(slot, words, half)
    private = sealing.unlock(slot.wrapped, key, slot.nonce, _bound(slot, office))
    if private is None:
        raise WrongPassphraseError
    data_key = sealing.unseal(slot.sealed, private, _place(slot, office))
    return Opened(slot.id, slot.advocate, private, data_key)


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
    if (
        len(slot.salt) != _SALT
        or len(slot.nonce) != _NONCE
        or len(slot.wrapped) != KEY_BYTES + _TAG
        or len(slot.sealed) not in (0, _SEALED)  # format 1 had none
    ):
        raise HeaderRefusedError(
            "The office's key file is damaged: restore office.json from a backup."
        )


def _with(slot: Slot, wrapped: bytes, sealed: bytes) -> Slot:
    return Slot(slot.id, slot.advocate, slot.kdf, slot.salt, slot.nonce, slot.half, wrapped, sealed)


def wrapping_key(slot: Slot, words: str, half: bytes, form: bytes = b"hotline slot 2") -> bytes:
    """Derive what a slot's private key is wrapped under; ``form`` keeps formats apart."""
    kdf = slot.kdf
    stretched = Argon2id(
        salt=slot.salt,
        length=KEY_BYTES,
        iterations=kdf.passes,
        lanes=kdf.lanes,
        memory_cost=kdf.memory,
    ).derive(normal(words).encode())
    return HKDF(SHA256(), KEY_BYTES, salt=slot.salt, info=form).derive(stretched + half)


def _bound(slot: Slot, office: str) -> bytes:
    return office.encode() + b"\0" + encode(_with(slot, b"", b""))


def _place(slot: Slot, office: str) -> str:
    return f"data key of {office} for {slot.id}"
