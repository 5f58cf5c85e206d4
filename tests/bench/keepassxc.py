"""The front end beside KeePassXC's on as many records: unlock and search, unlock and add one."""

import random
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from xml.sax.saxutils import escape

from hotline_desktop.actions import open_office
from hotline_desktop.actions.world import World
from hotline_desktop.vault import situations
from tests.bench.vault import situation
from tests.hands.passphrase import PASSPHRASE

_HEAD = '<?xml version="1.0" encoding="UTF-8"?><KeePassFile><Root><Group><Name>bench</Name>'


def _timed(command: list[str], words: str, times: int = 3) -> float:
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        subprocess.run(command, input=words, capture_output=True, text=True, check=True)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def report(folder: Path, office: Path, key: object, count: int) -> None:
    """Print seconds of whole processes, and the ratio."""
    if shutil.which("keepassxc-cli") is None:
        print("KeePassXC: keepassxc-cli is not at hand (packaging/debian/deep.txt)")
        return
    desk = open_office.enter(office, key, World())  # type: ignore[arg-type]
    seed = random.Random(5)  # noqa: S311 - nothing secret
    entries = []
    with desk.vault.transaction() as connection:
        for number in range(count):
            one = situation(number, seed)
            situations.keep(connection, one)
            fields = {"Title": one.draft.place.words, "Notes": one.draft.narrative}
            strings = "".join(
                f"<String><Key>{name}</Key><Value>{escape(value)}</Value></String>"
                for name, value in fields.items()
            )
            entries.append(f"<Entry>{strings}</Entry>")
    desk.close()
    xml, kdbx = folder / "in.xml", folder / "bench.kdbx"
    xml.write_text(_HEAD + "".join(entries) + "</Group></Root></KeePassFile>")
    subprocess.run(
        ["keepassxc-cli", "import", "-q", "-p", str(xml), str(kdbx)],
        input=f"{PASSPHRASE}\n{PASSPHRASE}\n", capture_output=True, text=True, check=True,
    )  # fmt: skip
    call = folder / "call.json"
    call.write_text('{"kind": "crisis", "place": {"words": "the fictional Larkspur Motel"}}')
    ours = [sys.executable, "-m", "hotline_desktop.cli", "--office", str(office), "--json",
            "--passphrase-fd", "0"]  # fmt: skip
    pairs = {
        "unlock and search": (
            [*ours, "search", "orchard", "--kind", "situation"],
            ["keepassxc-cli", "search", "-q", str(kdbx), "orchard"],
        ),
        "unlock and add one": (
            [*ours, "situation", "add", str(call)],
            ["keepassxc-cli", "add", "-q", "-u", "x", str(kdbx), "bench/{n}"],
        ),
    }
    for what, (mine, theirs) in pairs.items():
        taken, rival = _timed(mine, f"{PASSPHRASE}\n"), 0.0
        named = [part.replace("{n}", str(time.time_ns())) for part in theirs]
        rival = _timed(named, f"{PASSPHRASE}\n", times=1 if "add" in what else 3)
        print(
            f"{what:20} {taken:5.2f} s, KeePassXC {rival:5.2f} s on {count:,} records: "
            f"{taken / rival:.2f} x"
        )
