"""A door without a process: gives orders in a test's stead, and remembers what a session said."""

from PySide6.QtCore import QObject, Signal


class FakeDoor(QObject):
    """Stands where a DoorLine stands; ``said`` holds (word, what came with it)."""

    show_asked = Signal(object)
    leave_asked = Signal()
    gone = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, dict]] = []

    def words(self) -> list[str]:
        """What was said, without what came with it."""
        return [word for word, _ in self.said]

    def shows(self, why: str = "start", **order: object) -> None:
        """Tell the session to come on the screen."""
        self.show_asked.emit({"do": "show", "why": why, **order})

    def dismisses(self) -> None:
        """Tell the session that the next one is on the screen."""
        self.leave_asked.emit()

    def disappears(self) -> None:
        """Be gone, as after a kill."""
        self.gone.emit()

    def ready(self) -> None:
        self.said.append(("ready", {}))

    def unlocked(self) -> None:
        self.said.append(("unlocked", {}))

    def locking(self, geometry: list[int], state: str, look: str, page: str) -> None:
        how = {"geometry": geometry, "state": state, "look": look}
        if page:
            how["page"] = page
        self.said.append(("locking", how))

    def exposed(self) -> None:
        self.said.append(("exposed", {}))

    def leaving(self) -> None:
        self.said.append(("leaving", {}))
