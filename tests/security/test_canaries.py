"""Nothing that was typed reaches the kernel readable, but for the packet that she released (T1)."""

import json
import os
import sys

import pytest

from tests.hands.office import PASSPHRASE
from tests.house.tree import ROOT
from tests.journeys.canary_call import PLACES
from tests.kit import outgoing
from tests.kit.canaries import Canaries, plant
from tests.kit.canary_look import DISPLAY, MEMORY_ONLY, look
from tests.kit.tally import Tally, note

RELEASED = {"approach", "place.detail", "hazards.weapons.note"}
NEVER = {"passphrase", "data key", "wrong passphrase", "release.words", "unkept approach",
         "search directory", "search situations"}  # fmt: skip
"""What may not even be in the packet: she did not release it, or it is no part of a case."""


def test_a_whole_call_hands_nothing_readable_to_the_kernel(sample_template, tmp_path):
    if why := outgoing.refusal():
        pytest.skip(why)
    office, out, home = (
        sample_template.copy(tmp_path / "office"),
        tmp_path / "out",
        tmp_path / "home",
    )
    for folder in (out, home):
        folder.mkdir()
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
    env |= {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "TMPDIR": str(home)}
    typed = plant(PLACES)
    place, given = tmp_path / "trace", json.dumps({**typed, "passphrase": PASSPHRASE}).encode()
    words = [sys.executable, "-m", "tests.journeys.canary_call", str(office), str(out)]
    code = outgoing.run(words, place, ROOT, env, given)
    assert code == 0, (place / "stderr").read_text()

    seen = outgoing.outgoing(place, ROOT, [office, home, out])
    secrets = {**typed, "passphrase": PASSPHRASE, "data key": sample_template.key.data_key}
    found = look(seen, Canaries(secrets), {**MEMORY_ONLY, **DISPLAY, "her packet": str(out)})
    packet = {hit.what for hit in found.exempt["her packet"].hits}
    hits = [*found.hits, *(packet & NEVER)]
    what = "texts, passphrases and keys of a call handed to the kernel readable"
    note(Tally("T1", what, len(secrets), len(hits), found.in_words(), len(RELEASED),
               len(packet & RELEASED)))  # fmt: skip
    assert not hits
    assert packet >= RELEASED  # the finder would have seen the others too
    assert all(told.endswith(".db-shm") for told in found.unseen), found.unseen
    strays = {p for p in seen.wrote if not p.startswith((str(tmp_path), "/dev/null"))}
    note(Tally("T14", "files of a call outside office, state and packet", len(seen.wrote),
               len(strays)))  # fmt: skip
    assert not strays
