"""Any doubt is a no: every byte, every forgery, every stranger."""

import io
import os
import random
import re
import time
from datetime import timedelta

import msgspec
import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils

from hotline_desktop.keys import signing
from hotline_desktop.packet import container, identity
from hotline_desktop.packet.check import verify
from hotline_desktop.packet.press import press
from hotline_desktop.packet.seal import SealingError, seal
from hotline_desktop.packet.verdict import Word
from tests.packet import reading, story

LATER = story.NOW + timedelta(hours=1)


@pytest.fixture(scope="module")
def keys():
    return story.signing()


@pytest.fixture(scope="module")
def packet(keys):
    pressed = press(story.job(story.referral(), keys))
    assert pressed.ok
    return pressed.pdf


@pytest.fixture(scope="module")
def real_keys():
    return story.signing(story.REAL_OFFICE)


@pytest.fixture(scope="module")
def real(real_keys):
    pressed = press(story.job(story.referral(office=story.REAL_OFFICE), real_keys))
    assert pressed.ok
    return pressed.pdf


def asked(data, **settings):
    """Ask as somebody does who would believe it if anybody did."""
    return verify(data, now=LATER, **({"exercise": True} | settings))


def is_no(data, **settings):
    began = time.perf_counter()
    verdict = asked(data, **settings)
    assert not verdict.ok, "accepted"
    assert verdict.word is not Word.UNCHANGED
    assert time.perf_counter() - began < 2
    return verdict.word


def contents(packet):
    start = packet.index(b"/Contents <") + len(b"/Contents <")
    return start, packet.index(b">", start)


# -- what is good ----------------------------------------------------------------------------


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
    import hashlib

    start, end = contents(packet)
    covered = packet[: start - 1] + packet[end + 1 :]
    assert asked(packet).digest == hashlib.sha256(covered).hexdigest()


# -- one byte --------------------------------------------------------------------------------


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
def test_every_byte_and_every_bit_says_no(packet):
    for offset in range(len(packet)):
        for bit in range(8):
            changed = bytearray(packet)
            changed[offset] ^= 1 << bit
            assert not asked(bytes(changed)).ok, (offset, bit)


def test_a_byte_lost_or_added_says_no(packet):
    for offset in range(0, len(packet), 211):
        assert not asked(packet[:offset] + packet[offset + 1 :]).ok, offset
        assert not asked(packet[:offset] + b"0" + packet[offset:]).ok, offset


# -- hostile files ---------------------------------------------------------------------------


def saved(packet, change=lambda pdf: None, **settings):
    with pikepdf.open(io.BytesIO(packet)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, **settings)
    return out.getvalue()


def appended(packet, extra=b""):
    """An incremental update as an editor writes it: new objects, xref, trailer with /Prev."""
    previous = re.findall(rb"startxref\n(\d+)\n%%EOF", packet)[-1]
    size = re.search(rb"/Size (\d+)", packet)[1]
    body = packet + b"1 0 obj\n<< /Type /Catalog " + extra + b" >>\nendobj\n"
    where = len(body)
    table = b"xref\n1 1\n%010d 00000 n \n" % len(packet)
    trailer = b"trailer << /Size %s /Root 1 0 R /Prev %s >>\n" % (size, previous)
    return body + table + trailer + b"startxref\n%d\n%%%%EOF\n" % where


def with_ranges(packet, ranges):
    old = re.search(rb"/ByteRange \[[^\]]*\]", packet)[0]
    return packet.replace(old, (b"/ByteRange [ " + ranges).ljust(len(old) - 1) + b"]")


def with_container(packet, container):
    start, end = contents(packet)
    digits = container.hex().encode()
    return packet[:start] + digits.ljust(end - start, b"0") + packet[end:]


def container_of(packet):
    start, end = contents(packet)
    raw = bytes.fromhex(packet[start:end].decode())
    return raw[: 4 + int.from_bytes(raw[2:4], "big")]


def mirrored(packet, monkeypatch):
    """The other valid half of an ECDSA signature, which anybody can compute: (r, n - s)."""
    whole = container_of(packet)
    pair, signature = container._take_apart(whole)
    r, s = utils.decode_dss_signature(signature)
    other = utils.encode_dss_signature(r, container.ORDER - s)
    attributes = container._attributes(bytes.fromhex(asked(packet).digest), pair.signer)
    pair.signer.public_key().verify(
        other, container._tlv(0x31, attributes), ec.ECDSA(hashes.SHA256())
    )
    monkeypatch.setattr(container, "lower", lambda signature: signature)
    written = with_container(packet, container._write(pair, attributes, other))
    monkeypatch.undo()
    assert written != packet
    return written


def shadowed(packet):
    """Hide what was signed behind an object of the same number, placed before the signature."""
    fake = b"\n7 0 obj\n<< /Type /Pages /Count 0 /Kids [] >>\nendobj\n"
    return packet.replace(b"\nendobj\n", b"\nendobj\n" + fake, 1)


def stuffed(packet):
    start, end = contents(packet)
    return packet[: end - 200] + b"41" * 40 + packet[end - 120 :]


HOSTILE = {
    "empty": lambda p: b"",
    "one byte": lambda p: b"%",
    "not a pdf": lambda p: b"MZ" + os.urandom(4000),
    "text": lambda p: b"Dear detective, this is real.",
    "zeros": lambda p: bytes(50 * 1024 * 1024),
    "header and zeros": lambda p: b"%PDF-1.7\n" + bytes(20 * 1024 * 1024),
    "byte ranges": lambda p: b"%PDF-1.7\n" + b"/ByteRange " * 2_000_000,
    "hexadecimal": lambda p: b"%PDF-1.7\n/ByteRange [ 0 1 2 3 ] /Contents <" + b"0" * 20_000_000,
    "truncated": lambda p: p[: len(p) // 2],
    "tail lost": lambda p: p[:-1],
    "tail cut": lambda p: p[:-40],
    "blank after": lambda p: p + b"\n",
    "words after": lambda p: p + b"\n% hello\n",
    "zeros before": lambda p: b"\0" * 10 + p,
    "twice": lambda p: p + p,
    "saved again": lambda p: saved(p),
    "linearized": lambda p: saved(p, linearize=True),
    "encrypted": lambda p: saved(p, encryption=pikepdf.Encryption(owner="o", user="")),
    "encrypted, password": lambda p: saved(p, encryption=pikepdf.Encryption(owner="o", user="u")),
    "title changed": lambda p: saved(p, lambda pdf: pdf.docinfo.update({"/Title": "x"})),
    "page removed": lambda p: saved(p, lambda pdf: pdf.pages.__delitem__(0)),
    "attachment swapped": lambda p: saved(
        p, lambda pdf: pdf.attachments.__setitem__("referral.json", b"{}")
    ),
    "without its form": lambda p: p.replace(b"/AcroForm", b"/AcroFxrm", 1),
    "update appended": appended,
    "update with script": lambda p: appended(p, b"/OpenAction << /S /JavaScript /JS (x) >>"),
    "update without table": lambda p: (
        p + b"1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF\n"
    ),
    "second signature": lambda p: appended(
        p, b"/Sig2 << /Type /Sig /ByteRange [ 0 1 2 3 ] /Contents <00> >>"
    ),
    "shadow": shadowed,
    "contents zero": lambda p: with_container(p, b""),
    "contents null": lambda p: with_container(p, bytes(10)),
    "contents random": lambda p: with_container(p, os.urandom(1_700)),
    "contents truncated": lambda p: with_container(p, container_of(p)[:-1]),
    "contents longer": lambda p: with_container(p, container_of(p) + b"\x01"),
    "contents deep": lambda p: with_container(p, b"\x30\x80" * 5_000),
    "contents huge length": lambda p: with_container(p, b"\x30\x84\xff\xff\xff\xff" * 100),
    "padding stuffed": stuffed,
    "range all": lambda p: with_ranges(p, b"0 %d %d 0 " % (len(p), len(p))),
    "range short": lambda p: with_ranges(p, b"0 100 30000 100 "),
    "range negative": lambda p: with_ranges(p, b"0 -1 -1 -1 "),
    "range null": lambda p: with_ranges(p, b"null "),
    "range huge": lambda p: with_ranges(p, b"0 9999999999 9999999999 9999999999"),
    "inserted before": lambda p: p.replace(b"/Contents <", b"/X (evil) /Contents <", 1),
    "capitals": lambda p: with_container(p, b"").replace(
        b"0" * 200, container_of(p)[:100].hex().upper().encode(), 1
    ),
    "older version": lambda p: p.replace(b"%PDF-1.7", b"%PDF-1.4", 1),
    "permission 2": lambda p: p.replace(b"/P 1 /Type", b"/P 2 /Type", 1),
    "not certified": lambda p: p.replace(b"/DocMDP /Trans", b"/FieldX /Trans", 1),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_quickly_and_quietly(kind, packet, keys):
    data = HOSTILE[kind](packet)
    assert data != packet
    for settings in ({}, {"root_sha256": keys.root_sha256}, {"exercise": False}):
        is_no(data, **settings)


def test_no_second_file_carries_the_same_signature(packet, monkeypatch):
    assert is_no(mirrored(packet, monkeypatch)) is Word.ALTERED


def test_words_tell_the_cases_apart(packet):
    assert is_no(b"") is Word.UNREADABLE
    assert is_no(b"%PDF-1.7\n%%EOF\n") is Word.NOT_SIGNED
    assert is_no(appended(packet)) is Word.ALTERED
    assert is_no(HOSTILE["zeros"](packet)) is Word.UNREADABLE


def test_whatever_makes_a_reader_stumble_is_unreadable(packet, monkeypatch):
    def stumble(*_):
        raise RecursionError

    monkeypatch.setattr("hotline_desktop.packet.check.open_envelope", stumble)
    assert is_no(packet) is Word.UNREADABLE


def test_the_independent_reader_can_say_no(packet, monkeypatch):
    monkeypatch.setattr("hotline_desktop.packet.check.agrees", lambda *_: False)
    assert is_no(packet) is Word.ALTERED


# -- strangers -------------------------------------------------------------------------------


def unsealed(packet):
    """The same file as it was before it was signed."""
    start, end = contents(packet)
    blank = packet[:start] + b"0" * (end - start) + packet[end:]
    old = re.search(rb"/ByteRange \[[^\]]*\]", blank)[0]
    return blank.replace(old, b"/ByteRange [ 0 1111111111 2222222222 3333333333 ]")


def test_resigned_under_a_look_alike_root(real, real_keys):
    forger = story.signing(story.REAL_OFFICE)
    forged = seal(unsealed(real), forger.chain, forger.key).pdf
    answer = asked(forged, exercise=False, root_sha256=real_keys.root_sha256)
    assert (answer.ok, answer.word) == (False, Word.UNKNOWN_SIGNER)
    assert answer.signer == asked(real, exercise=False).signer
    assert seal(unsealed(real), real_keys.chain, real_keys.key).digest == asked(real).digest


def certificate(pem, number):
    return x509.load_pem_x509_certificates(pem.encode())[number]


def chained(signer, root):
    pem = serialization.Encoding.PEM
    return (signer.public_bytes(pem) + root.public_bytes(pem)).decode()


def test_a_signer_of_another_root_or_the_root_itself_or_no_chain(real, real_keys):
    other = story.signing(story.REAL_OFFICE)
    mixed = chained(certificate(other.chain, 0), certificate(real_keys.chain, 1))
    selves = chained(certificate(real_keys.chain, 1), certificate(real_keys.chain, 1))
    for chain, key in ((mixed, other.key), (selves, real_keys.root_key)):
        forged = seal(unsealed(real), chain, key).pdf
        assert not asked(forged, exercise=False, root_sha256=real_keys.root_sha256).ok
    # A key that is not the certificate's.
    forged = seal(unsealed(real), real_keys.chain, other.key).pdf
    answer = asked(forged, exercise=False, root_sha256=real_keys.root_sha256)
    assert answer.word is Word.ALTERED


def issued(keys, office=story.REAL_OFFICE, **settings):
    """A certificate by the true root that no office would make."""
    key = ec.generate_private_key(ec.SECP256R1())
    root = certificate(keys.chain, 1)
    root_key = serialization.load_pem_private_key(keys.root_key.encode(), None)
    usage = signing._usage(signs_certificates=settings.get("signs", False))
    built = (
        signing._builder(
            settings.get("marked", office),
            signing._name(settings.get("marked", office), "Theo Sample"),
            root.subject,
            key,
            settings.get("begins", story.NOW - timedelta(days=1)),
            settings.get("years", 1),
        )
        .add_extension(x509.BasicConstraints(settings.get("ca", False), None), critical=True)
        .add_extension(usage, critical=True)
        .sign(root_key, hashes.SHA256())
    )
    return chained(built, root), signing._secret_pem(key)


@pytest.mark.parametrize(
    ("settings", "word"),
    [
        ({}, Word.UNCHANGED),
        ({"ca": True}, Word.UNKNOWN_SIGNER),
        ({"signs": True}, Word.UNKNOWN_SIGNER),
        ({"begins": story.NOW + timedelta(days=1)}, Word.UNKNOWN_SIGNER),
        ({"begins": story.NOW - timedelta(days=400)}, Word.UNKNOWN_SIGNER),
        ({"marked": story.OFFICE}, Word.EXERCISE),
    ],
)
def test_the_true_root_vouches_only_for_advocates_of_now(real, real_keys, settings, word):
    chain, key = issued(real_keys, **settings)
    pdf = seal(unsealed(real), chain, key).pdf
    answer = asked(pdf, exercise=False, root_sha256=real_keys.root_sha256)
    assert (answer.ok, answer.word) == (word is Word.UNCHANGED, word)


def test_an_exercise_root_with_a_half_marked_signer_is_neither(packet, keys):
    chain, key = issued(keys, marked=story.REAL_OFFICE)
    pdf = seal(unsealed(packet), chain, key).pdf
    assert asked(pdf).word is Word.NOT_EXERCISE
    assert asked(pdf, exercise=False, root_sha256=keys.root_sha256).word is Word.EXERCISE


def test_time_is_judged_at_signing_and_now(real, real_keys):
    pinned = {"exercise": False, "root_sha256": real_keys.root_sha256}
    for years, ok in ((9, True), (11, False), (21, False)):
        moment = story.NOW + timedelta(days=365 * years)
        assert verify(real, now=moment, **pinned).ok is ok
    early = story.NOW - timedelta(days=2)
    assert verify(real, now=early, **pinned).word is Word.UNKNOWN_SIGNER
    assert "future" in verify(real, now=early, **pinned).sentence


def test_the_marks_in_keys_and_packet_are_the_same():
    for name in ("EXERCISE_ORGANIZATION", "EXERCISE_UNIT", "EXERCISE_POLICY"):
        assert getattr(signing, name) == getattr(identity, name)


def test_only_a_sample_office_gets_marked_certificates(keys, real_keys):
    for number in (0, 1):
        assert identity.marks(certificate(keys.chain, number)) == 3
        assert identity.marks(certificate(real_keys.chain, number)) == 0


def test_an_office_with_a_difficult_name_still_gets_certificates():
    for name in ("é" * 100, "", "\0\n", "O=EXERCISE, CN=x", "张" * 90):
        office = msgspec.structs.replace(story.REAL_OFFICE, name=name)
        made = story.signing(office)
        assert identity.is_office(identity.Pair(*x509.load_pem_x509_certificates(
            made.chain.encode())))  # fmt: skip


@pytest.mark.parametrize("key", ["", "not a key", "-----BEGIN PRIVATE KEY-----\nAA==\n-----END "])
def test_a_damaged_key_is_one_sentence(real, real_keys, key):
    with pytest.raises(SealingError, match="damaged"):
        seal(unsealed(real), real_keys.chain, key)


def test_a_file_that_was_not_prepared_is_not_signed(real, real_keys):
    for file in (b"", b"%PDF-1.7\n", real, unsealed(real) + b"/ByteRange"):
        with pytest.raises(SealingError, match="again"):
            seal(file, real_keys.chain, real_keys.key)
