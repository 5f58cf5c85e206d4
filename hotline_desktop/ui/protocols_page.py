"""The reporting protocols, read whole: where they hold, their steps and the law behind them."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hotline_desktop.models.protocol import Protocol, Step
from hotline_desktop.ui.facts import Facts
from hotline_desktop.ui.layout import STRETCH, column, framed, row, scroller
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.text import second, title


class ProtocolsPage(QWidget):
    """A list that narrows as one types, and the chosen protocol."""

    def __init__(self) -> None:
        """Lay the page out."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._all: tuple[Protocol, ...] = ()
        self.text = QLineEdit()
        self.text.setObjectName("search_protocols")
        self.text.setProperty("kind", "big")
        self.text.setAccessibleName(self.tr("Search the protocols"))
        self.text.setPlaceholderText(self.tr("Search the protocols"))
        self.text.textChanged.connect(self._narrow)
        self.list = RowList(self.tr("Protocols"))
        self.list.setFixedWidth(430)
        self.list.chosen.connect(self._on_chosen)
        self._name, self._area = title("", wrapped=True), second("", wrapped=True)
        self._facts = Facts()
        card = framed(
            "card", column(self._name, self._area, 10, self._facts, margins=16, spacing=4)
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 14)
        outer.setSpacing(12)
        outer.addWidget(title(self.tr("Protocols")))
        outer.addWidget(self.text)
        shell = QWidget()
        shell.setLayout(column(card, STRETCH))
        outer.addLayout(row(self.list, (scroller(shell), 1), spacing=16), 1)

    def show_protocols(self, protocols: Sequence[Protocol]) -> None:
        """Show all of them."""
        self._all = tuple(protocols)
        self._narrow("")

    def choose(self, identity: str) -> None:
        """Show one protocol."""
        self.text.clear()
        self.list.choose(identity)
        self._on_chosen(identity)

    def start(self) -> None:
        """Put the focus where to type."""
        self.text.setFocus()
        self.text.selectAll()

    @Slot(str)
    def _narrow(self, text: str) -> None:
        words = text.casefold().split()
        shown = [
            p for p in self._all if all(w in f"{p.title} {p.area.name}".casefold() for w in words)
        ]
        self.list.show_rows(
            tuple(
                RowWords(
                    key=p.id,
                    first=p.title,
                    second=p.area.name,
                    icon="protocols",
                    right=self.tr("version {number}").format(number=p.version),
                )
                for p in shown
            )
        )
        if shown:
            self._on_chosen(shown[0].id)

    @Slot(object)
    def _on_chosen(self, key: object) -> None:
        found = next((p for p in self._all if p.id == key), None)
        if found is None:
            return
        self._name.setText(found.title)
        self._area.setText(found.area.name)
        steps = [
            (self.tr("Step {number}").format(number=number), step_words(step))
            for number, step in enumerate(found.steps, 1)
        ]
        law = [(self.tr("Law"), f"{c.text} ({c.source})") for c in found.legal_basis]
        self._facts.show_facts([*steps, *law, (self.tr("Kept by"), found.owner)])


def step_words(step: Step) -> str:
    """Say one step: what to do, what to say and not to say, and what if it fails."""
    parts = [step.in_words().split(". ", 1)[-1]]
    if step.say:
        parts.append(
            QCoreApplication.translate("ProtocolsPage", "Say: {words}").format(words=step.say)
        )
    if step.not_say:
        told = QCoreApplication.translate("ProtocolsPage", "Do not say: {words}")
        parts.append(told.format(words=step.not_say))
    if step.fall_back:
        told = QCoreApplication.translate("ProtocolsPage", "If it fails: {words}")
        parts.append(told.format(words=step.fall_back))
    return "\n".join(parts)
