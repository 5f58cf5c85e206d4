"""An edit of a directory entry as somebody types it: words by field; reads none of them."""

from hotline_desktop.models.contact import Contact
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.provider import Provider

Fields = dict[str, str]
"""Words by field as the form holds them; a list is one a line, a yes is "yes"."""

Entry = Contact | Provider


class EntryDraft(Noun, frozen=True):
    """The entry as it was seen, and what was typed over it.

    ``checking`` says that it is verified or vetted with the same stroke; ``check`` is what was said
    of that.
    """

    contact: Contact | None = None
    provider: Provider | None = None
    fields: Fields = {}
    checking: bool = False
    check: Fields = {}

    @classmethod
    def of(cls, seen: Entry, fields: Fields, checking: bool, check: Fields) -> "EntryDraft":
        """Hold an entry of either kind."""
        if isinstance(seen, Contact):
            return cls(contact=seen, fields=fields, checking=checking, check=check)
        return cls(provider=seen, fields=fields, checking=checking, check=check)

    @property
    def is_typed(self) -> bool:
        """Say whether anything was typed over the entry at all."""
        return bool(self.fields) or any(self.check.values())

    @property
    def seen(self) -> Entry | None:
        """Give the entry as it was seen."""
        return self.contact or self.provider


class Edited(Noun, frozen=True):
    """What came of an edit: the entry now, the fields that changed, and what to know about it."""

    contact: Contact | None = None
    provider: Provider | None = None
    fields: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
