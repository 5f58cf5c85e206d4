"""Export the directory as HSDS 3.0 or CSV; private words, refused and hidden places stay home."""

from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from msgspec.structs import replace

from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.place_file import place_file
from hotline_desktop.actions.place_rows import PlaceRows
from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import csv_out, hsds_out
from hotline_desktop.models import states
from hotline_desktop.models.import_report import ReadRow
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.provider import Provider
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory, trail
from hotline_desktop.vault.vault import Vault

_LOST = (
    "The export is recorded, but its file could not be written there: free some space or choose "
    "another folder, then export again."
)


class Form(StrEnum):
    """What is written."""

    HSDS = "hsds"
    PROVIDERS = "providers"
    CONTACTS = "contacts"


class Exported(Noun, frozen=True):
    """How many entries were written, and how many stayed home: nobody is to be sent there."""

    written: int
    left_out: int


@dataclass(frozen=True, slots=True)
class ExportDirectory:
    """The verb, for any thread: it uses a connection of its own."""

    desk: OpenOffice
    gazetteer: Gazetteer

    def __call__(self, target: Path, form: Form) -> Exported:
        """Write the file, with one line in the trail; a file that is there is never replaced.

        Raises:
            BadInputError: nothing to export, or the file cannot be made there.
        """
        now, who = self.desk.world.now(), self.desk.advocate.id
        with closing(self.desk.vault.second()) as vault:
            content, told = self._content(vault, form)
            if not told.written:
                raise BadInputError("There is nothing in the directory to export yet.")

            def record() -> None:
                with vault.transaction() as connection:
                    detail = f"{told.written} as {form}"
                    trail.add(connection, now, who, "export_directory", "directory", detail)

            place_file(target, content, record, _LOST)
        return told

    def _content(self, vault: Vault, form: Form) -> tuple[bytes, Exported]:
        if form is Form.CONTACTS:
            contacts = tuple(directory.contacts(vault))
            return csv_out.contacts(contacts), Exported(len(contacts), 0)
        known = tuple(directory.providers(vault))
        placed = PlaceRows(self.gazetteer)
        kept = [self._spoken(_found(placed, one)) for one in known if not one.do_not_refer]
        write = hsds_out.written if form is Form.HSDS else csv_out.providers
        return write(kept), Exported(len(kept), len(known) - len(kept))

    def _spoken(self, provider: Provider) -> Provider:
        """Name the counties and states that it serves where the source has no words for them."""
        if provider.serves_words or not provider.serves:
            return provider
        named = [self._named(area) for area in provider.serves]
        return replace(provider, serves_words="; ".join(named))

    def _named(self, area: str) -> str:
        county = self.gazetteer.county(area)
        return f"{county.name} County, {county.state}" if county else states.NAMES.get(area, area)


def _found(placed: PlaceRows, provider: Provider) -> Provider:
    """Find the county where none is known, as whoever reads the export would."""
    if provider.county_fips:
        return provider
    town = ", ".join(part for part in (provider.city, provider.state) if part)
    row = placed(ReadRow("", 0, provider=provider, place_words=provider.zip_code or town))
    return row.provider or provider
