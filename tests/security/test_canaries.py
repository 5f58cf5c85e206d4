"""Nothing that was typed reaches the kernel readable, but for the packet that she released (T1)."""

import json
import os
import sys
from pathlib import Path

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.world import World
from hotline_desktop.models.office import Policy
from tests.hands.office import PASSPHRASE
from tests.hands.session_hands import House, wait_gone
from tests.house.tree import ROOT
from tests.journeys.canary_call import PLACES
from tests.kit import outgoing
from tests.kit.canaries import Canaries, plant
from tests.kit.canary_look import DISPLAY, MEMORY_ONLY, Look, look
from tests.kit.tally import Tally, note

RELEASED = {"approach", "place.detail", "hazards.weapons.note"}
NEVER = {"passphrase", "data key", "wrong passphrase", "release.words", "unkept approach",
         "search directory", "search situations"}  # fmt: skip
"""What may not even be in the packet: she did not release it, or it is no part of a case."""


CASE = ("place.detail", "approach", "narrative", "statement", "name", "code word", "phone")
WORDS = ("passphrase", "wrong passphrase", "new passphrase")


@pytest.fixture(autouse=True, scope="module")
def able():
    if why := outgoing.refusal():
        pytest.skip(why)


def home_at(home: Path) -> dict[str, str]:
    """Give the environment of somebody whose home is there, and nothing else of ours."""
    home.mkdir()
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen"}
    return env | {"HOME": str(home), "XDG_STATE_HOME": str(home / "state"), "TMPDIR": str(home)}


def only_indexes(found: Look) -> bool:
    """Say whether all that was not seen were the indexes of logs, which hold page numbers."""
    return all(told.endswith((".db-shm", ".db.next-shm")) for told in found.unseen)


def test_a_whole_call_hands_nothing_readable_to_the_kernel(sample_template, tmp_path):
    home, out = tmp_path / "home", tmp_path / "out"
    office, env = sample_template.copy(tmp_path / "office"), home_at(home)
    out.mkdir()
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
    assert only_indexes(found), found.unseen
    strays = {p for p in seen.wrote if not p.startswith((str(tmp_path), "/dev/null"))}
    note(Tally("T14", "files of a call outside office, state and packet", len(seen.wrote),
               len(strays)))  # fmt: skip
    assert not strays


def test_the_front_end_hands_nothing_readable_to_the_kernel(tmp_path):
    home, office, file = tmp_path / "home", tmp_path / "office", tmp_path / "call.json"
    env, places, secrets = home_at(home), [], {**plant(CASE), **plant(WORDS)}
    file.write_text(json.dumps(situation(secrets)))

    def does(*words: str, given: tuple[str, ...] = ("passphrase",), code: int = 0) -> dict:
        places.append(tmp_path / f"trace-{len(places)}")
        whole = [sys.executable, "-m", "hotline_desktop.cli", *words, "--json"]
        lines = "".join(f"{secrets.get(one, one)}\n" for one in given).encode()
        whole += ["--passphrase-fd", "0"]
        assert outgoing.run(whole, places[-1], ROOT, env, lines) == code
        return json.loads((places[-1] / "stdout").read_text())

    made = does("init", str(office), "--policy", "hotline", "--advocate", "Ines")
    secrets |= {f"share {n}": share for n, share in enumerate(made["shares"])}
    at = ("--office", str(office))
    secrets["data key"] = open_office.derive(office, secrets["passphrase"]).data_key
    kept = does(*at, "situation", "add", str(file))
    does(*at, "search", "motel", "--kind", "situation")
    does(*at, "check", given=("wrong passphrase",), code=3)
    does(*at, "rehearse", given=("passphrase", "share 0", "share 2"))
    does(*at, "passwd", given=("passphrase", "passphrase", "new passphrase"))
    does(*at, "renew-key", given=("new passphrase",))
    does(*at, "recover", given=("share 1", "share 2", "passphrase"))
    does(*at, "trail", "check")
    secrets["new data key"] = open_office.derive(office, secrets["passphrase"]).data_key

    assert kept["number"]
    assert secrets["data key"] != secrets["new data key"]
    hits, shown, size, calls = [], set(), 0, 0
    for place in places:
        seen = outgoing.outgoing(place, ROOT, [office, home])
        terminal = {"her terminal": str(place / "stdout")}
        found = look(seen, Canaries(secrets), {**MEMORY_ONLY, **terminal})
        assert only_indexes(found), found.unseen
        hits += found.hits
        shown |= {hit.what for hit in found.exempt["her terminal"].hits}
        size, calls = size + found.outside.size, calls + found.outside.calls
    what = "texts, passphrases, shares and keys handed to the kernel readable by the front end"
    saw = f"{size / 1e6:,.1f} MB in {calls:,} calls of {len(places)} verbs; shares shown once"
    shares = {name for name in secrets if name.startswith("share")}
    wrong = [*hits, *(shown - shares)]
    note(Tally("T1", what, len(secrets), len(wrong), saw, len(shares), len(shown & shares)))
    assert not wrong
    assert shown == shares  # the finder would have seen the others too


def situation(secrets: dict[str, str]) -> dict:
    """Give the file of a call with a canary in every kind of field."""
    return {
        "kind": "crisis",
        "place": {"words": "the fictional Larkspur Motel", "detail": secrets["place.detail"]},
        "approach": secrets["approach"],
        "narrative": f"She said {secrets['narrative']} and no more.",
        "statements": [{"words": secrets["statement"], "who": "the caller", "kind": "verbatim"}],
        "persons": [{"label": "her brother", "name": secrets["name"]}],
        "safe_contact": {"way": "text", "number": secrets["phone"],
                         "code_word": secrets["code word"]},
    }  # fmt: skip


def test_door_and_sessions_hand_nothing_readable_to_the_kernel(tmp_path, monkeypatch):
    home, office, line = tmp_path / "home", tmp_path / "office", tmp_path / "line"
    line.mkdir()
    place, secrets = tmp_path / "trace", plant(("passphrase", "wrong passphrase", "narrative"))
    place.mkdir()
    for name, value in home_at(home).items():
        monkeypatch.setenv(name, value)
    plan = Plan(name="Desk", policy=Policy.HOTLINE, advocate="Ines")
    SetUpOffice(World())(office, plan, secrets["passphrase"])
    secrets["data key"] = open_office.derive(office, secrets["passphrase"]).data_key
    house = House(office, line, before=outgoing.command([], place))
    try:
        first = opened(house, 1, secrets["wrong passphrase"], secrets["passphrase"])
        first.does("press", key="Ctrl+N")
        first.waits(page="intake")
        first.does("type", field="narrative", text=secrets["narrative"])
        first.waits(kept=secrets["narrative"])
        house.waits("built", 2)
        first.does("press", key="Ctrl+L")
        house.waits("exposed", 2)
        wait_gone(first.pid)
        opened(house, 2, secrets["passphrase"]).waits(draft=secrets["narrative"])
    finally:
        house.ends()
    seen = outgoing.outgoing(place, ROOT, [office, home])
    hand = {"the hand that asks what stands there": f"socket .*{line}|socket @?.*{line.name}"}
    found = look(seen, Canaries(secrets), {**MEMORY_ONLY, **DISPLAY, **hand})
    what = "text, passphrases and key handed to the kernel readable by door, session and spare"
    asked = found.exempt[[*hand][0]].hits
    note(Tally("T1", what, len(secrets), len(found.hits), found.in_words(), 1, bool(asked)))
    assert not found.hits
    assert asked  # what the hand was answered was seen
    assert only_indexes(found), found.unseen


def opened(house: House, time: int, *passphrases: str):
    """Type one passphrase after another in the session that is shown then."""
    _, pid = house.waits("exposed", time)
    session = house.session(pid)
    for words in passphrases:
        session.waits(waiting=False)
        session.does("type", field="passphrase", text=words)
        session.does("press", key="Enter", field="passphrase")
    return session.waits(open=True)
