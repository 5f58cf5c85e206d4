"""Writes a directory entry as the words of a form, so that reading them gives it back."""

from hotline_desktop.models import states
from hotline_desktop.models.contact import Channel, Contact, Phone
from hotline_desktop.models.entry_draft import Entry, Fields
from hotline_desktop.models.fit import Question
from hotline_desktop.models.hours import Hours
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.tri import Tri
from hotline_desktop.places import jurisdictions
from hotline_desktop.places.gazetteer import Gazetteer

YES = "yes"


def words_of(entry: Entry, gazetteer: Gazetteer) -> Fields:
    """Give every field that can be edited, as the form shows it."""
    if isinstance(entry, Contact):
        return _contact(entry, gazetteer)
    return _provider(entry, gazetteer)


def _contact(one: Contact, gazetteer: Gazetteer) -> Fields:
    held = areas_in_words(one.jurisdiction, one.state, gazetteer)
    tested = one.psap.tested_at if one.psap else None
    return {
        "agency": one.agency,
        "desk": one.desk,
        "person": one.person,
        "role": one.role,
        "kind": one.kind,
        "standing": one.standing,
        "phones": "\n".join(map(number, one.phones)),
        "channels": "\n".join(map(_channel, one.channels)),
        "hours": _hours(one.hours, one.hours_words),
        "jurisdiction": "; ".join(part for part in (held, one.jurisdiction_words) if part),
        "accepts": "\n".join(one.accepts),
        "topics": "\n".join(one.topics),
        "languages": ", ".join(one.languages),
        "enforces_immigration": one.enforces_immigration,
        "plain_clothes": one.plain_clothes,
        "victim_specialist": one.victim_specialist,
        "text_to_911": one.psap.text_to_911 if one.psap else Tri.NOT_ASKED,
        "tested_at": f"{tested:%Y-%m-%d}" if tested else "",
        "worked": one.worked.how_it_went if one.worked else "",
        "notes": one.notes,
    }


def _provider(one: Provider, gazetteer: Gazetteer) -> Fields:
    capacity, transfer = one.capacity, one.transfer
    return {
        "organisation": one.organisation,
        "service": one.service,
        "standing": one.standing,
        "services": "\n".join(one.services),
        "finer": "\n".join(one.finer),
        "phones": "\n".join(map(number, one.phones)),
        "confidential": YES if one.confidential else "",
        "gate_phone": one.gate_phone,
        "area": one.area,
        "hours": _hours(one.hours, one.hours_words),
        "languages": ", ".join(one.languages),
        "eligibility": one.eligibility,
        "min_age": "" if one.min_age is None else str(one.min_age),
        "max_age": "" if one.max_age is None else str(one.max_age),
        "free": str(capacity.free) if capacity else "",
        "of": str(capacity.of) if capacity and capacity.of is not None else "",
        "as_of_now": "",
        "fees": one.fees,
        "how_to_apply": one.how_to_apply,
        "transfer": transfer.takes if transfer else Tri.NOT_ASKED,
        "transfer_words": transfer.words if transfer else "",
        "questions": "\n".join(map(question, one.questions)),
        "not_near": areas_in_words(one.not_near, one.state, gazetteer),
        "do_not_refer": YES if one.do_not_refer else "",
        "notes": one.notes,
    }


def number(phone: Phone) -> str:
    """Write one number with its label and note: "330-555-0101; night desk"."""
    parts = (phone.as_written, phone.label, phone.note)
    return "; ".join(parts[: max(n for n, part in enumerate(parts, 1) if part or n == 1)])


def question(asked: Question) -> str:
    """Write one question, what it is about and the answer it turns away on."""
    refuses = "no" if asked.refuses_on is Tri.DENIED else YES
    return f"{asked.words}; {asked.about.replace('_', ' ')}; {refuses}"


def _channel(way: Channel) -> str:
    return f"{way.kind}: {way.value}" + (f"; {way.note}" if way.note else "")


def _hours(hours: Hours | None, words: str) -> str:
    return hours.in_words() if hours else words


def areas_in_words(areas: tuple[str, ...], state: str, gazetteer: Gazetteer) -> str:
    """Write counties and states so that they are read as the same ones; else as their codes."""
    counties = [area for area in areas if area.isdigit()]
    wide = [area for area in areas if not area.isdigit()]
    return ", ".join(_area(area, state, gazetteer) for area in (*counties, *wide))


def _area(code: str, state: str, gazetteer: Gazetteer) -> str:
    words = "United States" if code == "US" else f"State of {states.NAMES.get(code, code)}"
    if code.isdigit():
        county = gazetteer.county(code)
        words = county.name if county else code
        if county and county.state != state:
            words = f"{county.name}, {county.state}".replace(",", "")
    return words if jurisdictions.read(words, state).areas == (code,) else code
