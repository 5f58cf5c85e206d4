"""The words of the front end: which verbs there are and what each takes; does nothing itself."""

import argparse
from collections.abc import Callable
from pathlib import Path

from hotline_desktop import (
    cli_directory,
    cli_generate,
    cli_places,
    cli_rescue,
    cli_trail,
    cli_upkeep,
)
from hotline_desktop import cli_keys as keys
from hotline_desktop import cli_verbs as verbs
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.cli_keys import Ask
from hotline_desktop.cli_verbs import Answer
from hotline_desktop.models.disclosure import BasisKind
from hotline_desktop.models.office import Policy

_New = Callable[[str, str], argparse.ArgumentParser]
_Inside = Callable[[str, str, verbs.Verb], argparse.ArgumentParser]


def parser(ask: Ask) -> argparse.ArgumentParser:
    """Give the whole grammar; each verb's ``verb`` takes the arguments and gives an Answer."""
    everywhere = _everywhere()
    top = argparse.ArgumentParser(
        prog="hotline",
        parents=[everywhere],
        description="The hotline desk without a window. Exit codes: 0 done, 1 the answer is no, "
        "2 bad input, 3 the world said no, 70 a bug.",
    )
    group = top.add_subparsers(required=True, metavar="VERB")

    def new(name: str, told: str) -> argparse.ArgumentParser:
        return group.add_parser(name, parents=[everywhere], help=told, description=told)

    def inside(name: str, told: str, run: verbs.Verb) -> argparse.ArgumentParser:
        made = new(name, told)
        made.set_defaults(verb=lambda a: verbs.inside(a, lambda: ask(a), run))
        return made

    _add_init(new, ask)
    cli_directory.add(inside)
    cli_upkeep.add(inside)
    cli_places.add(new)
    inside("situations", "list the situations", verbs.situations)
    below = new("situation", "work on one situation").add_subparsers(required=True, metavar="WHAT")
    add = below.add_parser("add", parents=[everywhere], help="take one in (docs/situation-file.md)")
    add.add_argument("file", type=Path, metavar="FILE.json")
    add.set_defaults(verb=lambda a: verbs.inside(a, lambda: ask(a), verbs.add_situation))
    _add_protocol(inside)
    _add_packet(inside)
    _add_keys(new, inside, ask)
    cli_trail.add(inside)
    cli_rescue.add(new, ask)
    cli_generate.add(new, ask)
    inside("check", "see whether vault and trail are whole", verbs.check)
    _add_verify(new)
    return top


def _everywhere() -> argparse.ArgumentParser:
    """What stands before or after any verb; left out, it leaves no trace (SUPPRESS)."""
    made = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    made.add_argument("--office", type=Path, metavar="DIR", help="the office's folder")
    made.add_argument("--json", action="store_true", help="print one JSON value")
    told = "read the passphrase from this descriptor"
    made.add_argument("--passphrase-fd", type=int, metavar="N", help=told)
    return made


def _add_init(new: _New, ask: Ask) -> None:
    init = new("init", "set an office up in a new folder")
    init.add_argument("folder", type=Path, metavar="DIR")
    init.add_argument("--policy", choices=[p.value for p in Policy], required=True)
    init.add_argument("--name", default="", help="stands on the unlock page")
    init.add_argument("--advocate", default="", help="who sits at the desk")
    init.add_argument("--phone", default="", help="where detectives reach the desk")
    init.add_argument("--timezone", default="America/New_York")
    told = "a second half of the key lies in this machine's keyring"
    init.add_argument("--half", action="store_true", help=told)
    told = "a sample office: everything says EXERCISE"
    init.add_argument("--sample", action="store_true", help=told)
    init.set_defaults(verb=lambda a: verbs.init(a, ask(a, twice=True)))


def _add_protocol(inside: _Inside) -> None:
    protocol = inside("protocol", "which protocol holds at a place, and why", verbs.protocol)
    protocol.add_argument("--place", required=True, metavar="P")
    protocol.add_argument("--topic", action="append", required=True, metavar="T")
    protocol.add_argument("--minor", action="store_true")
    protocol.add_argument("--at", default="", metavar="ISO-TIME")


def _add_packet(inside: _Inside) -> None:
    packet = inside("packet", "make a signed packet for a contact", verbs.packet)
    packet.add_argument("situation", metavar="SITUATION")
    packet.add_argument("--to", required=True, metavar="CONTACT")
    packet.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    packet.add_argument("--plain", action="store_true", help="leave the file unsealed")
    packet.add_argument("--reason", default="", metavar="TEXT", help="why it leaves unsealed")
    kinds = [basis.value for basis in BasisKind]
    packet.add_argument("--basis", choices=kinds, default=BasisKind.RELEASE.value)
    told = "a service to name"
    packet.add_argument("--provider", action="append", default=[], metavar="ID", help=told)


def _add_keys(new: _New, inside: _Inside, ask: Ask) -> None:
    change = inside("passwd", "change your passphrase", _asking(keys.change_passphrase, ask))
    change.add_argument("--keep", action="store_true", help="keep it; only --half changes")
    told = "a second half of your key in this machine's keyring"
    change.add_argument("--half", choices=["on", "off"], help=told)
    inside("people", "list who has access", keys.people)
    add = inside("add-person", "give somebody access", _asking(keys.add_person, ask))
    add.add_argument("name", metavar="NAME")
    add.add_argument("--administrator", action="store_true")
    end = inside("revoke", "end somebody's access: the office gets a new key", keys.revoke)
    end.add_argument("name", metavar="NAME")
    inside("renew-key", "give the office a new data key", keys.renew_key)
    inside("new-shares", "make new recovery shares; the old ones end", keys.new_shares)
    inside("rehearse", "try two recovery shares", _asking(keys.rehearse, ask))
    again = new("recover", "open by two recovery shares, with a new passphrase")
    again.add_argument("--for", dest="name", default="", metavar="NAME", help="whose passphrase")
    again.set_defaults(verb=lambda a: keys.recover(a, ask))


def _asking(run: Callable[[argparse.Namespace, OpenOffice, Ask], Answer], ask: Ask) -> verbs.Verb:
    return lambda arguments, desk: run(arguments, desk, ask)


def _add_verify(new: _New) -> None:
    verify = new("verify", "check a packet; needs no office")
    verify.add_argument("file", type=Path, metavar="FILE")
    verify.add_argument("--root", default="", metavar="SHA256", help="the office root you trust")
    told = "accept a sample office's packet"
    verify.add_argument("--exercise", action="store_true", help=told)
    verify.set_defaults(verb=verbs.verify)
