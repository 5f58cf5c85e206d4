"""The words on the page, in their order, before any drawing; never adds a fact to the referral."""

from collections.abc import Iterator
from enum import StrEnum

from hotline_desktop.models.hazard import Hazard
from hotline_desktop.models.noun import Noun
from hotline_desktop.models.person import Person, Role
from hotline_desktop.models.referral import Referral, Service
from hotline_desktop.models.signal import SafeContact, Signaler
from hotline_desktop.models.statement import Statement, StatementKind
from hotline_desktop.models.tri import Tri
from hotline_desktop.packet.plain_words import HAZARDS, ROLES, SIGNALERS, VOICEMAIL, WAYS
from hotline_desktop.packet.wall_clock import age, day_and_time, time_near

EXERCISE = "EXERCISE. This is a sample: nobody in it is real."


class Face(StrEnum):
    """How a run of words looks."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"


class Kind(StrEnum):
    """What a block is, for the eye and for a screen reader."""

    TITLE = "title"
    FIRST = "first"
    HEADING = "heading"
    LEAD = "lead"
    BODY = "body"
    SMALL = "small"
    SOURCE = "source"


class Run(Noun, frozen=True):
    """Words of one face, as they were typed."""

    text: str
    face: Face = Face.PLAIN


class Text(Noun, frozen=True):
    """One paragraph or heading."""

    kind: Kind
    runs: tuple[Run, ...]


class Rows(Noun, frozen=True):
    """A small table: what, what is known of it, who says so."""

    rows: tuple[tuple[Text, Text, Text], ...]


Block = Text | Rows


def blocks(referral: Referral) -> tuple[Block, ...]:
    """Give the page as blocks, in reading order; the first section's heading stands out."""
    made = day_and_time(referral.made_at, referral.timezone)
    opening = f"Referral packet {referral.packet}, for {referral.recipient.name()}. {made}"
    found: list[Block] = [_text(Kind.TITLE, opening)]
    if referral.exercise:
        found.append(Text(Kind.SMALL, (_bold(EXERCISE),)))
    first = True
    for heading, body in _sections(referral):
        told = tuple(body)
        if told:
            kind = Kind.FIRST if first else Kind.HEADING
            found.append(Text(kind, (_bold(heading),)))
            found.extend(told)
            first = False
    return tuple(found)


def running_line(referral: Referral) -> str:
    """Give the words at the left foot of every page."""
    return f"{referral.packet} for {referral.recipient.name()}"


def page_line(referral: Referral, page: int, pages: int) -> str:
    """Give the words at the right foot of a page (1 to ``pages``): a lone sheet finds its desk."""
    call = f"Questions: {referral.office_phone}   " if referral.office_phone.strip() else ""
    return f"{call}Page {page} of {pages}"


def _sections(referral: Referral) -> Iterator[tuple[str, Iterator[Block]]]:
    yield "What to do now, and how to approach", _approach(referral)
    yield "Hazards", _hazards(referral)
    yield "Where", _where(referral)
    yield "Who is there", _people(referral.persons)
    if referral.safe_contact:
        yield "How to call back safely", _safe_contact(referral.safe_contact)
    if referral.signaler:
        yield "Who called", _signaler(referral.signaler)
    yield "What was said", (_statement(said, referral) for said in referral.statements)
    yield "The advocate's account", _lines(Kind.BODY, referral.narrative)
    yield "Help nearby, if help is wanted", (_service(each) for each in referral.services)
    yield "How to reach the advocate", _reach(referral)
    yield "Why you are told this, and how to handle it", _handling(referral)


def _approach(referral: Referral) -> Iterator[Block]:
    paragraphs = list(_lines(Kind.LEAD, referral.approach))
    if paragraphs:
        # The first sentence is what is read in the first seconds.
        words = paragraphs[0].runs[0].text
        end = words.find(". ") + 1
        if 0 < end <= 120:
            paragraphs[0] = Text(Kind.LEAD, (_bold(words[:end]), Run(words[end:])))
    yield from paragraphs


def _hazards(referral: Referral) -> Iterator[Block]:
    if referral.hazards:
        yield Rows(tuple(_hazard(each) for each in referral.hazards))
    if referral.hazards_not_asked:
        names = ", ".join(HAZARDS[kind].lower() for kind in referral.hazards_not_asked)
        yield _text(Kind.SMALL, f"Not asked: {names}.")


def _hazard(hazard: Hazard) -> tuple[Text, Text, Text]:
    said = "Said to be there" if hazard.state is Tri.SAID else "Said not to be there"
    note = f": {hazard.note}" if hazard.note.strip() else ""
    state = Run(said, Face.BOLD if hazard.state is Tri.SAID else Face.PLAIN)
    return (
        Text(Kind.BODY, (_bold(HAZARDS[hazard.kind]),)),
        Text(Kind.BODY, (state, Run(note))),
        _text(Kind.SOURCE, hazard.source.strip() or "source not recorded"),
    )


def _where(referral: Referral) -> Iterator[Block]:
    place = referral.place
    if place is None:
        return
    yield from _lines(Kind.LEAD, place.words)
    yield from _lines(Kind.BODY, place.detail)
    county = ", ".join(part for part in (place.county, place.state) if part)
    if county:
        yield _text(Kind.BODY, f"County: {county}.")
    by = f"Said by {place.said_by}" if place.said_by.strip() else "Who said so is not recorded"
    if place.at is None:
        yield _text(Kind.SMALL, f"{by}; when is not recorded.")
        return
    ago = age(place.at, referral.made_at)
    when = time_near(place.at, referral.made_at, referral.timezone)
    seen = f"{by}, {when}" + (f", {ago} before this page was made." if ago else ".")
    if place.is_stale(referral.made_at):
        stale = _bold(" This is more than an hour old: people may have been moved since.")
        yield Text(Kind.BODY, (Run(seen), stale))
    else:
        yield _text(Kind.SMALL, seen)


def _people(persons: tuple[Person, ...]) -> Iterator[Block]:
    if persons:
        yield Rows(tuple(_person(each) for each in persons))


def _person(person: Person) -> tuple[Text, Text, Text]:
    roles = ", ".join(ROLES[claim.role] for claim in person.roles) or ROLES[Role.UNKNOWN]
    minor = {Tri.SAID: "said to be under 18", Tri.DENIED: "said to be 18 or older"}
    facts = (roles, minor.get(person.minor, ""), person.age, person.description)
    name = (Run(f" ({person.name})"),) if person.name.strip() else ()
    return (
        Text(Kind.BODY, (_bold(person.label), *name)),
        _text(Kind.BODY, "; ".join(fact for fact in facts if fact.strip())),
        _text(Kind.SOURCE, _sources(person)),
    )


def _sources(person: Person) -> str:
    sources = {claim.source.strip() or "source not recorded" for claim in person.roles}
    if len(sources) <= 1:
        return "".join(sources)
    return "; ".join(
        f"{ROLES[claim.role]}: {claim.source.strip() or 'source not recorded'}"
        for claim in person.roles
    )


def _safe_contact(safe: SafeContact) -> Iterator[Block]:
    way = WAYS[safe.way] + (f": {safe.number}" if safe.number.strip() else "") + "."
    yield Text(Kind.BODY, (_bold(way),))
    window = (("not before", safe.not_before), ("until", safe.until))
    hours = ", ".join(f"{word} {said}" for word, said in window if said.strip())
    code = f"Code word: {safe.code_word}." if safe.code_word.strip() else ""
    rules = (f"Caller's time: {hours}." if hours else "", VOICEMAIL[safe.voicemail], code)
    said = " ".join(rule for rule in rules if rule)
    if said:
        yield _text(Kind.BODY, said)


def _signaler(who: Signaler) -> Iterator[Block]:
    facts = ", ".join(part for part in (who.name, who.phone) if part.strip())
    words = " ".join(part for part in (SIGNALERS[who.role], facts) if part)
    yield _text(Kind.BODY, words)


def _statement(said: Statement, referral: Referral) -> Block:
    who, words = said.who.strip(), said.words
    form = {
        StatementKind.VERBATIM: f"{who}, own words" if who else "Own words",
        StatementKind.PARAPHRASE: f"{who}, in short" if who else "In short",
        StatementKind.INFERENCE: f"Advocate's inference, from {who}"
        if who
        else "Advocate's inference",
    }[said.kind]
    heard = ""
    if said.heard_at:
        heard = f", {time_near(said.heard_at, referral.made_at, referral.timezone)}"
    happened = f" (happened: {said.happened})" if said.happened.strip() else ""
    if said.kind is StatementKind.VERBATIM:
        words = f"\u201c{words}\u201d"
    face = Face.ITALIC if said.kind is StatementKind.INFERENCE else Face.PLAIN
    return Text(Kind.BODY, (_bold(f"{form}{heard}. "), Run(words, face), Run(happened)))


def _service(service: Service) -> Block:
    facts = (
        service.service,
        service.whereabouts,
        ", ".join(service.phones),
        ", ".join(service.languages),
        service.open,
    )
    line = ". ".join(fact for fact in facts if fact.strip())
    runs = [_bold(f"{service.organisation}. "), Run(f"{line}." if line else "")]
    if service.state:
        runs.append(Run(f" Named although {service.state}: {service.reason}", Face.ITALIC))
    return Text(Kind.BODY, tuple(runs))


def _reach(referral: Referral) -> Iterator[Block]:
    desk = ", ".join(part for part in (referral.office, referral.office_phone) if part.strip())
    yield Text(
        Kind.BODY,
        (
            Run(f"{desk}. Call when you have this, and read us the receipt code "),
            _bold(referral.receipt_code),
            Run("."),
        ),
    )


def _handling(referral: Referral) -> Iterator[Block]:
    yield from _lines(Kind.BODY, referral.basis)
    yield _text(Kind.BODY, f"For {referral.recipient.name()} only.")
    for rule in referral.handling:
        yield _text(Kind.SMALL, rule)
    yield _text(Kind.SMALL, f"Prepared by {referral.prepared_by}, {referral.office}.")


def _lines(kind: Kind, words: str) -> Iterator[Text]:
    """Make a paragraph of every line that says something."""
    for line in words.splitlines():
        if line.strip():
            yield _text(kind, line.strip())


def _text(kind: Kind, words: str) -> Text:
    return Text(kind, (Run(words),))


def _bold(words: str) -> Run:
    return Run(words, Face.BOLD)
