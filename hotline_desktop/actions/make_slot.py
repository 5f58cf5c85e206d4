"""Make an advocate's slot, with its second half in the machine's keyring where asked for."""

import os
from contextlib import suppress

from hotline_desktop.keys import sealing, slots
from hotline_desktop.keys.os_keyring import KeyringSilentError, os_keyring
from hotline_desktop.keys.slots import KEY_BYTES, Opened, Slot
from hotline_desktop.models.office import Office


def make_slot(
    office: Office, advocate: str, slot_id: str, words: str, data_key: bytes, half: bool
) -> tuple[Slot, bytes]:
    """Give a slot with a new private key, and its public key (32 bytes).

    Raises:
        KeyringSilentError: ``half`` was asked for and the keyring does not keep it.
    """
    private = sealing.new_private()
    public = sealing.public_of(private)
    opened = Opened(slot_id, advocate, private, data_key)
    return wrap_again(office, opened, slot_id, words, half), public


def wrap_again(office: Office, opened: Opened, slot_id: str, words: str, half: bool) -> Slot:
    """Give a slot for the private key of one that is open, under another passphrase or half.

    A slot with a half gets an id of its own each time: the old half stays good for the old slot
    until :func:`forget_half`, so that a power cut between leaves one that opens.

    Raises:
        KeyringSilentError: ``half`` was asked for and the keyring does not keep it.
    """
    second = os.urandom(KEY_BYTES) if half else b""
    if half:
        keyring = os_keyring()
        if keyring is None:
            raise KeyringSilentError
        keyring.put(half_name(slot_id), second)
    slot = slots.wrap(slot_id, opened.advocate, office.id, words, opened.private, second)
    return slots.give(slot, office.id, sealing.public_of(opened.private), opened.data_key)


def forget_half(slot: Slot) -> None:
    """Take the second half of a slot that is gone from the keyring; one that stays is harmless."""
    if slot.half and (keyring := os_keyring()) is not None:
        with suppress(KeyringSilentError):
            keyring.forget(half_name(slot.id))


def half_of(slot_id: str) -> bytes | None:
    """Give the second half of a slot's key from this machine's keyring; None without one."""
    keyring = os_keyring()
    try:
        return keyring.get(half_name(slot_id)) if keyring else None
    except KeyringSilentError:
        return None


def half_name(slot_id: str) -> str:
    """Name the second half of a slot's key in the machine's keyring."""
    return f"second half of {slot_id}"
