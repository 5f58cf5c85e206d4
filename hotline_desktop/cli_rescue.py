"""The front end's word for saving what a damaged office still holds; opens no office by itself."""

import argparse
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hotline_desktop.actions.rescue_office import Rescued, RescueOffice
from hotline_desktop.actions.world import World
from hotline_desktop.cli_verbs import Answer
from hotline_desktop.errors import HotlineError
from hotline_desktop.instance import Instance, OpenElsewhereError
from hotline_desktop.models.loss import How
from hotline_desktop.models.office import Policy

_SAID = {
    How.LOST: "Lost",
    How.OLDER: "There as it was earlier",
    How.DOUBTFUL: "Something speaks against it, so look at it",
}
_MOST = 40
"""Names of one kind in words; --json gives all."""

Ask = Callable[[argparse.Namespace], str]


def add(new: Callable[[str, str], argparse.ArgumentParser], ask: Ask) -> None:
    """Add the word and what it takes to the grammar."""
    made = new("rescue", "save what a damaged office still holds into a new folder")
    made.add_argument("old", type=Path, metavar="OFFICE", help="the damaged one; it stays as it is")
    made.add_argument("new", type=Path, metavar="NEW_OFFICE", help="a folder that does not exist")
    told = "a copy of office.json, where the office's own is damaged"
    made.add_argument("--key-file", type=Path, metavar="FILE", help=told)
    told = "only if the rescue asks for it"
    made.add_argument("--policy", choices=[one.value for one in Policy], help=told)
    made.set_defaults(verb=lambda arguments: rescue(arguments, ask))


def rescue(arguments: argparse.Namespace, ask: Ask) -> Answer:
    """Rescue; 0 when all of it was saved, 1 when something is lost or has to be looked at."""
    old, new = arguments.old, arguments.new
    policy = Policy(arguments.policy) if arguments.policy else None
    verb = RescueOffice(World(), arguments.key_file, policy)
    verb.refuse(old, new)  # before a passphrase is asked for
    with ExitStack() as held:
        _hold(old, held)
        rescued = verb(old, new, ask(arguments))
    return Answer(0 if rescued.is_whole() else 1, _value(rescued), _words(rescued, new))


def _hold(old: Path, held: ExitStack) -> None:
    """Keep the office to this rescue; on a disk that cannot be written nobody else can open it."""
    try:
        held.callback(Instance.hold(old).release)
    except OpenElsewhereError:
        raise
    except HotlineError:
        return


def _value(rescued: Rescued) -> dict[str, Any]:
    return {
        "whole": rescued.is_whole(),
        "kept": rescued.kept,
        "losses": [{"kind": x.kind, "name": x.name, "how": x.how} for x in rescued.losses],
        "more": list(rescued.more),
        "damaged_pages": rescued.damaged,
        "pages": rescued.pages,
        "log_entries_not_read": rescued.log,
    }


def _words(rescued: Rescued, new: Path) -> str:
    kept = ", ".join(f"{count} {kind}" for kind, count in rescued.kept.items())
    lines = [
        f"{rescued.damaged} of {rescued.pages} pages could not be read. Saved in {new}: {kept}.",
    ]
    for how, said in _SAID.items():
        kinds = dict.fromkeys(loss.kind for loss in rescued.losses if loss.how is how)
        for kind in kinds:
            names = [x.name for x in rescued.losses if (x.how, x.kind) == (how, kind)]
            more = f" and {len(names) - _MOST} more" if len(names) > _MOST else ""
            lines.append(f"{said}: {kind} {', '.join(names[:_MOST])}{more}.")
    if rescued.more:
        lines.append(f"More may be lost than is named of: {', '.join(rescued.more)}.")
    if rescued.is_whole():
        lines.append("Nothing is lost.")
    lines.append("The damaged folder was not changed: keep it until you have compared.")
    return "\n".join(lines)
