"""Which column of a foreign table holds what: guessed, shown, corrected, kept; reads no table."""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

from hotline_desktop.models.noun import Noun


class Makes(StrEnum):
    """What the rows of a table become."""

    CONTACT = "contact"
    PROVIDER = "provider"
    EACH = "each"
    """Each row as its sort and its name say."""


class Field(StrEnum):
    """What a column can hold. ``notes`` are private: they never leave the office.

    ``private`` is a number that is not for others, or says that what it names is not; ``offers``
    is named after a service or a language, and marked where it is offered.
    """

    ID = "id"
    NAME = "name"
    SECOND = "second"
    ALTERNATE = "alternate"
    PERSON = "person"
    GIVEN = "given"
    ROLE = "role"
    KIND = "kind"
    ORI = "ori"
    TEXT_911 = "text_911"
    PHONE = "phone"
    EXTENSION = "extension"
    FAX = "fax"
    EMAIL = "email"
    URL = "url"
    ADDRESS = "address"
    ADDRESS_2 = "address_2"
    CITY = "city"
    STATE = "state"
    ZIP = "zip"
    COUNTRY = "country"
    COUNTY = "county"
    FIPS = "fips"
    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    JURISDICTION = "jurisdiction"
    HOURS = "hours"
    DAY = "day"
    LANGUAGES = "languages"
    SERVICES = "services"
    OFFERS = "offers"
    DESCRIPTION = "description"
    ELIGIBILITY = "eligibility"
    MIN_AGE = "min_age"
    MAX_AGE = "max_age"
    AGES = "ages"
    FEES = "fees"
    APPLY = "apply"
    CONFIDENTIAL = "confidential"
    PRIVATE = "private"
    DO_NOT_REFER = "do_not_refer"
    STATUS = "status"
    NOTES = "notes"


SEVERAL = frozenset(
    {Field.PHONE, Field.FAX, Field.NOTES, Field.SERVICES, Field.OFFERS, Field.LANGUAGES, Field.DAY,
     Field.CONFIDENTIAL, Field.PRIVATE, Field.DO_NOT_REFER, Field.STATUS, Field.ADDRESS_2}
)  # fmt: skip
"""More than one column may hold these."""


class ColumnMap(Noun, frozen=True):
    """What each column holds, what holds for every row, and whose list it is.

    ``fields`` is by column in small letters; a column that is not in it is not used. ``fixed``
    gives one value for all rows that say nothing else, e.g. kind "federal". ``source`` names the
    list: together with an identifier it says which entry a row speaks of.
    """

    makes: Makes = Makes.CONTACT
    fields: dict[str, Field] = {}
    fixed: dict[Field, str] = {}
    source: str = ""

    def columns(self, field: Field) -> tuple[str, ...]:
        """Give the columns that hold this, in their order."""
        return tuple(column for column, held in self.fields.items() if held is field)


def corrected(
    told: ColumnMap,
    columns: Mapping[str, Field | None],
    fixed: Mapping[Field, str],
    makes: Makes | None = None,
    source: str = "",
) -> ColumnMap:
    """Give the map with what somebody set right; a field that one column holds leaves another.

    A fixed value that is empty is none.
    """
    taken = {field for field in columns.values() if field and field not in SEVERAL}
    fields = {c: f for c, f in told.fields.items() if c not in columns and f not in taken}
    fields |= {column: field for column, field in columns.items() if field}
    return ColumnMap(
        makes=makes or told.makes,
        fields=fields,
        fixed={field: words for field, words in (told.fixed | dict(fixed)).items() if words},
        source=source or told.source,
    )


class FoundTable(Noun, frozen=True):
    """A table of a file as the preview shows it: columns, the first cells of each, what they hold.

    ``form`` names what it was recognised as; a table that is read by its form has no ``map``.
    ``of`` names the list by its file, without what changes from file to file.
    """

    name: str
    form: str
    columns: tuple[str, ...] = ()
    examples: tuple[tuple[str, ...], ...] = ()
    map: ColumnMap | None = None
    of: str = ""

    def signature(self) -> str:
        """Give what the next file of the same list has in common with it: name and columns."""
        return f"{self.columns_alone()}/{self.of}"

    def columns_alone(self) -> str:
        """Give what every file of such columns has in common with it, whatever it lists."""
        return signature(self.columns)


def signature(columns: tuple[str, ...]) -> str:
    """Give 32 hexadecimal digits that stand for these columns in any order."""
    return sha256("\0".join(sorted(columns)).encode()).hexdigest()[:32]
