"""The rows of a directory entry's form, and their words to and fro; judges no word."""

from collections.abc import Sequence
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal, SignalInstance
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from hotline_desktop.models.contact import Accepts, AgencyKind
from hotline_desktop.models.entry_draft import Fields
from hotline_desktop.models.service_kind import Finer, ServiceKind
from hotline_desktop.models.standing import Standing
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.contact_card import kind_words
from hotline_desktop.ui.exact_text import entry, write, written
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.provider_card import service_words
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.standing import standing_words

translate = QCoreApplication.translate


class EntryFields(QWidget):
    """A form whose values are words by field, as the verbs take them."""

    changed = Signal()

    def __init__(self) -> None:
        """Start without a row; each kind of entry adds its own."""
        super().__init__()
        self.form = Form()
        self._named: dict[str, QWidget] = {}
        self._labels: dict[str, str] = {}
        self._codes: dict[str, dict[str, str]] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)

    def words(self) -> Fields:
        """Give what stands in each field."""
        return {name: _read(widget) for name, widget in self._named.items()}

    def show_words(self, words: Fields) -> None:
        """Show these, without telling anybody."""
        for name, widget in self._named.items():
            with QSignalBlocker(widget):
                _write(widget, words.get(name, ""))
        self.form.hush()

    def labels(self) -> dict[str, str]:
        """Give what each field is called."""
        return self._labels

    def in_words(self, name: str, value: str) -> str:
        """Give what a field holds as it is read: the words of its codes, or the text itself."""
        told = self._codes.get(name, {})
        return "\n".join(told.get(line, line) for line in value.splitlines()) or told.get("", "")

    def start(self) -> None:
        """Put the focus on the first field."""
        next(iter(self._named.values())).setFocus()

    def line(self, name: str, label: str, help_words: str = "") -> None:
        """Add a line of text."""
        field = entry()
        self.follow(name, field.textEdited)
        self.add(name, label, field, help_words)

    def lines(self, name: str, label: str, help_words: str = "") -> None:
        """Add several lines of text."""
        field = Lines(1, 6)
        self.follow(name, field.textChanged)
        self.add(name, label, field, help_words)

    def chips(self, name: str, label: str, options: Sequence[tuple[str, str]]) -> None:
        """Add words to take or drop."""
        field = Chips(options, label)
        self.follow(name, field.changed)
        self._codes[name] = dict(options)
        self.add(name, label, field)

    def asked(self, name: str, label: str, help_words: str = "") -> None:
        """Add a question that is answered yes or no, or was not asked."""
        yes, no = translate("entry", "yes"), translate("entry", "no")
        answers = [("said", yes), ("denied", no), ("not_asked", translate("entry", "not asked"))]
        self.one_of(name, label, answers, help_words)

    def one_of(
        self, name: str, label: str, options: Sequence[tuple[str, str]], help_words: str = ""
    ) -> None:
        """Add a choice of one: all in sight up to five, else in a list."""
        self._codes[name] = dict(options)
        if len(options) <= _IN_SIGHT:
            field = Segments(options, label)
            self.follow(name, field.changed)
            self.add(name, label, field, help_words)
            return
        combo = QComboBox()
        for code, words in options:
            combo.addItem(words, code)
        self.follow(name, combo.currentIndexChanged)
        self.add(name, label, combo, help_words)

    def add(self, name: str, label: str, widget: QWidget, help_words: str = "") -> None:
        """Add a row."""
        self.form.row(name, label, widget, help_words)
        self._named[name], self._labels[name] = widget, label

    def follow(self, name: str, touched: SignalInstance) -> None:
        """Tell what a hand does to a field, whose problem is then answered."""
        touched.connect(lambda *_: self._on_touched(name))

    def _on_touched(self, name: str) -> None:
        self.form.hush(name)
        self.changed.emit()


_IN_SIGHT = 5


def contact_fields() -> EntryFields:
    """Give the form of a contact, in the order in which one asks."""
    made = EntryFields()
    made.form.section(translate("entry", "Who"))
    made.line("agency", translate("entry", "Agency"))
    made.line("desk", translate("entry", "Desk"))
    made.line("person", translate("entry", "Person"))
    made.line("role", translate("entry", "Role"))
    kinds = [(kind.value, kind_words(kind)) for kind in AgencyKind]
    made.one_of("kind", translate("entry", "Kind"), kinds)
    _add_standing(made)
    made.form.section(translate("entry", "How to reach them"))
    _add_phones(made)
    told = translate("entry", "One a line, such as email: desk@example.org; no names in it")
    made.lines("channels", translate("entry", "Also"), told)
    _add_hours(made)
    made.form.section(translate("entry", "What they take"))
    made.chips("accepts", translate("entry", "Accepts"), accepts_words())
    made.chips("topics", translate("entry", "Topics"), intake_words.topics())
    made.line("languages", translate("entry", "Languages"))
    law = translate("entry", "Ask: do you enforce immigration law?")
    made.asked("enforces_immigration", translate("entry", "Immigration"), law)
    made.asked("plain_clothes", translate("entry", "Plain clothes"))
    made.asked("victim_specialist", translate("entry", "Specialist"))
    made.form.section(translate("entry", "Where they hold"))
    told = translate("entry", "Counties and states; what is no county stays in words")
    made.lines("jurisdiction", translate("entry", "Holds in"), told)
    made.asked("text_to_911", translate("entry", "Text to 911"))
    tested = translate("entry", "When somebody tried it: 2026-11-20, or today")
    made.line("tested_at", translate("entry", "Last tested"), tested)
    made.form.section(translate("entry", "What we know"), quiet=_stays())
    made.line("worked", translate("entry", "How it went"), translate("entry", "Last worked with"))
    made.lines("notes", translate("entry", "Notes"))
    return made


def provider_fields() -> EntryFields:
    """Give the form of a provider, in the order in which one asks."""
    made = EntryFields()
    made.form.section(translate("entry", "Who"))
    made.line("organisation", translate("entry", "Organisation"))
    made.line("service", translate("entry", "Service"))
    _add_standing(made)
    services = [(kind.value, service_words(kind)) for kind in ServiceKind]
    made.chips("services", translate("entry", "Services"), services)
    made.chips("finer", translate("entry", "In detail"), _plain(Finer))
    made.form.section(translate("entry", "How to reach them"))
    _add_phones(made)
    hidden = translate("entry", "Then only area and gate phone are shown, everywhere")
    yes, no = translate("entry", "yes"), translate("entry", "no")
    made.one_of(
        "confidential", translate("entry", "Confidential"), [("yes", yes), ("", no)], hidden
    )
    made.line("gate_phone", translate("entry", "Gate phone"))
    made.line("area", translate("entry", "Area"))
    _add_hours(made)
    made.line("languages", translate("entry", "Languages"))
    _add_terms(made)
    made.form.section(translate("entry", "What we know"), quiet=_stays())
    told = translate("entry", "Counties and states where nobody may be sent from")
    made.line("not_near", translate("entry", "Not near"), told)
    why = translate("entry", "Needs a reason in the notes")
    made.one_of("do_not_refer", translate("entry", "Do not refer"), [("yes", yes), ("", no)], why)
    made.lines("notes", translate("entry", "Notes"))
    return made


def _add_terms(made: EntryFields) -> None:
    made.form.section(translate("entry", "For whom, and how"))
    made.lines("eligibility", translate("entry", "For whom"))
    made.line("min_age", translate("entry", "From age"))
    made.line("max_age", translate("entry", "To age"))
    made.line("free", translate("entry", "Free places"))
    made.line("of", translate("entry", "Of"))
    now = translate("entry", "Said just now")
    yes, before = translate("entry", "now"), translate("entry", "as before")
    made.one_of("as_of_now", now, [("yes", yes), ("", before)])
    made.lines("fees", translate("entry", "Fees"))
    made.lines("how_to_apply", translate("entry", "To apply"))
    made.asked("transfer", translate("entry", "Hand over"), translate("entry", "A warm transfer"))
    made.line("transfer_words", translate("entry", "How"))
    told = translate("entry", "One a line: Do you take pets?; pets; yes (the answer it refuses)")
    made.lines("questions", translate("entry", "Asks"), told)


def _add_standing(made: EntryFields) -> None:
    standings = [
        (each.value, standing_words(each) or translate("entry", "running")) for each in Standing
    ]
    made.one_of("standing", translate("entry", "Standing"), standings)


def _add_phones(made: EntryFields) -> None:
    told = translate("entry", "One a line: 330-555-0101; night desk")
    made.lines("phones", translate("entry", "Phones"), told)


def _add_hours(made: EntryFields) -> None:
    told = translate("entry", "Mon-Fri 09:00-17:00; Sat 10:00-12:00, or always")
    made.line("hours", translate("entry", "Hours"), told)


def accepts_words() -> list[tuple[str, str]]:
    """Give what a desk may take."""
    return [
        (Accepts.CALL, translate("entry", "call")),
        (Accepts.PACKET, translate("entry", "packet")),
        (Accepts.TIP, translate("entry", "tip")),
        (Accepts.WARM_TRANSFER, translate("entry", "warm transfer")),
        (Accepts.WALK_IN, translate("entry", "walk-in")),
    ]


def _plain(codes: type[StrEnum]) -> list[tuple[str, str]]:
    return [(each.value, each.replace("_", " ")) for each in codes]


def _stays() -> str:
    return translate("entry", "never leaves the office")


def _read(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        return written(widget)
    if isinstance(widget, Chips):
        return "\n".join(widget.value())
    if isinstance(widget, QComboBox):
        return str(widget.currentData())
    return widget.value() if isinstance(widget, Segments) else ""


def _write(widget: QWidget, words: str) -> None:
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        write(widget, words)
    elif isinstance(widget, Chips):
        widget.set_value(words.splitlines())
    elif isinstance(widget, QComboBox):
        widget.setCurrentIndex(max(0, widget.findData(words)))
    elif isinstance(widget, Segments):
        widget.set_value(words)
