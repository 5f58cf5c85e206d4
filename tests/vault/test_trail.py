"""The trail in the vault: what fits a filter, in which order, and how a broken link is named."""

from datetime import UTC, datetime, timedelta

import pytest

from hotline_desktop.child import CancelledError
from hotline_desktop.models.trail import ActGroup, BreakKind, TrailFilter
from hotline_desktop.vault import trail
from hotline_desktop.vault.vault import Vault

NIGHT = datetime(2026, 11, 21, 4, 18, 4, 120_000, tzinfo=UTC)
KEY = bytes(range(32))


@pytest.fixture
def vault(tmp_path):
    made = Vault.create(tmp_path, KEY)
    yield made
    made.close()


def fill(vault, *lines, start=NIGHT, step=timedelta(minutes=1)):
    """Lines as (who, act, subject), a step apart."""
    with vault.transaction() as connection:
        for number, (who, act, subject) in enumerate(lines):
            trail.add(connection, start + number * step, who, act, subject)


def situation(vault, identity, number):
    with vault.transaction() as connection:
        values = (identity, number, "open", "", "", "ines", 1, "crisis", "", "", "OH", "{}")
        connection.execute(f"INSERT INTO situation VALUES({','.join('?' * 12)})", values)


def attack(vault, *statements):
    """What somebody with the key can do past the program."""
    for trigger in ("trail_stands", "trail_stays"):
        vault._connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")
    for statement in statements:
        vault._connection.execute(statement)


def numbers(vault, last=100, before=None, **asked):
    return [line.seq for line in trail.matching(vault, TrailFilter(**asked), last, before)]


LINES = (
    ("ines", "unlock", "office"),
    ("ines", "read_situation", "one"),
    ("theo", "read_situation", "two"),
    ("theo", "unlock_failed", "spooled"),
    ("theo", "make_packet", "one"),
    ("ines", "search", "all"),
    ("ines", "fly_to_the_moon", "one"),
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, [7, 6, 5, 4, 3, 2, 1]),
        ({"last": 3}, [7, 6, 5]),
        ({"last": 3, "before": 5}, [4, 3, 2]),
        ({"who": "theo"}, [5, 3]),  # a wrong passphrase is nobody's
        ({"group": ActGroup.READ}, [3, 2]),
        ({"group": ActGroup.UNLOCK}, [4, 1]),
        ({"group": ActGroup.EXPORTED}, [5]),
        ({"group": ActGroup.SEARCHED}, [6]),
        ({"group": ActGroup.CHANGED}, []),
        ({"group": ActGroup.OTHER}, [7]),
        ({"group": ActGroup.READ, "who": "ines"}, [2]),
        ({"since": NIGHT + timedelta(minutes=5)}, [7, 6]),
        ({"until": NIGHT + timedelta(minutes=2)}, [2, 1]),
        ({"subject": "S-26-0001"}, [7, 5, 2]),
        ({"subject": " s-26 "}, [7, 5, 3, 2]),
        ({"subject": "S-26", "who": "theo", "last": 1}, [5]),
        ({"subject": "%"}, []),
        ({"subject": "'"}, []),
    ],
)
def test_what_fits_a_filter(vault, asked, found):
    situation(vault, "one", "S-26-0001")
    situation(vault, "two", "S-26-0002")
    fill(vault, *LINES)
    assert numbers(vault, **asked) == found


def test_names_of_what_a_line_is_about(vault):
    situation(vault, "one", "S-26-0001")
    fill(vault, *LINES)
    assert trail.names(vault, trail.lines(vault)) == {"one": "S-26-0001"}


def test_a_clock_set_back_leaves_the_order_of_writing(vault):
    fill(vault, ("ines", "unlock", "x"), ("ines", "search", "x"), step=-timedelta(hours=3))
    assert numbers(vault) == [2, 1]
    assert trail.check(vault).broken is None


@pytest.mark.parametrize(
    ("statements", "kind", "seq", "shown"),
    [
        (["UPDATE trail SET detail='other' WHERE seq=3"], BreakKind.CHANGED, 3, 3),
        (["UPDATE trail SET hash=zeroblob(32) WHERE seq=3"], BreakKind.CHANGED, 3, 3),
        (["UPDATE trail SET who=CAST(x'ff00fe' AS TEXT) WHERE seq=3"], BreakKind.CHANGED, 3, 3),
        (["UPDATE trail SET at='yesterday' WHERE seq=3"], BreakKind.CHANGED, 3, 3),
        (["DELETE FROM trail WHERE seq=3"], BreakKind.MISSING, 3, 4),
        (["DELETE FROM trail WHERE seq<3"], BreakKind.MISSING, 1, 3),
        (
            ["DELETE FROM trail WHERE seq=3", "UPDATE trail SET seq=seq-1 WHERE seq>3"],
            BreakKind.MISSING, 3, 3,
        ),
        (["UPDATE trail SET seq=99 WHERE seq=3"], BreakKind.MISSING, 3, 4),
        (
            ["UPDATE trail SET seq=-3 WHERE seq=3", "UPDATE trail SET seq=3 WHERE seq=6",
             "UPDATE trail SET seq=6 WHERE seq=-3"],
            BreakKind.OUT_OF_ORDER, 3, 3,
        ),
        (
            ["UPDATE trail SET seq=-3 WHERE seq=3", "UPDATE trail SET seq=3 WHERE seq=4",
             "UPDATE trail SET seq=4 WHERE seq=-3"],
            BreakKind.OUT_OF_ORDER, 3, 3,
        ),
        (
            ["UPDATE trail SET seq=-seq WHERE seq>2", "UPDATE trail SET seq=1-seq WHERE seq<0",
             "INSERT INTO trail VALUES(3,'x','x','x','x','',zeroblob(32))"],
            BreakKind.ADDED, 3, 3,
        ),
        (["INSERT INTO trail VALUES(0,'x','x','x','x','',zeroblob(32))"], BreakKind.ADDED, 0, 0),
        (
            ["INSERT INTO trail VALUES(9223372036854775807,'x','x','x','x','',zeroblob(32))",
             "UPDATE trail SET who='x' WHERE seq=3"],
            BreakKind.CHANGED, 3, 3,
        ),
    ],
)  # fmt: skip
def test_a_broken_link_is_named(vault, statements, kind, seq, shown):
    fill(vault, *LINES)
    assert trail.check(vault).broken is None
    attack(vault, *statements)
    found = trail.check(vault)
    assert found.broken is not None
    assert (found.broken.kind, found.broken.seq, found.broken.shown) == (kind, seq, shown)
    assert found.follow == max(0, seq - 1)
    assert trail.first_break(vault) == seq
    assert shown in [line.seq for line in trail.lines(vault)]  # it can still be looked at


def test_a_table_made_anew_with_silence_in_it_is_seen_and_shown(vault):
    fill(vault, *LINES)
    attack(
        vault,
        "CREATE TABLE other(seq INTEGER PRIMARY KEY, at, who, act, subject, detail, hash)",
        "INSERT INTO other SELECT * FROM trail",
        "DROP TABLE trail",
        "ALTER TABLE other RENAME TO trail",
        "UPDATE trail SET detail=NULL, at=NULL, hash=NULL WHERE seq=3",
    )
    found = trail.check(vault).broken
    assert found is not None
    assert (found.seq, found.kind, found.at) == (3, BreakKind.CHANGED, None)
    assert trail.lines(vault)[4].at is None


@pytest.mark.parametrize(
    "text", ["", "x", "2026-11-20T23:18:04", "0001-01-01T00:00:00.00Z", "9999-12-31T23:59:59.99Z"]
)
def test_what_is_no_moment_is_none(text):
    assert trail.moment(text) is None


def test_a_moment_comes_back_to_the_hundredth():
    assert trail.moment(trail.stamp(NIGHT)) == NIGHT


def test_the_check_goes_page_by_page_tells_how_far_and_can_be_stopped(vault, monkeypatch):
    monkeypatch.setattr(trail, "_PAGE", 3)
    fill(vault, *LINES)
    told = []
    assert trail.check(vault, lambda done, of: told.append((done, of))).follow == 7
    assert told == [(3, 7), (6, 7), (7, 7)]
    with pytest.raises(CancelledError):
        trail.check(vault, stopped=lambda: True)
    attack(vault, "DELETE FROM trail WHERE seq=4")  # the first of a page
    assert trail.first_break(vault) == 4


def test_an_empty_trail_is_whole(vault):
    found = trail.check(vault)
    assert (found.follow, found.total, found.broken) == (0, 0, None)


def test_lines_written_before_this_page_was_built_still_follow(vault):
    """The chain as it was first made: text encoded field by field."""
    fill(vault, ("ines", "unlock", "büro"))
    (digest,) = vault.row("SELECT hex(hash) FROM trail")
    assert digest == "46443873ED17595D7E8D57B6B94099291C08235BFA5972011CCE1668F82B4B26"
