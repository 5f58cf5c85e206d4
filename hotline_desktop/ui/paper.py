"""The packet's pages as they print, on paper, one below the other; draws pictures it is given."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from hotline_desktop.ui.layout import STRETCH, column, row, scroller
from hotline_desktop.ui.text import meta, second

WIDTH = 560


class Paper(QWidget):
    """Pages by PNG; scrolls by keyboard."""

    def __init__(self) -> None:
        """Start with an empty sheet."""
        super().__init__()
        self._count = meta("")
        self._count.setObjectName("page_count")
        self._instead = second("", wrapped=True)
        self._instead.setObjectName("no_preview")
        self._sheets = QVBoxLayout()
        self._sheets.setSpacing(14)
        inner = QWidget()
        inner.setLayout(column(self._instead, self._sheets, STRETCH, margins=(16, 8, 16, 16)))
        self._scroller = scroller(inner)
        self._scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroller.setAccessibleName(self.tr("The packet as it prints"))
        head = row(
            self._count, STRETCH, meta(self.tr("the page as it prints")), margins=(18, 10, 18, 4)
        )
        self.setLayout(column(head, (self._scroller, 1), spacing=0))

    def show_pages(self, pages: Sequence[bytes]) -> None:
        """Show these pages, PNG."""
        self._clear()
        self._instead.hide()
        for number, page in enumerate(pages, 1):
            picture = QPixmap()
            picture.loadFromData(page)
            ratio = max(1.0, picture.width() / WIDTH)
            picture.setDevicePixelRatio(ratio)
            sheet = QLabel()
            sheet.setPixmap(picture)
            sheet.setAccessibleName(
                self.tr("Page {number} of {count}").format(number=number, count=len(pages))
            )
            sheet.setProperty("kind", "paper")
            self._sheets.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self._count.setText(
            self.tr("{count} page").format(count=1)
            if len(pages) == 1
            else self.tr("{count} pages").format(count=len(pages))
        )

    def show_instead(self, sentence: str) -> None:
        """Show no page, and say why."""
        self._clear()
        self._count.setText("")
        self._instead.setText(sentence)
        self._instead.setVisible(bool(sentence))

    def pages(self) -> int:
        """Count the pages shown."""
        return self._sheets.count()

    def _clear(self) -> None:
        while self._sheets.count():
            item = self._sheets.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.deleteLater()
