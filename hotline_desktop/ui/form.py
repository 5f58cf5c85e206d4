"""Rows of label, field, help and problem, in the order they are asked; judges no answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from hotline_desktop.ui import look
from hotline_desktop.ui.cards import SectionHead
from hotline_desktop.ui.icons import Icon
from hotline_desktop.ui.layout import column, row
from hotline_desktop.ui.segments import Segments
from hotline_desktop.ui.text import Words, meta, second

LABEL = 88
"""Width of the label column in pixels at 100 %."""

_TALL = (QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit, QPushButton, Segments)
"""Fields as high as ``look.FIELD``; a label stands beside the first line of all others."""


class Told(Protocol):
    """What :meth:`Form.tell` shows: a field's name and one sentence."""

    @property
    def field(self) -> str:
        """Name the field, as in ``persons[0].label``."""

    @property
    def sentence(self) -> str:
        """Say what to do about it."""


P = TypeVar("P", bound=Told)


@dataclass(frozen=True, eq=False)
class _Row:
    widget: QWidget
    label: Words
    help: Words
    problem: Words
    problem_line: QWidget


class Form(QWidget):
    """Fields under each other; a field, its widget's objectName and a problem share one name."""

    def __init__(self) -> None:
        """Start empty."""
        super().__init__()
        self._rows: dict[str, _Row] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look.px(8))

    def row(self, name: str, label: str, widget: QWidget, help: str = "") -> None:  # noqa: A002 - API
        """Add a field with its label at the left and a line of help under it.

        An ``&`` in ``label`` marks its Alt key.
        """
        made = self._make(name, label, widget, help)
        made.label.setFixedWidth(look.px(LABEL))
        made.label.setMinimumHeight(
            look.px(look.FIELD if isinstance(widget, _TALL) else look.TARGET)
        )
        made.label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        line = row(spacing=12)
        line.addWidget(made.label, alignment=Qt.AlignmentFlag.AlignTop)
        line.addLayout(column(widget, made.help, made.problem_line, spacing=4), 1)
        self._column.addLayout(line)

    def wide(self, name: str, label: str, widget: QWidget, help: str = "") -> None:  # noqa: A002 - API
        """Add a field under its label, as wide as the form."""
        made = self._make(name, label, widget, help)
        if not label:
            made.label.hide()
        items = (made.label, widget, made.help, made.problem_line)
        self._column.addLayout(column(*items, spacing=4))

    def add(self, widget: QWidget) -> None:
        """Add something that is no field: a banner, a line, a row of buttons."""
        self._column.addWidget(widget)

    def section(self, words: str, key: str = "", quiet: str = "") -> SectionHead:
        """Add a heading between rows; what it gives back can change its quiet fact."""
        heading = SectionHead(words, key, quiet)
        if self._column.count():
            self._column.addSpacing(look.px(8))
        self._column.addWidget(heading)
        return heading

    def field(self, name: str) -> QWidget:
        """Give the widget of a field.

        Raises:
            KeyError: there is no such field.
        """
        return self._rows[name].widget

    def set_help(self, name: str, words: str) -> None:
        """Change the line of help under a field."""
        made = self._rows[name]
        made.help.setText(words)
        made.help.setVisible(bool(words) and made.problem_line.isHidden())
        self._describe(made)

    def show_row(self, name: str, shown: bool) -> None:
        """Show or hide a whole row; a hidden row keeps what was typed."""
        made = self._rows[name]
        made.label.setVisible(shown and bool(made.label.text()))
        made.widget.setVisible(shown)
        told = bool(made.problem.text())
        made.problem_line.setVisible(shown and told)
        made.help.setVisible(shown and not told and bool(made.help.text()))

    def tell(self, problems: Iterable[P]) -> tuple[P, ...]:
        """Show each problem at its field, speak them, go to the topmost; give the unknown back.

        A problem at ``persons[0].label`` stands at that field, else at ``persons[0]``, else at
        ``persons``; one at ``persons`` also finds a first field inside it.
        """
        self.hush()
        said: dict[str, list[str]] = {}
        unknown = []
        for problem in problems:
            name = self._find(problem.field)
            if name is None:
                unknown.append(problem)
            else:
                said.setdefault(name, []).append(problem.sentence)
        for name, sentences in said.items():
            self._show_problem(self._rows[name], " ".join(sentences))
        if said:
            spoken = " ".join(s for name in self._rows for s in said.get(name, ()))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
            self._go_to(next(self._rows[name].widget for name in self._rows if name in said))
        return tuple(unknown)

    def hush(self, name: str = "") -> None:
        """Take every problem away, or that of one field."""
        for made in [self._rows[name]] if name else self._rows.values():
            if made.problem.text():
                self._show_problem(made, "")

    def _make(self, name: str, label: str, widget: QWidget, help_words: str) -> _Row:
        widget.setObjectName(name)
        widget.setAccessibleName(label.replace("&", "") or widget.accessibleName())
        named, told = second(label, wrapped=True), meta(help_words, wrapped=True)
        named.setBuddy(widget)
        if not help_words:  # to show it here would open a window: it has no parent yet
            told.hide()
        problem = second("", wrapped=True)
        problem.setObjectName(f"{name}_problem")
        problem.set_tone("soon")
        shown = QWidget()
        shown.setLayout(row(column(1, Icon("alert", "soon", 16)), (problem, 1), spacing=6))
        shown.hide()
        made = _Row(widget, named, told, problem, shown)
        self._rows[name] = made
        self._describe(made)
        return made

    def _find(self, field: str) -> str | None:
        """Give the row a problem belongs to: the field, what holds it, or what it holds."""
        name = field
        while name:
            if name in self._rows:
                return name
            name = name[: max(name.rfind("."), name.rfind("["), 0)]
        inside = (f"{field}.", f"{field}[")
        return next((known for known in self._rows if known.startswith(inside)), None)

    def _show_problem(self, made: _Row, sentence: str) -> None:
        made.problem.setText(sentence)
        made.problem_line.setVisible(bool(sentence) and not made.widget.isHidden())
        made.help.setVisible(not sentence and bool(made.help.text()) and not made.widget.isHidden())
        made.widget.setProperty("problem", bool(sentence))
        look.repolish(made.widget)
        self._describe(made)

    @staticmethod
    def _describe(made: _Row) -> None:
        told = " ".join(words for words in (made.problem.text(), made.help.text()) if words)
        made.widget.setAccessibleDescription(told)

    @staticmethod
    def _go_to(widget: QWidget) -> None:
        widget.setFocus(
            Qt.FocusReason.OtherFocusReason
        )  # any other reason selects what stands there
        above = widget.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.ensureWidgetVisible(widget, 0, look.px(60))
            above = above.parentWidget()
