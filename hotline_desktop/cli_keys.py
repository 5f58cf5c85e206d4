"""The front end's words about keys: passphrase, people, shares, recovery; prints no passphrase."""

import argparse
from pathlib import Path
from typing import Protocol

from hotline_desktop.actions.change_keys import ChangeKeys
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.actions.read_keys import ReadKeys
from hotline_desktop.actions.recover_office import RecoverOffice
from hotline_desktop.actions.renew_key import STILL_HELD, RenewKey
from hotline_desktop.actions.world import World
from hotline_desktop.cli_verbs import Answer
from hotline_desktop.errors import BadInputError
from hotline_desktop.instance import Instance
from hotline_desktop.keys import recovery
from hotline_desktop.models.office import Advocate, Role


class Ask(Protocol):
    """Gets a secret line: by prompt, or the next one from a descriptor."""

    def __call__(
        self, arguments: argparse.Namespace, twice: bool = False, what: str = "Passphrase"
    ) -> str:
        """Give it."""


def change_passphrase(arguments: argparse.Namespace, desk: OpenOffice, ask: Ask) -> Answer:
    """Put one's own key under another passphrase; the old one is asked again."""
    old = ask(arguments, what="Passphrase, once more")
    new = old if arguments.keep else ask(arguments, twice=True, what="New passphrase")
    half = {"on": True, "off": False}.get(arguments.half)
    ChangeKeys(desk).change_passphrase(old, new, half)
    value = {"changed": True, "half": ReadKeys(desk).has_half()}
    return Answer(0, value, "Your passphrase is changed. Copies of the office still take the old.")


def people(_arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """List who has access, and who had."""
    found = ReadKeys(desk).people()
    value = [{"id": p.id, "name": p.name, "role": p.role, "left": p.left} for p in found]
    words = (f"{p.name}  {p.role}{'  (has left)' if p.left else ''}  {p.id}" for p in found)
    return Answer(0, value, "\n".join(words))


def add_person(arguments: argparse.Namespace, desk: OpenOffice, ask: Ask) -> Answer:
    """Give somebody a slot; they type their own passphrase."""
    role = Role.ADMINISTRATOR if arguments.administrator else Role.ADVOCATE
    words = ask(arguments, twice=True, what=f"Passphrase of {arguments.name}")
    added = ChangeKeys(desk).add_advocate(arguments.name, words, role)
    return Answer(0, {"id": added.id, "name": added.name}, f"{added.name} may open the office.")


def revoke(arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """End somebody's access: a new data key for everybody else."""
    person = _named(ReadKeys(desk).people(), arguments.name)
    RenewKey(desk)(without=person.id)
    words = f"{person.name} opens this office no more; it has a new key. {STILL_HELD}"
    return Answer(0, {"revoked": person.id, "still_held": STILL_HELD}, words)


def renew_key(_arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Give the office a new data key."""
    RenewKey(desk)()
    return Answer(0, {"renewed": True}, "The office has a new key; every passphrase stays.")


def new_shares(_arguments: argparse.Namespace, desk: OpenOffice) -> Answer:
    """Make new recovery shares and show them, this once."""
    shares = ChangeKeys(desk).make_shares()
    return Answer(0, {"shares": list(shares)}, recovery.in_words(shares))


def rehearse(arguments: argparse.Namespace, desk: OpenOffice, ask: Ask) -> Answer:
    """Try two shares."""
    ChangeKeys(desk).rehearse(_two(arguments, ask))
    return Answer(0, {"rehearsed": True}, "These two shares open the office. Nothing was changed.")


def recover(arguments: argparse.Namespace, ask: Ask) -> Answer:
    """Open by two shares and give somebody a new passphrase."""
    folder: Path | None = getattr(arguments, "office", None)
    if folder is None:
        raise BadInputError("Say which office: --office DIR.")
    held = Instance.hold(folder)
    try:
        verb = RecoverOffice(folder, World())
        found = verb.open(_two(arguments, ask))
        if not arguments.name and len(found.people) > 1:
            names = ", ".join(person.name for person in found.people)
            raise BadInputError(f"Say for whom, --for NAME: {names}.")
        person = _named(found.people, arguments.name) if arguments.name else found.people[0]
        words = ask(arguments, twice=True, what=f"New passphrase of {person.name}")
        verb.give(found, person.id, words)
    finally:
        held.release()
    words = f"{person.name} opens the office with the new passphrase."
    return Answer(0, {"recovered": person.id, "name": person.name}, words)


def _two(arguments: argparse.Namespace, ask: Ask) -> tuple[str, str]:
    first = ask(arguments, what="One share, all twenty words")
    return first, ask(arguments, what="Another share")


def _named(people: tuple[Advocate, ...], name: str) -> Advocate:
    found = [p for p in people if name in (p.name, p.id) and not p.left]
    if len(found) != 1:
        names = ", ".join(person.name for person in people if not person.left)
        raise BadInputError(f"Nobody here has that name. These have access: {names}.")
    return found[0]
