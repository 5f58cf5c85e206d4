"""Search in the sample office: words, places at the end of them, and what never shows."""

import msgspec
import pytest

from hotline_desktop.actions.search_everything import SearchEverything
from hotline_desktop.errors import BadInputError
from hotline_desktop.models.contact import Contact, Phone
from hotline_desktop.models.looking import Facets
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, trail


@pytest.fixture
def search(sample):
    return SearchEverything(sample, Gazetteer.load())


def ids(found):
    return [one.id for one in found]


def test_by_words_as_they_are_typed(search):
    for words in ("val", "valley ta", "valley task force"):
        assert "valley-task-force-night" in ids(search(words))


def test_a_place_may_end_the_words_or_stand_apart(search):
    apart = search("task force", near="Youngstown, Ohio")
    assert apart
    assert ids(search("task force near Youngstown, Ohio")) == ids(apart)
    assert ids(search("task force in Youngstown OH")) == ids(apart)
    assert apart[0].miles is not None


def test_near_alone_gives_what_is_nearest(search):
    found = search("", kind="provider", near="Youngstown, Ohio")
    assert found
    assert {one.kind for one in found} == {"provider"}
    assert found[0].miles < 30


def test_words_that_only_look_like_a_place_stay_words(search):
    search("help in xyzzyville")
    search("in")
    search("near")


@pytest.mark.parametrize("kind", ["contact", "provider", "protocol", "situation"])
def test_a_kind_narrows(search, kind):
    found = search("youngstown", kind=kind) + search("valley", kind=kind)
    assert {one.kind for one in found} <= {kind}


def test_verified_comes_first_at_one_place(search):
    good = [one.good for one in search("", kind="contact", near="44503") if one.miles < 10]
    assert good == sorted(good, reverse=True)
    assert True in good


@pytest.mark.parametrize("limit", [0, -1, 501])
def test_a_limit_is_a_number_in_between(search, limit):
    with pytest.raises(BadInputError, match="limit"):
        search("a", limit=limit)


def test_the_limit_holds(search):
    assert len(search("a", limit=3)) == 3


@pytest.mark.parametrize(("near", "miles"), [("", 25), ("Ohio", 25), ("44503", 0), ("44503", -5)])
def test_a_distance_needs_a_place(search, near, miles):
    with pytest.raises(BadInputError, match="miles from a town"):
        search("police", near=near, facets=Facets(miles=miles))


def test_an_unknown_place_is_said(search):
    with pytest.raises(BadInputError, match="place is not known"):
        search("police", near="xyzzyville")


@pytest.mark.parametrize("text", ['"', "NEAR(", "a OR b", "*", "'; DROP TABLE entry --", "\0", "^"])
def test_no_text_is_syntax(search, text):
    search(text)


def test_the_trail_says_that_and_how_many_and_not_for_what(search, sample):
    search("lantern", kind="provider")
    line = trail.lines(sample.vault)[0]
    assert (line.act, line.subject, line.detail) == ("search", "provider", "1")
    before = len(trail.lines(sample.vault))
    search.look("lantern", "", "", 5)
    assert len(trail.lines(sample.vault)) == before


def test_private_notes_and_a_hidden_street_are_neither_found_nor_shown(search, sample):
    known = directory.provider(sample.vault, "lantern-house")
    assert known.confidential
    with sample.vault.transaction() as connection:
        noted = msgspec.structs.replace(known, notes="quagmire", do_not_refer=True)
        directory.keep_provider(connection, noted)
    assert not search("quagmire")
    assert not search(known.address.split(",")[0])
    shown = str([one.as_json() for one in search("lantern")])
    assert "quagmire" not in shown
    assert known.address not in shown
    assert "lantern-house" in shown


@pytest.mark.parametrize(
    "text",
    ["330 555 0142", "330-555-0142", "+1 330 555 0142", "1-330-555-0142", "+13305550142",
     "13305550142", "3305550142", "5550142"],
)  # fmt: skip
def test_a_number_is_found_however_it_is_written(bare, text):
    phones = (
        Phone("330 555 0142 ext. 12", "+13305550142", "12"),
        Phone("(330) 555-0142 x12"),
        Phone("Fax: 330-555-0142"),
    )
    with bare.vault.transaction() as connection:
        for at, phone in enumerate(phones):
            directory.keep(connection, Contact(str(at), f"Salem Police {at}", phones=(phone,)))
    assert sorted(ids(SearchEverything(bare, Gazetteer.load())(text))) == ["0", "1", "2"]
