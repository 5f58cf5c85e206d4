"""The front end beside KeePassXC's on as many records: unlock and search, unlock and add one.

Its key derivation is told to take as long as ours, for that is a choice and no speed.
"""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.vault import situations
from tests.bench.figures import Figure, clocked, middle
from tests.bench.opening import derivation
from tests.hands.passphrase import PASSPHRASE

_HEAD = '<?xml version="1.0" encoding="UTF-8"?><KeePassFile><Root><Group><Name>bench</Name>'
CALL = '{"kind": "crisis", "place": {"words": "the fictional Larkspur Motel"}}'


def figures(folder: Path, desk: OpenOffice) -> Iterator[Figure]:
    """Give the ratio of whole processes; closes the desk, for one process may hold an office."""
    lines = situations.lines(desk.vault, None, 10**7)
    bodies = desk.vault.rows("SELECT place, json_extract(body, '$.narrative') FROM situation")
    office, of = desk.folder, len(lines)
    desk.close()
    key_took = derivation(office)
    if shutil.which("keepassxc-cli") is None:
        print("KeePassXC: keepassxc-cli is not at hand (packaging/debian/deep.txt)")
        return
    kdbx = _kdbx(folder, bodies, key_took)
    call = folder / "call.json"
    call.write_text(CALL)
    ours = [sys.executable, "-m", "hotline_desktop.cli", "--office", str(office), "--json",
            "--passphrase-fd", "0"]  # fmt: skip
    added = count()
    pairs = {
        "unlock and search, command line": (
            lambda: _run([*ours, "search", "pasaporte", "--kind", "situation"]),
            lambda: _run(["keepassxc-cli", "search", "-q", str(kdbx), "pasaporte"]),
        ),
        "unlock and add one, command line": (
            lambda: _run([*ours, "situation", "add", str(call)]),
            lambda: _run(["keepassxc-cli", "add", "-q", str(kdbx), f"bench {next(added)}"]),
        ),
    }
    for what, (mine, theirs) in pairs.items():
        taken = [middle(clocked(work, 3)) / 1000 for work in (mine, theirs)]
        told = f"{taken[0]:.2f} s, KeePassXC {taken[1]:.2f} s; {key_took:.2f} s of each for the key"
        yield Figure(what, of, taken[0] / taken[1], "x", None, told)


def _kdbx(folder: Path, bodies: list[tuple[str, str | None]], key_took: float) -> Path:
    entries = []
    for place, narrative in bodies:
        strings = "".join(
            f"<String><Key>{name}</Key><Value>{escape(value)}</Value></String>"
            for name, value in {"Title": place, "Notes": narrative or ""}.items()
        )
        entries.append(f"<Entry>{strings}</Entry>")
    xml, kdbx = folder / "in.xml", folder / "bench.kdbx"
    xml.write_text(_HEAD + "".join(entries) + "</Group></Root></KeePassFile>")
    slow = ["-t", str(round(key_took * 1000))]
    _run(["keepassxc-cli", "import", "-q", "-p", *slow, str(xml), str(kdbx)], times=2)
    return kdbx


def _run(command: list[str], times: int = 1) -> None:
    words = f"{PASSPHRASE}\n" * times
    subprocess.run(command, input=words, capture_output=True, text=True, check=True)
