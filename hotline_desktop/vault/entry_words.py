"""By which words an entry is found, each with what it is of; never a hidden street or a note."""

import re
from collections.abc import Iterator

from hotline_desktop.models.contact import Contact, Phone
from hotline_desktop.models.provider import Provider

_LONGEST = 2000
_NATIONAL, _AREA = 10, 3
_EXTENSION = re.compile(r"(?<=\d)\s*(?:x|ext|#)", re.I)


NAMES = ("name", "desk", "person", "service")
"""What an entry is called by; who is called so comes before who is told so."""


def words_of(entry: Contact | Provider) -> tuple[str, str]:
    """Give two texts of an entry for the index: what it is called, and all else."""
    told = [*told_of(entry)]
    called = " ".join(text for of, text in told if of in NAMES)
    return called, " ".join(text for of, text in told if of not in NAMES)


def told_of(entry: Contact | Provider) -> Iterator[tuple[str, str]]:
    """Give what each text is ("name", "language") with the text, the most telling first."""
    parts = _contact(entry) if isinstance(entry, Contact) else _provider(entry)
    yield from ((of, text) for of, text in parts if text)
    yield "town", entry.city
    yield "county", entry.county
    yield "state", entry.state


def _contact(contact: Contact) -> Iterator[tuple[str, str]]:
    yield "name", contact.agency
    yield "desk", contact.desk
    yield "person", contact.person
    yield "role", contact.role
    yield from (("number", text) for text in _digits(contact.phones))
    yield "sort", contact.kind.replace("_", " ")
    yield from (("topic", topic.replace("_", " ")) for topic in contact.topics)
    yield from (("language", language) for language in contact.languages)
    yield "ORI", contact.ori
    yield "area", contact.jurisdiction_words[:_LONGEST]


def _provider(provider: Provider) -> Iterator[tuple[str, str]]:
    yield "name", provider.organisation
    yield "service", provider.service
    yield "other name", provider.alternate_name
    yield "place", "" if provider.confidential else provider.location
    yield from (("number", text) for text in _digits(provider.numbers()))
    yield from (("offers", kind.replace("_", " ")) for kind in provider.services)
    yield from (("offers", kind.replace("_", " ")) for kind in provider.finer)
    yield from (("language", language) for language in provider.languages)
    yield "area", provider.area
    yield "area", provider.serves_words[:_LONGEST]
    yield "description", provider.description[:_LONGEST]


def _digits(phones: tuple[Phone, ...]) -> Iterator[str]:
    """Give each number as it is written, and its digits in one and without the area code."""
    for phone in phones:
        yield phone.as_written
        number = phone.e164 or _EXTENSION.split(phone.as_written)[0]
        digits = re.sub(r"\D", "", number).removeprefix("1")
        if len(digits) == _NATIONAL:
            yield digits
            yield digits[_AREA:]
