"""What each piece of the page is, for screen readers; never decides what is drawn."""

from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph


class Element:
    """A node of the structure tree; ``kids`` are nodes or marks (page index, mark on that page).

    The tree is built in reading order before anything is drawn, so that the order of drawing and
    the splitting of paragraphs over pages cannot change it.
    """

    def __init__(self, tag: str, *kids: "Element", scope: str = "") -> None:
        """Take a PDF structure type ("P"), and for a table header cell its scope ("Row")."""
        self.tag = tag
        self.scope = scope
        self.kids: list[Element | tuple[int, int]] = list(kids)


class TaggedParagraph(Paragraph):  # type: ignore[misc]  # reportlab ships no types
    """A paragraph that marks what it draws as its element's, on every page it reaches."""

    element: Element

    def split(self, width: float, height: float) -> list[Any]:
        """Split as usual; the pieces belong to the same element."""
        split: list[Any] = super().split(width, height)
        for piece in split:
            piece.element = self.element
        return split

    def draw(self) -> None:
        """Draw between the element's marks."""
        self.canv.begin(self.element)
        super().draw()
        self.canv.end()


class TaggedCanvas(Canvas):  # type: ignore[misc]  # reportlab ships no types
    """A canvas on which everything drawn is marked, and which knows its page count at the end.

    ``furniture(canvas, page, pages)`` draws what belongs to paper, not to content.
    """

    furniture: Any = None

    def __init__(self, *arguments: Any, **settings: Any) -> None:  # noqa: ANN401  # reportlab's own
        """Pass everything on to reportlab."""
        self.marks: list[list[Element]] = []
        self._pages: list[dict[str, Any]] = []
        super().__init__(*arguments, **settings)

    def begin(self, element: Element) -> None:
        """Open a mark of an element on this page."""
        page = self.getPageNumber() - 1
        while len(self.marks) <= page:
            self.marks.append([])
        number = len(self.marks[page])
        self.marks[page].append(element)
        element.kids.append((page, number))
        self._code.append(f"/{element.tag} <</MCID {number}>> BDC")

    def end(self) -> None:
        """Close the open mark."""
        self._code.append("EMC")

    def showPage(self) -> None:  # noqa: N802  # reportlab's name
        """Keep the page until their number is known."""
        self._pages.append(dict(self.__dict__))
        self._startPage()

    def save(self) -> None:
        """Finish every page with its furniture, then the file."""
        pages = self._pages
        for number, page in enumerate(pages, 1):
            self.__dict__.update(page)
            self._code.append("/Artifact <</Type /Pagination>> BDC")
            self.furniture(self, number, len(pages))
            self._code.append("EMC")
            Canvas.showPage(self)
        Canvas.save(self)
