"""What each word of the front end does: one call to a verb, told as JSON and in words."""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from hotline_desktop.actions import open_office
from hotline_desktop.actions.check_office import CheckOffice
from hotline_desktop.actions.choose_protocol import ChooseProtocol
from hotline_desktop.actions.fill_sample import fill_sample
from hotline_desktop.actions.make_packet import Gathered, MakePacket, Wish
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_situation import ReadSituation
from hotline_desktop.actions.set_up_office import Plan, SetUpOffice
from hotline_desktop.actions.take_signal import TakeSignal
from hotline_desktop.actions.verify_packet import verify_packet
from hotline_desktop.actions.world import World
from hotline_desktop.errors import BadInputError
from hotline_desktop.instance import Instance
from hotline_desktop.keys import recovery
from hotline_desktop.models.disclosure import Basis, BasisKind
from hotline_desktop.models.noun import Problem, Refusal, decode
from hotline_desktop.models.office import Policy
from hotline_desktop.models.situation import Draft, Situation
from hotline_desktop.models.topic import Topic
from hotline_desktop.places.gazetteer import Gazetteer

_LARGEST_RECORD = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """Exit code, the value for --json, and the words for a person."""

    code: int
    value: Any
    words: str


Verb = Callable[[argparse.Namespace, OpenOffice], Answer]


def inside(arguments: argparse.Namespace, passphrase: Callable[[], str], run: Verb) -> Answer:
    """Open the office, hold it alone, run one verb, close it."""
    folder: Path | None = getattr(arguments, "office", None)
    if folder is None:
        raise BadInputError("Say which office: --office DIR.")
    with _opened(folder, passphrase) as desk:
        for sentence in desk.noticed:
            print(sentence, file=sys.stderr)
        return run(arguments, desk)


@contextmanager
def _opened(folder: Path, passphrase: Callable[[], str]) -> Iterator[OpenOffice]:
    open_office.refuse_missing(folder)
    held = Instance.hold(folder)
    try:
        desk = open_office.enter(folder, open_office.derive(folder, passphrase()), World())
        try:
            yield desk
        finally:
            desk.close()
    finally:
        held.release()


def init(arguments: argparse.Namespace, passphrase: str) -> Answer:
    """Set an office up."""
    folder: Path = arguments.folder
    plan = Plan(
        name=arguments.name or folder.name,
        policy=Policy(arguments.policy),
        advocate=arguments.advocate or "Advocate",
        phone=arguments.phone,
        timezone=arguments.timezone,
        exercise=arguments.sample,
        half=arguments.half,
    )
    made = SetUpOffice(World())(folder, plan, passphrase)
    if arguments.sample:
        with _opened(folder, lambda: passphrase) as desk:
            fill_sample(desk, World().now())
    value = {
        "office": made.office.id,
        "name": made.office.name,
        "policy": made.office.policy,
        "root_sha256": made.root_sha256,
        "shares": list(made.shares),
    }
    words = (
        f"{recovery.in_words(made.shares)}\n\n"
        f"The office {made.office.name} is ready in {folder}.\n"
        f"Publish the fingerprint of its root, by which strangers verify: {made.root_sha256}"
    )
    return Answer(0, value, words)


def situations(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """List the situations."""
    lines = ReadSituation(desk).lines()
    value = [
        {"id": x.id, "number": x.number, "status": x.status, "taken_at": x.taken_at.isoformat(),
         "kind": x.kind, "urgency": x.urgency, "place": x.place}
        for x in lines
    ]  # fmt: skip
    words = "\n".join(
        f"{x.number}  {x.status:6}  {x.taken_at:%d %b %H:%M}  {x.place}" for x in lines
    )
    return Answer(0, value, words or "There are no situations yet.")


def add_situation(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Take a situation from a file."""
    kept = TakeSignal(desk)(decode(Draft, _read(arguments.file)))
    if not isinstance(kept, Situation):
        return _mend(kept)
    return Answer(0, {"id": kept.id, "number": kept.number}, f"{kept.number} is kept.")


def protocol(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Say which protocol holds, and why."""
    topics = frozenset(_topic(word) for word in arguments.topic)
    at = _moment(arguments.at) if arguments.at else World().now()
    matched = ChooseProtocol(desk.vault, Gazetteer.load())(
        arguments.place, topics, arguments.minor, at
    )
    return Answer(0, matched.as_json(), matched.in_words())


def packet(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Make a signed packet."""
    if not arguments.plain or not arguments.reason.strip():
        raise BadInputError(
            "Sealed copies come later: say --plain, and --reason TEXT why it leaves unsealed."
        )
    basis = Basis(BasisKind(arguments.basis), arguments.reason)
    verb = MakePacket(desk)
    gathered = verb.gather(
        Wish(arguments.situation, arguments.to, basis, arguments.reason, tuple(arguments.provider))
    )
    if isinstance(gathered, Refusal):
        return Answer(1, {"refused": gathered.sentence}, gathered.sentence)
    if not isinstance(gathered, Gathered):
        return _mend(gathered)
    line = verb.record(gathered, verb.press(verb.job(gathered)), arguments.output)
    number = gathered.referral.packet
    value = {"packet": number, "file": str(arguments.output), "digest": line.digest,
             "items": list(line.items), "basis": line.basis}  # fmt: skip
    return Answer(0, value, f"{number} for {line.recipient_name} is in {arguments.output}.")


def check(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """See whether the office is whole."""
    found = CheckOffice(desk)()
    root = CheckOffice(desk).root_sha256()
    sentences = [finding.sentence for finding in found]
    value = {"whole": not found, "findings": sentences, "root_sha256": root}
    words = "\n".join(sentences) or "Vault and trail are whole."
    return Answer(1 if found else 0, value, f"{words}\nFingerprint of the root: {root}")


def verify(arguments: argparse.Namespace) -> Answer:
    """Check a packet without an office."""
    verdict = verify_packet(arguments.file, arguments.root, arguments.exercise)
    return Answer(0 if verdict.ok else 1, verdict.as_json(), verdict.sentence)


def _mend(problems: tuple[Problem, ...]) -> Answer:
    value = {"problems": [{"field": p.field, "sentence": p.sentence} for p in problems]}
    return Answer(2, value, "\n".join(f"{p.field}: {p.sentence}" for p in problems))


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            text = source.read(_LARGEST_RECORD + 1)
    except OSError:
        raise BadInputError("The file cannot be read: check its name.") from None
    if len(text) > _LARGEST_RECORD:
        raise BadInputError("This file is too large to be one situation.")
    return text


def _topic(word: str) -> Topic:
    try:
        return Topic(word.strip().casefold().replace(" ", "_").replace("-", "_"))
    except ValueError:
        known = ", ".join(topic.value for topic in Topic)
        raise BadInputError(f"This topic is not known; the topics are {known}.") from None


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise BadInputError("Write the time like 2026-11-20T23:18-05:00.") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
