"""Where a line of the log is written or changed: words, how we know, who, when; keeps no line."""

from collections.abc import Callable
from datetime import datetime

from msgspec.structs import replace
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from hotline_desktop.models.statement import Statement, StatementKind
from hotline_desktop.ui import intake_words, look
from hotline_desktop.ui.exact_text import entry, write, written
from hotline_desktop.ui.layout import row
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import Elided, meta

_ENTER = {Qt.Key.Key_Return, Qt.Key.Key_Enter}


class LogEntry(QWidget):
    """The fields of the line at one number; ``entered`` and ``left`` tell Enter and Escape."""

    changed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, now: Callable[[], datetime]) -> None:
        """Lay it out, ready for a new line."""
        super().__init__()
        self._now = now
        self._shown = Statement()
        self._begun_at: datetime | None = None
        self._showing = False
        self.words = Lines()
        self._kind = Segments(intake_words.statement_kinds(), self.tr("How we know"))
        self._who, self._happened = entry(), entry()
        self._held = QCheckBox(self.tr("Hold back"))
        self._hint, self._problem = Elided("", "meta"), meta("", wrapped=True)
        self._problem.set_tone("soon")
        self._problem.hide()
        self._lay_out()
        self.words.textChanged.connect(self._on_changed)
        self.words.installEventFilter(self)
        self._kind.changed.connect(self._on_changed)
        self._who.textEdited.connect(self._on_changed)
        self._happened.textEdited.connect(self._on_changed)
        self._held.toggled.connect(self._on_changed)

    def _lay_out(self) -> None:
        names = (
            (self.words, self.tr("What is said")),
            (self._who, self.tr("Who says it")),
            (self._happened, self.tr("When it happened")),
            (self._held, self.tr("Hold this line back")),
        )
        for field, name in names:
            field.setAccessibleName(name)
        self.words.setPlaceholderText(self.tr("Write what is said, Enter adds it"))
        self._who.setPlaceholderText(self.tr("said by"))
        self._happened.setPlaceholderText(self.tr("happened"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.words)
        layout.addWidget(self._problem)
        layout.addLayout(row(self._kind, (self._hint, 1)))
        layout.addLayout(row((self._who, 1), (self._happened, 1), self._held))

    def show_line(self, number: int, statement: Statement, new: bool) -> None:
        """Show the line that stands, or will stand, at a number counted from 0."""
        self._showing = True
        self._shown, self._begun_at = statement, None
        fields = {"words": self.words, "kind": self._kind, "who": self._who}
        fields |= {"happened": self._happened, "tell": self._held}
        for name, field in fields.items():
            field.setObjectName(f"statements[{number}].{name}")
        write(self.words, statement.words)
        write(self._who, statement.who)
        write(self._happened, statement.happened)
        self._kind.set_value(statement.kind)
        self._held.setChecked(not statement.tell)
        self._hint.setText(self.tr("Alt W, S, I") if new else self.tr("Enter saves, Esc leaves it"))
        self._showing = False

    def statement(self) -> Statement:
        """Give the line as it stands; a new one was heard when its first key was pressed."""
        return replace(
            self._shown,
            words=written(self.words),
            who=written(self._who),
            kind=StatementKind(self._kind.value()),
            heard_at=self._shown.heard_at or self._begun_at,
            happened=written(self._happened),
            tell=not self._held.isChecked(),
        )

    def tell(self, sentence: str) -> None:
        """Say what to mend, or nothing."""
        self._problem.setText(sentence)
        self._problem.setVisible(bool(sentence))
        self.words.setProperty("problem", bool(sentence))
        self.words.setAccessibleDescription(sentence)
        look.repolish(self.words)

    def is_pending(self) -> bool:
        """Say whether words stand here."""
        return bool(written(self.words).strip())

    def choose_kind(self, kind: StatementKind) -> None:
        """Take a kind by its key, and go on writing."""
        self._kind.set_value(kind)
        self._on_changed()
        self.start()

    def start(self) -> None:
        """Put the focus where one writes."""
        self.words.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Take Enter and Escape out of the words; Shift+Enter stays a new line."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (
                Qt.KeyboardModifier.NoModifier,
                Qt.KeyboardModifier.KeypadModifier,
            )
            if event.key() in _ENTER and plain:
                self.entered.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        if self._showing:
            return
        if self._begun_at is None and self.is_pending():
            self._begun_at = self._now()
        self.changed.emit()
