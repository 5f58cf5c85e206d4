"""Where it is, in the caller's words, and the county somebody chose; never picks one itself."""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal

from hotline_desktop.models.observation import Observation
from hotline_desktop.models.place import Place
from hotline_desktop.models.situation import Draft
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.exact_text import entry, write, written
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.moment_field import MomentField

_MOST = 16


class PlaceFields(QObject):
    """Rows on the page's form; ``zoned`` tells the time zone when another county is chosen."""

    changed = Signal()
    zoned = Signal(str)

    def __init__(self, form: Form, now: Callable[[], datetime]) -> None:
        """Add the rows."""
        super().__init__(form)
        self._words, self._detail, self._said_by = entry(), entry(), entry()
        self._words.setPlaceholderText(self.tr("As the caller says it"))
        self._detail.setPlaceholderText(self.tr("Room, floor, entrance, car"))
        self._said_by.setPlaceholderText(self.tr("Caller, sign, online ad"))
        self._at = MomentField(now, past=True)
        self._at.setPlaceholderText(self.tr("now, or 23:05"))
        self._county = Chips(
            (),
            self.tr("County"),
            single=True,
            empty=self.tr("Counties show as you type a place"),
            room=_MOST,
        )
        self._places: dict[str, Observation] = {}
        self._reasons: dict[str, str] = {}
        self._chosen = Observation()
        form.row("place.words", self.tr("Place"), self._words)
        form.row("place.county", self.tr("County"), self._county)
        form.row("place.detail", self.tr("Detail"), self._detail)
        form.row("place.said_by", self.tr("Said by"), self._said_by)
        form.row("place.at", self.tr("Seen at"), self._at)
        for field in (self._words, self._detail, self._said_by, self._at):
            field.textEdited.connect(self.changed)
        self._county.changed.connect(self._on_county)

    def put(self, draft: Draft) -> None:
        """Show a draft's place."""
        place = draft.place
        self._chosen = place
        write(self._words, place.words)
        write(self._detail, place.detail)
        write(self._said_by, place.said_by)
        self._at.set_zone(place.timezone)
        self._at.set_value(place.at)
        self._places = {}
        self._offer()

    def into(self, draft: Draft) -> Draft:
        """Give the draft with this place."""
        chosen = self._chosen
        place = Observation(
            words=written(self._words),
            county_fips=chosen.county_fips,
            county=chosen.county,
            state=chosen.state,
            timezone=chosen.timezone,
            detail=written(self._detail),
            said_by=written(self._said_by),
            at=self._at.value(),
        )
        return replace(draft, place=place)

    def show_candidates(self, places: Sequence[Place]) -> None:
        """Offer these places' counties, the chosen one first and always."""
        self._places, self._reasons = {}, {}
        for place in places:
            seen = Observation(
                county_fips=place.county_fips,
                county=place.county,
                state=place.state,
                timezone=place.timezone,
            )
            self._places.setdefault(_code(seen), seen)
            self._reasons.setdefault(_code(seen), place.because)
        self._offer()

    def unreadable(self) -> bool:
        """Say whether the time typed is no time."""
        return not self._at.is_readable()

    def _offer(self) -> None:
        mine = _code(self._chosen)
        offered = {mine: self._chosen} if mine else {}
        offered |= {code: p for code, p in self._places.items() if code != mine}
        self._county.set_options([(c, _county(p)) for c, p in list(offered.items())[:_MOST]])
        self._county.set_value((mine,) if mine else ())
        self._county.explain(self._reasons)

    def _on_county(self) -> None:
        taken = self._county.value()
        chosen = self._places.get(taken[0], self._chosen) if taken else Observation()
        if not taken and _code(self._chosen):
            # Still on offer, so that a slip of the key can be taken back.
            self._places = {_code(self._chosen): self._chosen, **self._places}
        self._chosen = chosen
        self._at.set_zone(chosen.timezone)
        self.zoned.emit(chosen.timezone)
        self.changed.emit()


def _code(place: Observation) -> str:
    return place.county_fips or place.state or place.county


def _county(place: Observation) -> str:
    return ", ".join(part for part in (place.county, place.state) if part)
