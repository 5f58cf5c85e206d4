"""One row of a linked table while it is put together with others; decides nothing."""

from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.provider import Provider


class Linked:
    """One row of a linked table while it is put together."""

    def __init__(  # noqa: PLR0913 - it is a row with all that is known of it
        self, kind: str, file: str, unit: str, line: int, cells: dict[str, str], taken: set[str]
    ) -> None:
        """Hold the row; nothing is made of it yet. ``taken`` is told the columns that are read."""
        self.kind, self.file, self.unit, self.line = kind, file, unit, line
        self.cells = {column: cell for column, cell in cells.items() if cell}
        self.size = sum(map(len, self.cells.values()))
        self.wrong = self.duplicate_of = ""
        self._taken = taken
        self.repairs: list[str] = []
        self.provider: Provider | None = None
        self.place_words = self.county_words = self.county_hint = self.part_of = ""

    def __getitem__(self, column: str) -> str:
        """Give a cell, "" where there is none."""
        self._taken.add(column)
        return self.cells.get(column, "")

    def any(self, *columns: str) -> str:
        """Give the first cell of these that says anything."""
        return next((cell for column in columns if (cell := self[column])), "")

    def told(self) -> ReadRow:
        """Give what became of it."""
        label = self.any("name", "number", "address_1", "id")[:80]
        return ReadRow(
            self.file,
            self.line,
            unit=self.unit,
            provider=None if self.wrong else self.provider,
            label=label,
            part_of="" if self.provider else self.part_of,
            place_words=self.place_words,
            county_words=self.county_words,
            county_hint=self.county_hint,
            repairs=tuple(dict.fromkeys(told for told in self.repairs if told)),
            rejected=self.wrong,
            duplicate_of=self.duplicate_of,
        )
