"""What every verb may ask of the world: the time and a new id; tests hand in their own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from hotline_desktop.keys.tries import Start, since_start


def _now() -> datetime:
    return datetime.now(UTC)


def _new_id() -> str:
    return str(uuid4())


@dataclass(frozen=True, slots=True)
class World:
    """The clock (aware, UTC), the source of ids, and the clock that nobody can set."""

    now: Callable[[], datetime] = _now
    new_id: Callable[[], str] = _new_id
    start: Callable[[], Start] = since_start
