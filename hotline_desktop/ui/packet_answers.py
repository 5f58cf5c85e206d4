"""What came of asking for a packet: a refusal, lines to mend, or where it went; decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.noun import Problem
from hotline_desktop.ui import look
from hotline_desktop.ui.cards import Banner
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.text import second

_MOST = 4


class Answers(QWidget):
    """Banners above the paper; they go when their reason goes."""

    fix_asked = Signal(str)

    def __init__(self) -> None:
        """Start silent."""
        super().__init__()
        self._column = QVBoxLayout(self)
        side = look.px(16)
        self._column.setContentsMargins(side, look.px(14), side, look.px(2))
        self._column.setSpacing(look.px(8))
        self.hush()

    def hush(self) -> None:
        """Say nothing."""
        while (item := self._column.takeAt(0)) is not None:
            if (banner := item.widget()) is not None:
                banner.hide()
                banner.deleteLater()
        self.hide()

    def refuse(self, sentence: str) -> None:
        """Say why there is no packet."""
        self.hush()
        self._add(Banner("soon", sentence), "refusal")
        self._speak(sentence)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what must be mended, each with a button that leads to its line."""
        self.hush()
        for number, problem in enumerate(problems[:_MOST], 1):
            banner = Banner("soon", problem.sentence)
            go = button(self.tr("Go to the line"), name=f"fix_{number}")
            go.setAccessibleDescription(problem.sentence)
            go.clicked.connect(lambda _=False, field=problem.field: self.fix_asked.emit(field))
            banner.line.addWidget(go)
            self._add(banner, f"problem_{number}")
        if (more := len(problems) - _MOST) > 0:
            self._column.addWidget(second(self.tr("and {n} more").format(n=more)))
        self._speak(" ".join(problem.sentence for problem in problems))

    def show_exported(self, file: str, recipient: str, digest: str) -> None:
        """Say under which name it left, for whom, and what the ledger keeps of it."""
        self.hush()
        grouped = " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))
        told = self.tr(
            "For {recipient}. Checked: unchanged, whole document signed. Signed bytes: {digest}"
        )
        words = self.tr("Exported as {file}").format(file=file)
        self._add(Banner("ok", words, told.format(recipient=recipient, digest=grouped)), "exported")
        self._speak(words)

    def _speak(self, sentence: str) -> None:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))

    def _add(self, banner: Banner, name: str) -> None:
        banner.setObjectName(name)
        self._column.addWidget(banner)
        self.show()
