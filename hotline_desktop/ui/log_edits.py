"""The lines of a log and what can be done to one, with the last removal kept; draws nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from msgspec.structs import replace

from hotline_desktop.models.statement import Statement


class Deed(Enum):
    """What the keys of the log ask for."""

    CHANGE = "change"
    REMOVE = "remove"
    HOLD = "hold"
    BRING_BACK = "bring_back"


@dataclass(frozen=True)
class Asked:
    """A deed, and the line it is for, counted from 0."""

    deed: Deed
    line: int


class EditedLines:
    """A list of statements that remembers the last one taken out."""

    def __init__(self, lines: Sequence[Statement] = ()) -> None:
        """Start with these."""
        self.lines = list(lines)
        self._removed: tuple[int, Statement] | None = None

    def can_bring_back(self) -> bool:
        """Say whether one was removed and nothing was written since."""
        return self._removed is not None

    def add(self, line: Statement) -> None:
        """Add one; what was removed before is now gone."""
        self.lines.append(line)
        self._removed = None

    def do(self, asked: Asked) -> int | None:
        """Remove, hold back or tell, or bring back; give the line to look at, if any changed."""
        if asked.deed is Deed.BRING_BACK:
            return self._bring_back()
        if asked.deed is Deed.REMOVE:
            self._removed = asked.line, self.lines.pop(asked.line)
            return max(0, min(asked.line, len(self.lines) - 1))
        line = self.lines[asked.line]
        self.lines[asked.line] = replace(line, tell=not line.tell)
        return asked.line

    def _bring_back(self) -> int | None:
        if self._removed is None:
            return None
        number, line = self._removed
        self._removed = None
        self.lines.insert(number, line)
        return number
