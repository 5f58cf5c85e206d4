"""Lets canaries out on purpose, each in a way of its own; the finder must see every one.

`python -m tests.kit.leaks FOLDER` with {way: canary} as JSON on stdin; with {} it gives the ways.
"""

import base64
import bz2
import gzip
import json
import logging
import lzma
import mmap
import os
import pickle
import quopri
import socket
import sqlite3
import subprocess
import sys
import tempfile
import threading
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote
from xml.sax.saxutils import escape

from PIL import Image, PngImagePlugin
from PySide6.QtCore import QByteArray, QSettings
from reportlab.lib.pagesizes import letter
from reportlab.pdfgen.canvas import Canvas

Leak = Callable[[str, Path], object]

WORDS = "spoken in the night, "


def _coded(name: str, code: Callable[[bytes], bytes], before: str = "") -> tuple[str, Leak]:
    """Leave a file with the text among others, written in some other way."""

    def leak(secret: str, at: Path) -> None:
        (at / "coded").write_bytes(code(f"{WORDS}{before}{secret} and more".encode()))
        (at / "coded").unlink()

    return name, leak


def _utf(code: str) -> tuple[str, Leak]:
    return _coded(code, lambda text: text.decode().encode(code))


def _deleted(secret: str, at: Path) -> None:
    with tempfile.NamedTemporaryFile(dir=at) as file:
        file.write(secret.encode())
        file.flush()


def _overwritten(secret: str, at: Path) -> None:
    with (at / "again").open("wb", buffering=0) as file:
        file.write(secret.encode())
        file.seek(0)
        file.write(b"\0" * len(secret))


def _in_two(secret: str, at: Path) -> None:
    with (at / "two").open("wb", buffering=0) as file:
        for half in (secret[:9], secret[9:]):
            file.write(half.encode())


def _backwards(secret: str, at: Path) -> None:
    """The second half before the first, each to its place."""
    descriptor = os.open(at / "backwards", os.O_CREAT | os.O_RDWR)
    os.pwrite(descriptor, secret[9:].encode(), 4096 + 9)
    os.pwrite(descriptor, b"something else", 0)
    os.pwrite(descriptor, secret[:9].encode(), 4096)
    os.ftruncate(descriptor, 0)
    os.close(descriptor)


def _two_threads(secret: str, at: Path) -> None:
    """Two threads by turns on one file: the canary is in what one of them wrote."""
    turns = [threading.Semaphore(1), threading.Semaphore(0)]
    with (at / "threads").open("ab", buffering=0) as file:

        def writes(which: int, pieces: list[bytes]) -> None:
            for piece in pieces:
                turns[which].acquire()
                file.write(piece)
                turns[1 - which].release()

        mine = [secret[:9].encode(), secret[9:].encode()]
        both = [threading.Thread(target=writes, args=(0, mine)),
                threading.Thread(target=writes, args=(1, [b" other ", b" words "]))]  # fmt: skip
        for one in both:
            one.start()
        for one in both:
            one.join()


def _vector(secret: str, at: Path) -> None:
    descriptor = os.open(at / "vector", os.O_CREAT | os.O_WRONLY)
    os.writev(descriptor, [b"x", secret[:5].encode(), secret[5:].encode()])
    os.close(descriptor)


def _mapped(secret: str, at: Path) -> None:
    (at / "mapped").write_bytes(bytes(4096))
    with (at / "mapped").open("r+b") as file, mmap.mmap(file.fileno(), 4096) as pages:
        pages[100 : 100 + len(secret)] = secret.encode()


def _sent_file(secret: str, at: Path) -> None:
    os.makedirs(at / "from", exist_ok=True)
    (at / "from" / "kept").write_text(secret)
    with (at / "from" / "kept").open("rb") as source, (at / "sent").open("wb") as to:
        os.sendfile(to.fileno(), source.fileno(), 0, 1000)


def _tcp(secret: str, _at: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        with socket.create_connection(server.getsockname()) as line:
            line.sendall(secret.encode())
        server.accept()[0].close()


def _datagram(secret: str, at: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(str(at / "ear"))
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:
            mouth.sendto(secret.encode(), str(at / "ear"))


def _dns(secret: str, _at: Path) -> None:
    """As a lookup of a name would, but to this machine: nothing leaves it."""
    name = b"".join(bytes([len(part)]) + part for part in (secret.encode(), b"example", b"org"))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mouth:
        mouth.sendto(b"\x12\x34\x01\0\0\x01\0\0\0\0\0\0" + name + b"\0\0\x01\0\x01",
                     ("127.0.0.1", 9))  # fmt: skip


def _rows(mode: str) -> Leak:
    def leak(secret: str, at: Path) -> None:
        base = sqlite3.connect(at / f"plain-{mode}.db", isolation_level=None)
        base.execute(f"PRAGMA journal_mode={mode}")
        base.execute("CREATE TABLE said (words TEXT)")
        base.execute("INSERT INTO said VALUES (?)", (secret,))
        base.execute("UPDATE said SET words='nothing'")
        base.close()

    return leak


def _index(secret: str, at: Path) -> None:
    base = sqlite3.connect(at / "index.db")
    base.execute("CREATE VIRTUAL TABLE said USING fts5(words, detail=full)")
    base.execute("INSERT INTO said VALUES (?)", (secret.lower(),))
    base.commit()
    base.close()


def _zip(secret: str, at: Path) -> None:
    with zipfile.ZipFile(at / "a.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("words.txt", WORDS * 20 + secret)


def _zip_in_zip(secret: str, at: Path) -> None:
    _zip(secret, at)
    with zipfile.ZipFile(at / "b.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.write(at / "a.zip", "a.zip")
    (at / "a.zip").unlink()


def _page(text: str, at: Path, **more: object) -> None:
    canvas = Canvas(str(at / "page.pdf"), pagesize=letter, **more)
    canvas.drawString(72, 720, text)
    canvas.save()


def _pdf_title(secret: str, at: Path) -> None:
    canvas = Canvas(str(at / "title.pdf"))
    canvas.setTitle(secret)
    canvas.save()


def _png(secret: str, at: Path) -> None:
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", secret, zip=True)
    Image.new("RGB", (2, 2)).save(at / "seen.png", pnginfo=told)


def _settings(secret: str, at: Path) -> None:
    kept = QSettings(str(at / "kept.ini"), QSettings.Format.IniFormat)
    kept.setValue("last", QByteArray(secret.encode("utf-16-le")))
    kept.sync()


def _log(secret: str, at: Path) -> None:
    heard = logging.FileHandler(at / "program.log")
    logging.getLogger("leaks").addHandler(heard)
    logging.getLogger("leaks").error("could not keep %r", secret)


def _environment(secret: str, _at: Path) -> None:
    subprocess.run(["true"], env={"LAST": secret, "PATH": os.environ["PATH"]}, check=True)


def _refused(secret: str, _at: Path) -> None:
    with suppress(OSError):
        os.open(f"/proc/self/{secret}", os.O_RDONLY)


def _named(secret: str, at: Path) -> None:
    (at / secret).write_bytes(b"")
    (at / secret).unlink()


def _to_full(secret: str, _at: Path) -> None:
    """The disk is full: what it did not take was handed over all the same."""
    descriptor = os.open("/dev/full", os.O_WRONLY)
    with suppress(OSError):
        os.write(descriptor, secret.encode())
    os.close(descriptor)


def _line(text: bytes, every: int = 76) -> bytes:
    return b"\r\n".join(text[n : n + every] for n in range(0, len(text), every))


def _raw_deflate(text: bytes) -> bytes:
    machine = zlib.compressobj(wbits=-15)
    return machine.compress(text * 3) + machine.flush()


LEAKS: dict[str, Leak] = dict(
    [
        _coded("a plain file, deleted", lambda text: text),
        _coded("in capitals", bytes.upper),
        _utf("utf-16-le"),
        _utf("utf-16-be"),
        _utf("utf-32-le"),
        _coded("hex", lambda text: text.hex().encode()),
        _coded("hex, capitals, spaces", lambda text: text.hex(" ").upper().encode()),
        _coded("a list of numbers", lambda text: repr(list(text)).encode()),
        _coded("base64", base64.b64encode),
        _coded("base64, one further", base64.b64encode, "a"),
        _coded("base64, two further", base64.b64encode, "ab"),
        _coded("base64 in mail, lines cut", lambda text: _line(base64.b64encode(text), 24)),
        _coded("base32", base64.b32encode),
        _coded("ascii85", base64.a85encode),
        _coded("quoted-printable", lambda text: quopri.encodestring(text * 5)),
        _coded("percent", lambda text: quote(text + "é".encode()).encode()),
        _coded("reversed", lambda text: text[::-1]),
        _coded("escaped JSON", lambda text: "".join(f"\\u{b:04x}" for b in text).encode()),
        _coded("XML", lambda text: escape(text.decode()).encode("utf-16")),
        _coded("pickle", lambda text: pickle.dumps({"said": text.decode()})),
        _coded("zlib", lambda text: b"before" + zlib.compress(text, 9)),
        _coded("zlib, cut off", lambda text: zlib.compress(text + os.urandom(5000))[:-900]),
        _coded("raw deflate", _raw_deflate),
        _coded("gzip", gzip.compress),
        _coded("bzip2", bz2.compress),
        _coded("xz", lzma.compress),
        _coded("base64 of gzip", lambda text: base64.b64encode(gzip.compress(text))),
        ("a ZIP", _zip),
        ("a ZIP in a ZIP", _zip_in_zip),
        ("a PDF page, ASCII85 and Flate", _page),
        ("a PDF page, plain", lambda secret, at: _page(secret, at, pageCompression=0)),
        ("a PDF's title", _pdf_title),
        ("a picture's comment", _png),
        ("a temporary file", _deleted),
        ("overwritten at once", _overwritten),
        ("cut between two writes", _in_two),
        ("the second half first", _backwards),
        ("two threads by turns", _two_threads),
        ("a vector", _vector),
        ("a mapped file", _mapped),
        ("a file sent by the kernel", _sent_file),
        ("a plain database, its journal", _rows("DELETE")),
        ("a plain database, its log", _rows("WAL")),
        ("an index of words", _index),
        ("settings", _settings),
        ("a log", _log),
        ("TCP", _tcp),
        ("a datagram", _datagram),
        ("the lookup of a name", _dns),
        ("stdout", lambda secret, _: print(secret, flush=True)),
        ("stderr", lambda secret, _: print(secret, file=sys.stderr, flush=True)),
        ("a file's name", _named),
        ("a folder's name", lambda secret, at: (at / secret).mkdir()),
        ("where a link leads", lambda secret, at: (at / "link").symlink_to(secret)),
        ("a name that is not there", _refused),
        ("an attribute", lambda secret, at: os.setxattr(at, "user.said", secret.encode())),
        ("memory with a name", lambda secret, _: os.close(os.memfd_create(secret))),
        ("arguments", lambda secret, _: subprocess.run(["true", f"--name={secret}"], check=True)),
        ("the environment", _environment),
        ("a write to a full disk", _to_full),
    ]
)  # fmt: skip


def main() -> None:
    """Let out what was given."""
    folder = Path(sys.argv[1])
    for number, (way, secret) in enumerate(json.load(sys.stdin).items()):
        place = folder / str(number)
        place.mkdir()
        LEAKS[way](secret, place)


if __name__ == "__main__":
    main()
