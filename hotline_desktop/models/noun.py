"""The shape every noun shares and its one JSON form; never reads or writes a file."""

import re
from datetime import datetime
from typing import Annotated, TypeVar

import msgspec

from hotline_desktop.errors import BadInputError

Moment = Annotated[datetime, msgspec.Meta(tz=True)]
"""A point in time that knows its offset from UTC; a naive one is refused."""


class Noun(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A frozen value. Its repr names the type only: case text must not reach a log or traceback.

    None can hold itself, so the collector of cycles does not follow them: looking through those of
    a national list would hold the window up for 150 ms.
    """

    def __repr__(self) -> str:
        """Name the type and nothing that was said."""
        return f"{type(self).__name__}(...)"


class Problem(Noun, frozen=True):
    """One thing the advocate can mend: the field it stands at and one sentence."""

    field: str
    sentence: str


class Refusal(Noun, frozen=True):
    """The answer is no, and the one sentence that says why and what would change it."""

    sentence: str


N = TypeVar("N", bound=Noun)


class UnreadableRecordError(BadInputError):
    """JSON that is not the noun it should be; the sentence names the field and repeats no value."""


def encode(noun: Noun) -> bytes:
    """Write a noun as UTF-8 JSON; fields at their default are left out."""
    return msgspec.json.encode(noun)


def decode(kind: type[N], text: bytes | str) -> N:
    """Read a noun strictly: unknown fields, wrong types and naive times are refused.

    Raises:
        UnreadableRecordError: the text is not JSON, or a field is not what it should be.
    """
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.ValidationError as reason:
        # The library's own sentence can repeat an enum value, which may be case text.
        where = re.search(r" - at `\$\.?([^`]*)`", str(reason))
        field = where.group(1) if where and where.group(1) else "the record"
        unknown = re.match(r"Object contains unknown field `(\w{1,40})`", str(reason))
        if unknown:
            sentence = f"There is no field called {unknown.group(1)} in {field}."
        elif "missing required field" in str(reason):
            sentence = f"Something required is missing in {field}."
        else:
            sentence = f"The value of {field} is not of the kind it should be."
        raise UnreadableRecordError(sentence) from None
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise UnreadableRecordError("This is not a readable JSON record.") from None
