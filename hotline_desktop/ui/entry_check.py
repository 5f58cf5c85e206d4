"""What a verification or a vetting asks beside the fields: how, whom, and each field looked at."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.contact import Contact, Method
from hotline_desktop.models.entry_draft import Entry, Fields
from hotline_desktop.models.noun import Problem
from hotline_desktop.models.renewal import VETTED_FIELDS
from hotline_desktop.ui.cards import Card
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.entry_fields import EntryFields
from hotline_desktop.ui.exact_text import write
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.segments import Segments

translate = QCoreApplication.translate


class CallCheck(EntryFields):
    """How a contact was verified, on which number, who answered."""

    def __init__(self) -> None:
        """Lay the rows out."""
        super().__init__()
        methods = Chips(
            [
                (Method.CALLED_BACK, translate("entry", "called it back")),
                (Method.EMAIL, translate("entry", "by e-mail")),
                (Method.IN_PERSON, translate("entry", "in person")),
                (Method.ANOTHER_OFFICE, translate("entry", "another office")),
            ],
            translate("entry", "How"),
            single=True,
        )
        self.follow("method", methods.changed)
        public = translate("entry", "The public number or address, never one they gave.")
        self.add("method", translate("entry", "How"), methods, public)
        self._numbers = Chips(
            (),
            translate("entry", "Number"),
            single=True,
            empty=translate("entry", "no number known: write one"),
            room=_MOST,
        )
        self.follow("number", self._numbers.changed)
        self.add("number", translate("entry", "Number"), self._numbers)
        self.line("spoken_to", translate("entry", "Spoke to"))
        self.line("words", translate("entry", "More"))

    def offer(self, numbers: Sequence[str]) -> None:
        """Offer these numbers to have been called back."""
        with QSignalBlocker(self._numbers):
            self._numbers.set_options([(each, each) for each in numbers[:_MOST]])


_MOST = 12


class VetCheck(QWidget):
    """The evidence, and a list of fields, each still true or changed."""

    changed = Signal()

    def __init__(self, labels: dict[str, str]) -> None:
        """Lay the rows out; ``labels`` are the words of each field."""
        super().__init__()
        self._form, self._evidence = Form(), Lines(2, 6)
        told = translate("entry", "One a line: what; how; by whom; day (you, today)")
        self._form.row("evidence", translate("entry", "Evidence"), self._evidence, told)
        self._evidence.textChanged.connect(lambda: self._on_touched("evidence"))
        self._form.section(translate("entry", "Look at every field"))
        self._looked: dict[str, Segments] = {}
        answers = [
            ("same", translate("entry", "still true")),
            ("changed", translate("entry", "changed")),
        ]
        for name in VETTED_FIELDS:
            asked = translate("entry", "{field}: still true?").format(field=labels[name])
            chosen = Segments(answers, asked)
            chosen.changed.connect(lambda name=name: self._on_touched(f"looked.{name}"))
            self._looked[name] = chosen
            self._form.row(f"looked.{name}", labels[name], chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)

    @property
    def form(self) -> Form:
        """Give the form, which shows problems."""
        return self._form

    def words(self) -> Fields:
        """Give what was said."""
        looked = {name: chosen.value() for name, chosen in self._looked.items()}
        return {"evidence": self._evidence.toPlainText()} | {n: v for n, v in looked.items() if v}

    def show_words(self, words: Fields) -> None:
        """Show what was said."""
        with QSignalBlocker(self._evidence):
            write(self._evidence, words.get("evidence", ""))
        for name, chosen in self._looked.items():
            chosen.set_value(words.get(name, ""))
        self._form.hush()

    def note(self, edited: set[str]) -> None:
        """What was typed over has changed: say so for her."""
        for name, chosen in self._looked.items():
            if name in edited and chosen.value() != "changed":
                chosen.set_value("changed")
                self._form.hush(f"looked.{name}")

    def start(self) -> None:
        """Put the focus on the first field."""
        self._evidence.setFocus()

    def _on_touched(self, name: str) -> None:
        self._form.hush(name)
        self.changed.emit()


class CheckCard(Card):
    """Stands beside the form while an entry is verified or vetted."""

    changed = Signal()

    def __init__(self, provider_labels: dict[str, str]) -> None:
        """Hold both kinds; one is shown."""
        super().__init__(translate("entry", "Verify"))
        self._call, self._vet = CallCheck(), VetCheck(provider_labels)
        self.body.addWidget(self._call)
        self.body.addWidget(self._vet)
        self._call.changed.connect(self.changed)
        self._vet.changed.connect(self.changed)

    def show_entry(self, seen: Entry, words: Fields) -> None:
        """Ask what is to be asked of this kind of entry."""
        police = isinstance(seen, Contact)
        self._call.setVisible(police)
        self._vet.setVisible(not police)
        self.offer([phone.as_written for phone in seen.phones])
        self._here().show_words(words)
        counts = translate("entry", "counts for half a year")
        self.head.quiet.setText(counts if police else translate("entry", "counts for a year"))
        verify, vet = translate("entry", "Verify"), translate("entry", "Vet")
        self.head.words.setText(verify if police else vet)

    def words(self) -> Fields:
        """Give what was said."""
        return self._here().words()

    def offer(self, numbers: Sequence[str]) -> None:
        """Offer these numbers to have been called back."""
        self._call.offer(numbers)

    def note(self, edited: set[str]) -> None:
        """Know which fields were typed over."""
        self._vet.note(edited)

    def tell(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Show problems at their fields; give back those of other fields."""
        return self._here().form.tell(problems)

    def start(self) -> None:
        """Put the focus on the first field."""
        self._here().start()

    def _here(self) -> CallCheck | VetCheck:
        return self._vet if self._call.isHidden() else self._call
