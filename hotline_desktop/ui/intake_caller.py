"""Who calls and how she may be called back, after the notice; never asks who before it."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from hotline_desktop.models.signal import ContactWay, SafeContact, Signaler, SignalerRole
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.cards import Banner
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.exact_text import entry, write, written
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.segments import Segments, TriState


class Notice(QWidget):
    """What she must hear before she is asked who she is, and the tick that she heard it."""

    changed = Signal()

    def __init__(self) -> None:
        """Lay it out."""
        super().__init__()
        self._read = QCheckBox(self.tr("I read this to her"))
        self._read.setObjectName("mandated_notice_read")
        self._read.toggled.connect(self.changed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(
            Banner(
                "accent",
                self.tr("Before you ask who she is, tell her"),
                self.tr(
                    "“If a child is being hurt, or a life is in danger, I may have to report it. "
                    "You decide what else you tell me.”"
                ),
                "message",
            )
        )
        layout.addWidget(self._read)

    def start(self) -> None:
        """Put the focus on the tick."""
        self._read.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def put(self, draft: Draft) -> None:
        """Show whether a draft's notice was read."""
        self._read.setChecked(draft.mandated_notice_read)

    def into(self, draft: Draft) -> Draft:
        """Give the draft with the tick."""
        return replace(draft, mandated_notice_read=self._read.isChecked())


class CallerFields(QObject):
    """Rows on the page's form: signaler, safe contact."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        """Add the rows."""
        super().__init__(form)
        self._role = Chips(intake_words.signaler_roles(), self.tr("Who calls"), single=True)
        self._name, self._phone = entry(), entry()
        self._way = Segments(intake_words.ways(), self.tr("May we reach her"))
        self._voicemail = TriState(self.tr("Voicemail"))
        self._number, self._not_before, self._until, self._code_word = (entry() for _ in range(4))
        form.row("signaler.role", self.tr("Who calls"), self._role)
        form.row("signaler.name", self.tr("Name"), self._name)
        form.row("signaler.phone", self.tr("Number"), self._phone)
        form.row("safe_contact.way", self.tr("May we reach"), self._way)
        form.row("safe_contact.number", self.tr("On number"), self._number)
        form.row("safe_contact.not_before", self.tr("Not before"), self._not_before)
        form.row("safe_contact.until", self.tr("Until"), self._until)
        form.row("safe_contact.voicemail", self.tr("Voicemail"), self._voicemail)
        form.row("safe_contact.code_word", self.tr("Code word"), self._code_word)
        self._name.setPlaceholderText(self.tr("Told to nobody without her yes"))
        self._not_before.setPlaceholderText(self.tr("Her clock: noon, 12:30"))
        self._until.setPlaceholderText(self.tr("Her clock: midnight, 23:30"))
        self._code_word.setPlaceholderText(self.tr("Said first, or we are a wrong number"))
        for line in self._lines().values():
            line.textEdited.connect(self.changed)
        for choice in (self._role, self._way, self._voicemail):
            choice.changed.connect(self.changed)

    def put(self, draft: Draft) -> None:
        """Show a draft's caller."""
        who, safe = draft.signaler, draft.safe_contact
        self._role.set_value((who.role,))
        self._way.set_value(safe.way)
        self._voicemail.set_value(safe.voicemail)
        texts = {
            "name": who.name,
            "phone": who.phone,
            "number": safe.number,
            "not_before": safe.not_before,
            "until": safe.until,
            "code_word": safe.code_word,
        }
        for name, line in self._lines().items():
            write(line, texts[name])

    def into(self, draft: Draft) -> Draft:
        """Give the draft with this caller."""
        role = self._role.value()
        return replace(
            draft,
            signaler=Signaler(
                role=SignalerRole(role[0]) if role else SignalerRole.UNKNOWN,
                name=written(self._name),
                phone=written(self._phone),
            ),
            safe_contact=SafeContact(
                way=ContactWay(self._way.value()),
                number=written(self._number),
                not_before=written(self._not_before),
                until=written(self._until),
                voicemail=Tri(self._voicemail.value()),
                code_word=written(self._code_word),
            ),
        )

    def _lines(self) -> dict[str, QLineEdit]:
        return {
            "name": self._name,
            "phone": self._phone,
            "number": self._number,
            "not_before": self._not_before,
            "until": self._until,
            "code_word": self._code_word,
        }
