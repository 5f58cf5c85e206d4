import io
import os
import re

import pikepdf
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils

from hotline_desktop.packet import container
from hotline_desktop.packet.verdict import Word
from tests.packet.asking import asked, contents, is_no


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
