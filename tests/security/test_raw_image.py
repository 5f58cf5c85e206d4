"""On the raw disk nothing of a call can be read, in freed blocks neither (T2)."""

import json
import secrets
import sys

import pytest

from tests.house.tree import ROOT
from tests.kit import disk_work, raw_image
from tests.kit.canaries import Canaries, plant
from tests.kit.raw_image import RawImage
from tests.kit.tally import Tally, note

PLAIN = b"SQLite format 3\0"


@pytest.fixture(autouse=True, scope="module")
def able():
    if why := raw_image.refusal():
        pytest.skip(why)


def works(disk: RawImage, words: dict[str, str], *more: str) -> list[bytes]:
    office = disk.mounted / "home" / "office"
    command = [sys.executable, "-m", "tests.kit.disk_work", str(office), *more]
    said = disk.run(command, ROOT, json.dumps(words).encode())
    return [bytes.fromhex(line) for line in said.decode().split()]


def secrets_of(keys: list[bytes], words: dict[str, str]) -> Canaries:
    named = {f"data key {n}": key for n, key in enumerate(keys)}
    return Canaries(
        {**words, **named, **{f"{name}, hex": key.hex() for name, key in named.items()}}
    )


def drawn() -> dict[str, str]:
    words = plant(["place", "narrative", "draft"])
    return words | {"passphrase": secrets.token_hex(16), "wrong": secrets.token_hex(16)}


def test_nothing_of_a_day_can_be_read_on_the_raw_disk(tmp_path):
    (tmp_path / "clean").mkdir()
    disk, words = RawImage(tmp_path / "clean"), drawn()
    keys = works(disk, words)
    found = disk.find(secrets_of(keys, words))
    plain = disk.count(PLAIN)
    written, caught, seen_plain = disk.written(), 0, 0
    for number, leak in enumerate(disk_work.LEAKS):
        (tmp_path / str(number)).mkdir()
        leaky, leaked = RawImage(tmp_path / str(number)), drawn()
        works(leaky, leaked, "--leak", leak)
        caught += bool(leaky.find(Canaries({"narrative": leaked["narrative"]})))
        seen_plain += bool(leaky.count(PLAIN))
    saw = f"{written / 1e6:.0f} MB in blocks that are not empty; {len(keys)} data keys looked for"
    what = "texts, passphrases and keys on the raw disk after a day"
    hits = len(found) + plain
    note(Tally("T2", what, 1, hits, saw, len(disk_work.LEAKS), caught))
    note(
        Tally("T3", "files without a key on the raw disk after a day", 1, plain, saw, 2, seen_plain)
    )
    assert len(keys) == 2
    assert written > 1e6
    assert not found, found[:10]
    assert not plain
    assert (caught, seen_plain) == (len(disk_work.LEAKS), 2)
