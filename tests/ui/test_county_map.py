"""The map on a card: painted, named, and said in words."""

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from hotline_desktop.actions.draw_map import DrawMap
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.standing import Standing
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.ui import look
from hotline_desktop.ui.contact_card import ContactCard
from hotline_desktop.ui.county_map import Map, map_words
from hotline_desktop.ui.standing import StandingBanner

NOW = datetime(2026, 11, 24, 4, 40, tzinfo=UTC)
DRAW = DrawMap(Gazetteer.load())
VALLEY = Contact(
    "a", "Example Task Force", jurisdiction=("39099", "39155"), city="Warren", state="OH",
    latitude=41.23, longitude=-80.81,
)  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_the_card_shows_where_a_contact_holds(qapp, qtbot, shot, theme):
    card = ContactCard()
    qtbot.addWidget(card)
    card.resize(620, 900)
    look.apply(qapp, theme)
    card.show_contact(VALLEY, NOW, DRAW(VALLEY, Gazetteer.load().candidates("Youngstown")[0]))
    card.show()
    shot(card, f"contact-map-{theme}")
    picture = card.findChild(Map)
    assert picture.isVisible()
    assert "Mahoning, Trumbull (OH)" in picture.accessibleDescription()
    image = picture.grab().toImage()
    colours = {
        image.pixelColor(x, y).name()
        for x in range(0, picture.width(), 7)
        for y in range(0, picture.height(), 7)
    }
    assert look.current().map_land.casefold() in colours
    assert look.current().chosen.casefold() in colours


def test_without_a_map_there_is_no_empty_frame(qtbot):
    card = ContactCard()
    qtbot.addWidget(card)
    card.show_contact(VALLEY, NOW, DRAW(VALLEY))
    nation = Contact("b", "Example Bureau", jurisdiction=("US",))
    card.show_contact(nation, NOW, DRAW(nation))
    assert card.findChild(Map).isHidden()


def test_a_closed_agency_says_so_before_anything_else(qtbot, shot):
    card = ContactCard()
    qtbot.addWidget(card)
    card.resize(620, 900)
    card.show_contact(replace(VALLEY, standing=Standing.DEFUNCT), NOW)
    card.show()
    shot(card, "contact-closed")
    assert card.findChild(StandingBanner).isVisible()
    card.show_contact(VALLEY, NOW)
    assert not card.findChild(StandingBanner).isVisible()


def test_many_counties_are_counted_in_words():
    ohio = DRAW(Contact("c", "Example State Police", jurisdiction=("OH",)))
    assert map_words(ohio).endswith("+ 76 (OH)")
    assert map_words(None) == ""


def test_a_state_is_painted_too(qtbot, shot):
    picture = Map()
    qtbot.addWidget(picture)
    picture.resize(560, 240)
    texas = DRAW(Contact("c", "Example Rangers", jurisdiction=("TX",)))
    picture.show_map(texas, map_words(texas))
    picture.show()
    shot(picture, "map-texas")
