"""To whom it may be told: any police less what she ruled out, agencies by name; adds none."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from hotline_desktop.models.consent import Audience, Exclusion
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.provider import Provider
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.form import Form

_ANY = "any_police"
_ID = "id:"
_ROOM = 14


class AudienceFields(QObject):
    """Two rows on the page's form: who may be told, and who may not."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        """Add the rows."""
        super().__init__(form)
        self._names: dict[str, str] = {}
        self._near: list[str] = []
        self._may = Chips((), self.tr("May be told to"), room=_ROOM)
        self._not = Chips((), self.tr("Not to"), room=_ROOM)
        form.row("release.audience", self.tr("To"), self._may)
        form.row("release.excluded", self.tr("Not to"), self._not)
        self._offer()
        self._may.changed.connect(self._on_chosen)
        self._not.changed.connect(self._on_chosen)

    def put(self, audience: Audience) -> None:
        """Show whom she named."""
        any_police = (_ANY,) if audience.any_police else ()
        self._may.set_value((*any_police, *_coded(audience.contacts)))
        self._not.set_value((*audience.exclusions, *_coded(audience.excluded_contacts)))
        self._offer()

    def audience(self) -> Audience:
        """Give whom she named."""
        may, ruled_out = self._may.value(), self._not.value()
        return Audience(
            contacts=_ids(may),
            any_police=_ANY in may,
            exclusions=tuple(Exclusion(code) for code in ruled_out if not code.startswith(_ID)),
            excluded_contacts=_ids(ruled_out),
        )

    def offer(self, contacts: Sequence[Contact], providers: Sequence[Provider] = ()) -> None:
        """Offer these agencies and providers beside those already named."""
        self._names |= {contact.id: contact.name() for contact in contacts}
        self._names |= {provider.id: provider.organisation for provider in providers}
        self._near = [contact.id for contact in contacts]
        self._near += [provider.id for provider in providers]
        self._offer()

    def _offer(self) -> None:
        named = (*_ids(self._may.value()), *_ids(self._not.value()), *self._near)
        unknown = self.tr("Somebody named before")
        named_ones = [(_ID + i, self._names.get(i) or unknown) for i in dict.fromkeys(named)]
        self._may.set_options([(_ANY, self.tr("Any police who can come")), *named_ones])
        self._not.set_options([(Exclusion.IMMIGRATION, self.tr("Immigration")), *named_ones])

    def _on_chosen(self) -> None:
        """Nobody is both named and ruled out: the last word counts."""
        may_spoke = self.sender() is self._may
        last, other = (self._may, self._not) if may_spoke else (self._not, self._may)
        other.set_value([code for code in other.value() if code not in last.value()])
        self.changed.emit()


def _coded(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_ID + identity for identity in ids)


def _ids(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.removeprefix(_ID) for code in codes if code.startswith(_ID))
