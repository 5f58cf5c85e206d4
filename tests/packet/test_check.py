"""Any doubt is a no: every byte and every digit of a signed file."""

import hashlib
import os
import random
import re

import pytest

from hotline_desktop.packet.verdict import Word
from tests.packet import reading, story
from tests.packet.asking import asked, contents


def test_an_exercise_packet_passes_as_an_exercise_only(packet, keys):
    yes = asked(packet)
    assert (yes.ok, yes.word, yes.packet) == (True, Word.UNCHANGED, "P-26-0414")
    assert yes.signer == "Theo Sample, EXERCISE - not a real hotline"
    assert yes.signed_at == story.NOW
    assert yes.root_sha256 == keys.root_sha256
    plain = asked(packet, exercise=False)
    assert (plain.ok, plain.word) == (False, Word.EXERCISE)
    assert "EXERCISE" in plain.sentence
    pinned = asked(packet, exercise=False, root_sha256=keys.root_sha256)
    assert (pinned.ok, pinned.word) == (False, Word.EXERCISE)
    assert asked(packet, root_sha256=keys.root_sha256).ok
    assert asked(packet, root_sha256="00" * 32).word is Word.UNKNOWN_SIGNER


def test_a_real_packet_needs_the_published_root(real, real_keys):
    plain = asked(real, exercise=False)
    assert (plain.ok, plain.word) == (False, Word.UNKNOWN_SIGNER)
    assert real_keys.root_sha256 in plain.sentence
    assert "--root" in plain.sentence
    assert asked(real, exercise=False, root_sha256=real_keys.root_sha256).ok
    spaced = ":".join(re.findall("..", real_keys.root_sha256.upper()))
    assert asked(real, exercise=False, root_sha256=f" {spaced} ").ok
    assert asked(real).word is Word.NOT_EXERCISE
    assert asked(real, root_sha256=real_keys.root_sha256).word is Word.NOT_EXERCISE
    for wrong in ("", "0", "zz", real_keys.root_sha256[:-1], real_keys.root_sha256 + "0"):
        assert asked(real, exercise=False, root_sha256=wrong).word is Word.UNKNOWN_SIGNER


def test_strangers_tools_agree(packet, tmp_path):
    file = tmp_path / "packet.pdf"
    file.write_bytes(packet)
    said = reading.run(["pdfsig"], file)
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said
    assert said.count("Signature #") == 1
    assert "No syntax or stream encoding errors" in reading.run(["qpdf", "--check"], file)


def test_the_digest_is_what_anybody_can_compute(packet):
    start, end = contents(packet)
    covered = packet[: start - 1] + packet[end + 1 :]
    assert asked(packet).digest == hashlib.sha256(covered).hexdigest()


def flips(packet, offsets, seed):
    chance = random.Random(seed)
    for offset in offsets:
        changed = bytearray(packet)
        changed[offset] ^= 1 << chance.randrange(8)
        yield offset, bytes(changed)


def test_a_flip_anywhere_says_no(packet):
    start, end = contents(packet)
    length = 2 * (4 + int(packet[start + 4 : start + 8], 16))
    seed = int.from_bytes(os.urandom(4), "big")
    inside = range(start - 1, start + length + 40)
    padding = range(start + length, end + 2, 997)
    elsewhere = [o for o in range(seed % 37, len(packet), 37) if not start <= o < end]
    count = 0
    for offset, changed in flips(packet, [*inside, *padding, *elsewhere], seed):
        assert not asked(changed).ok, (offset, seed)
        count += 1
    assert count > 4_000


@pytest.mark.parametrize("digit", [b"0", b"f", b"A", b" ", b">", b"g", b"\x00"])
def test_another_digit_in_the_container_says_no(packet, digit):
    start, end = contents(packet)
    length = 2 * (4 + int(packet[start + 4 : start + 8], 16))
    for offset in range(start, start + length + 4):
        if packet[offset : offset + 1] != digit and (digit != b"0" or offset < start + length):
            changed = packet[:offset] + digit + packet[offset + 1 :]
            assert not asked(changed).ok, offset


@pytest.mark.deep
def test_every_byte_and_in_the_signature_every_bit_says_no(packet):
    start, end = contents(packet)
    seed = int.from_bytes(os.urandom(4), "big")
    for offset, changed in flips(packet, range(len(packet)), seed):
        assert not asked(changed).ok, (offset, seed)
    for offset in range(start - 1, end + 1):
        for bit in range(8):
            changed = bytearray(packet)
            changed[offset] ^= 1 << bit
            assert not asked(bytes(changed)).ok, (offset, bit)


def test_a_byte_lost_or_added_says_no(packet):
    for offset in range(0, len(packet), 211):
        assert not asked(packet[:offset] + packet[offset + 1 :]).ok, offset
        assert not asked(packet[:offset] + b"0" + packet[offset:]).ok, offset
