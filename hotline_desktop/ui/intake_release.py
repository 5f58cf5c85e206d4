"""What may be told, item by item, to whom, until when, in her words; never widens it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QCheckBox

from hotline_desktop.models.consent import Answer, Item, Release, ReleaseForm
from hotline_desktop.models.contact import Contact
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.exact_text import write, written
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.intake_audience import AudienceFields
from hotline_desktop.ui.intake_withdrawal import Withdrawal
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.moment_field import MomentField
from hotline_desktop.ui.segments import Segments


class ReleaseFields(QObject):
    """Rows on the page's form.

    The moment it was given is when it was read back, or when it came in writing. A yes that is
    added later takes the read-back tick away: she agreed to what was read to her, not to more.
    """

    changed = Signal()

    def __init__(self, form: Form, now: Callable[[], datetime]) -> None:
        """Add the rows."""
        super().__init__(form)
        self._now = now
        self._value = Release()
        self._showing = False
        self._items: dict[Item, Segments] = {}
        for code, words in intake_words.items():
            choice = Segments(intake_words.yes_no(), words)
            choice.changed.connect(self._on_answered)
            form.row(f"release.{code}", words, choice)
            self._items[Item(code)] = choice
        self._audience = AudienceFields(form)
        self._form = Segments(intake_words.release_forms(), self.tr("How it was given"))
        self._words = Lines()
        self._words.setPlaceholderText(self.tr("The words she agreed with"))
        self._until = MomentField(now, past=False)
        self._until.setPlaceholderText(self.tr("06:00, or midnight"))
        self._read_back = QCheckBox(self.tr("I read it back, and she said yes"))
        self._withdrawal = Withdrawal()
        self._add_rows(form)

    def _add_rows(self, form: Form) -> None:
        form.row("release.form", self.tr("How"), self._form)
        form.row("release.words", self.tr("Her words"), self._words)
        form.row("release.until", self.tr("Until"), self._until)
        form.row("release.read_back", self.tr("Read back"), self._read_back)
        form.row("release.withdrawn", self.tr("Taken back"), self._withdrawal)
        self._audience.changed.connect(self._on_changed)
        self._form.changed.connect(self._on_given)
        self._words.textChanged.connect(self._on_changed)
        self._until.read.connect(self._on_changed)
        self._read_back.toggled.connect(self._on_given)
        self._withdrawal.withdrawn.connect(self._on_withdrawn)
        self._withdrawal.agreed_again.connect(self._on_agreed_again)

    def put(self, draft: Draft) -> None:
        """Show a draft's release."""
        self._showing = True
        self._value = release = draft.release
        denied = {a.item for a in release.answers if a.state is Tri.DENIED}
        for item, choice in self._items.items():
            said = Tri.SAID if item in release.items() else Tri.NOT_ASKED
            choice.set_value(Tri.DENIED if item in denied else said)
        self._audience.put(release.audience)
        self._form.set_value(release.form or "")
        write(self._words, release.words)
        self._until.set_zone(draft.place.timezone)
        self._until.set_value(release.until)
        self._read_back.setChecked(release.read_back)
        self._withdrawal.show_moment(release.withdrawn_at)
        self._showing = False

    def into(self, draft: Draft) -> Draft:
        """Give the draft with this release."""
        return replace(draft, release=self.release())

    def release(self) -> Release:
        """Give the release as it stands."""
        form = self._form.value()
        return replace(
            self._value,
            audience=self._audience.audience(),
            form=ReleaseForm(form) if form else None,
            words=written(self._words),
            read_back=self._read_back.isChecked(),
            until=self._until.value(),
        )

    def set_zone(self, timezone: str) -> None:
        """Read the hour it ends on that place's clock."""
        self._until.set_zone(timezone)

    def offer(self, contacts: Sequence[Contact], providers: Sequence[Provider] = ()) -> None:
        """Offer these agencies and providers by name."""
        self._audience.offer(contacts, providers)

    def unreadable(self) -> bool:
        """Say whether the time typed is no time."""
        return not self._until.is_readable()

    def _on_answered(self) -> None:
        if self._showing:
            return
        item = next(i for i, choice in self._items.items() if choice is self.sender())
        state = Tri(self._items[item].value())
        kept = tuple(a for a in self._value.answers if a.item is not item)
        answers = kept if state is Tri.NOT_ASKED else (*kept, Answer(item, state))
        self._value = replace(self._value, answers=answers)
        if state is Tri.SAID:
            self._read_back.setChecked(False)
        self.changed.emit()

    def _on_given(self) -> None:
        if self._showing:
            return
        complete = self._read_back.isChecked() or self._form.value() == ReleaseForm.WRITTEN
        if not complete:
            self._value = replace(self._value, given_at=None)
        elif self._value.given_at is None:
            self._value = replace(self._value, given_at=self._now())
        self.changed.emit()

    def _on_withdrawn(self) -> None:
        self._value = replace(self._value, withdrawn_at=self._now())
        self._withdrawal.show_moment(self._value.withdrawn_at)
        self.changed.emit()

    def _on_agreed_again(self) -> None:
        """What she takes back and then gives again is a new release: read it back anew."""
        self._value = replace(self._value, withdrawn_at=None, given_at=None)
        self._withdrawal.show_moment(None)
        self._read_back.setChecked(False)
        self.changed.emit()

    def _on_changed(self) -> None:
        if not self._showing:
            self.changed.emit()
