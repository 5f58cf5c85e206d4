import os

import msgspec
import pytest

from hotline_desktop.keys import header, sealing, slots
from hotline_desktop.keys.header import HalfMissingError, Header, NoOfficeError
from hotline_desktop.keys.passphrase import PassphraseRefusedError, refuse_weak
from hotline_desktop.keys.sealing import SealBrokenError
from hotline_desktop.keys.slots import HeaderRefusedError, Kdf, WrongPassphraseError

WORDS = "orange ladder quiet river"
DATA_KEY = os.urandom(32)


@pytest.fixture(scope="module")
def slot():
    return made(WORDS)


def made(words, half=b""):
    private = sealing.new_private()
    slot = slots.wrap("slot", "ines", "office", words, private, half)
    return slots.give(slot, "office", sealing.public_of(private), DATA_KEY)


@pytest.fixture
def folder(tmp_path, slot):
    header.write(tmp_path, Header(header.FORMAT, "office", "Desk", False, (slot,)))
    return tmp_path


def but(noun, **changes):
    return msgspec.structs.replace(noun, **changes)


def no_half(_slot):
    return None


def test_the_passphrase_opens_and_another_does_not(folder):
    opened = header.unlock(header.read(folder), WORDS, no_half)
    assert (opened.slot, opened.advocate, opened.data_key) == ("slot", "ines", DATA_KEY)
    with pytest.raises(WrongPassphraseError, match="Caps Lock"):
        header.unlock(header.read(folder), WORDS + "s", no_half)


def test_with_a_second_half_neither_opens_alone(tmp_path):
    half = os.urandom(32)
    front = Header(header.FORMAT, "office", "Desk", False, (made(WORDS, half),))
    assert header.unlock(front, WORDS, lambda _: half).data_key == DATA_KEY
    with pytest.raises(HalfMissingError, match="recovery shares"):
        header.unlock(front, WORDS, no_half)
    with pytest.raises(WrongPassphraseError):
        header.unlock(front, WORDS, lambda _: os.urandom(32))
    with pytest.raises(WrongPassphraseError):
        slots.open_slot(but(front.slots[0], half=False), "office", WORDS, b"")


def test_another_key_put_beside_the_slot_is_no_key(slot):
    foreign = made("another ladder quiet river")
    with pytest.raises(SealBrokenError, match="changed"):
        slots.open_slot(but(slot, sealed=foreign.sealed), "office", WORDS, b"")


def test_a_new_data_key_needs_no_passphrase(slot):
    opened = slots.open_slot(slot, "office", WORDS, b"")
    key = slots.new_data_key()
    given = slots.give(slot, "office", sealing.public_of(opened.private), key)
    assert slots.open_slot(given, "office", WORDS, b"").data_key == key


def test_cost_is_at_least_what_the_threat_model_promises(slot):
    assert slot.kdf.memory >= 128 * 1024
    assert slot.kdf.passes >= 6


def test_composed_and_decomposed_letters_are_one_passphrase():
    composed = made("café crème brûlée été")
    words = "cafe\u0301 cre\u0300me bru\u0302le\u0301e e\u0301te\u0301"
    assert slots.open_slot(composed, "office", words, b"").data_key == DATA_KEY


@pytest.mark.parametrize(
    "kdf",
    [
        Kdf(memory=8192),
        Kdf(passes=1),
        Kdf(lanes=0),
        Kdf(memory=131_071),
        Kdf(memory=2**31),
        Kdf(passes=10**6),
        Kdf(lanes=10**6),
    ],
)
def test_a_lowered_or_absurd_header_is_refused_before_any_work(slot, kdf):
    with pytest.raises(HeaderRefusedError, match="restore"):
        slots.open_slot(but(slot, kdf=kdf), "office", WORDS, b"")


def test_a_slot_is_bound_to_its_office_and_its_fields(slot):
    for changed, office in (
        (slot, "other office"),
        (but(slot, advocate="theo"), "office"),
        (but(slot, kdf=Kdf(passes=7)), "office"),
        (but(slot, salt=bytes(16)), "office"),
        (but(slot, id="another"), "office"),
    ):
        with pytest.raises(WrongPassphraseError):
            slots.open_slot(changed, office, WORDS, b"")


@pytest.mark.parametrize("weak", ["abc", "fourteen chars", "aaaaaaaaaaaaaaaaaaaa", "x" * 2000, ""])
def test_weak_passphrases_are_refused_with_a_sentence(weak):
    with pytest.raises(PassphraseRefusedError):
        refuse_weak(weak)


def test_composition_is_not_asked_for():
    refuse_weak("orange ladder quiet river")


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"\0" * 100, b'{"format": 1', b"[]", b"\xff" * 9, b'{"format": "one"}'],
)
def test_a_damaged_header_is_said_and_left_alone(folder, content):
    (folder / header.FILE).write_bytes(content)
    with pytest.raises(HeaderRefusedError, match="damaged"):
        header.read(folder)
    assert (folder / header.FILE).read_bytes() == content


def test_newer_missing_and_huge(folder, tmp_path):
    newer = but(header.read(folder), format=header.FORMAT + 1)
    header.write(folder, newer)
    with pytest.raises(HeaderRefusedError, match="newer version"):
        header.read(folder)
    (folder / header.FILE).write_bytes(b" " * 10_000_000)
    with pytest.raises(HeaderRefusedError):
        header.read(folder)
    (folder / header.FILE).unlink()
    with pytest.raises(HeaderRefusedError, match=r"missing.*hotline rescue"):
        header.read(folder)  # what is left of an office is no place for a new one
    (folder / header.COPY).unlink()
    with pytest.raises(NoOfficeError, match="set one up"):
        header.read(folder)


def test_the_header_holds_no_key_and_no_passphrase(folder):
    text = (folder / header.FILE).read_bytes()
    assert DATA_KEY not in text
    assert WORDS.encode() not in text
    assert (folder / header.FILE).stat().st_mode & 0o077 == 0
