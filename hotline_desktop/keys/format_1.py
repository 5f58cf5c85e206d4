"""Reads slots of the first format of office.json, which held the data key itself; writes none."""

from hotline_desktop.keys import sealing, slots
from hotline_desktop.keys.slots import HeaderRefusedError, Kdf, Slot, WrongPassphraseError
from hotline_desktop.models.noun import Noun, encode


class _Plain(Noun, frozen=True, omit_defaults=False):
    id: str
    advocate: str
    kdf: Kdf
    salt: bytes
    nonce: bytes
    wrapped: bytes = b""


def open_slot(slot: Slot, office: str, words: str) -> bytes:
    """Give the data key (32 bytes) of a slot as format 1 had it.

    Raises:
        HeaderRefusedError, WrongPassphraseError: as :func:`slots.open_slot`.
    """
    if slot.half or slot.sealed:
        raise HeaderRefusedError(
            "The office's key file is damaged: restore office.json from a backup."
        )
    plain = _Plain(slot.id, slot.advocate, slot.kdf, slot.salt, slot.nonce)
    key = slots.wrapping_key(slot, words, b"", b"hotline slot 1")
    bound = office.encode() + b"\0" + encode(plain)
    data_key = sealing.unlock(slot.wrapped, key, slot.nonce, bound)
    if data_key is None:
        raise WrongPassphraseError
    return data_key
