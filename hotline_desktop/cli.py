"""The windowless front end: arguments in, exit codes out; never takes a passphrase from argv."""

import argparse
import getpass
import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from hotline_desktop import cli_verbs as verbs
from hotline_desktop.cli_verbs import Answer
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.models.disclosure import BasisKind
from hotline_desktop.models.office import Policy

DONE, NO, BAD_INPUT, WORLD, BUG = 0, 1, 2, 3, 70
"""Done; the answer is no; bad input; the world said no; a bug."""

_LONGEST_PASSPHRASE = 64 * 1024


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; give its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    told_as_json = "--json" in words
    try:
        arguments = _parser().parse_args(words)
        answer: Answer = arguments.verb(arguments)
    except SystemExit as stop:  # argparse: --help (0) or wrong words (2)
        return int(stop.code or 0)
    except BadInputError as reason:
        answer = Answer(BAD_INPUT, {"error": str(reason)}, str(reason))
    except HotlineError as reason:
        answer = Answer(WORLD, {"error": str(reason)}, str(reason))
    except KeyboardInterrupt:
        answer = Answer(WORLD, {"error": "Stopped."}, "Stopped. Nothing was half-written.")
    except Exception as bug:  # noqa: BLE001 - the last door: a bug is told without its values
        answer = Answer(BUG, {"error": "This is a bug."}, _without_values(bug))
    _tell(answer, told_as_json)
    return answer.code


def _tell(answer: Answer, as_json: bool) -> None:
    if as_json:
        print(json.dumps(answer.value, ensure_ascii=False, default=str))  # noqa: T201
    if answer.code in (DONE, NO) and not as_json:
        print(answer.words)  # noqa: T201
    elif answer.code not in (DONE, NO):
        print(answer.words, file=sys.stderr)  # noqa: T201


def _without_values(bug: Exception) -> str:
    places = ", ".join(
        f"{Path(frame.filename).name}:{frame.lineno}"
        for frame in traceback.extract_tb(bug.__traceback__)
    )
    return f"This is a bug: {type(bug).__name__} at {places}. Nothing was half-written."


def passphrase(arguments: argparse.Namespace, twice: bool = False) -> str:
    """Ask for the passphrase, or read one line from the given descriptor.

    Raises:
        BadInputError: no terminal and no descriptor, or two different answers.
    """
    number = getattr(arguments, "passphrase_fd", None)
    if number is not None:
        return _from_descriptor(number)
    if not sys.stdin.isatty():
        raise BadInputError("Give the passphrase at a terminal, or through --passphrase-fd N.")
    first = getpass.getpass("Passphrase: ")
    if twice and getpass.getpass("Once more: ") != first:
        raise BadInputError("The two passphrases differ: start again.")
    return first


def _from_descriptor(number: int) -> str:
    try:
        data = b""
        while b"\n" not in data and len(data) < _LONGEST_PASSPHRASE:
            more = os.read(number, 4096)
            if not more:
                break
            data += more
        return data.split(b"\n", 1)[0].removesuffix(b"\r").decode()
    except (OSError, UnicodeDecodeError):
        raise BadInputError("The passphrase cannot be read from that descriptor.") from None


def _parser() -> argparse.ArgumentParser:
    everywhere = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    everywhere.add_argument("--office", type=Path, metavar="DIR", help="the office's folder")
    everywhere.add_argument("--json", action="store_true", help="print one JSON value")
    everywhere.add_argument(
        "--passphrase-fd", type=int, metavar="N", help="read the passphrase from this descriptor"
    )
    parser = argparse.ArgumentParser(
        prog="hotline",
        parents=[everywhere],
        description="The hotline desk without a window. Exit codes: 0 done, 1 the answer is no, "
        "2 bad input, 3 the world said no, 70 a bug.",
    )
    group = parser.add_subparsers(required=True, metavar="VERB")

    def verb(name: str, help_text: str) -> argparse.ArgumentParser:
        return group.add_parser(name, parents=[everywhere], help=help_text, description=help_text)

    init = verb("init", "set an office up in a new folder")
    init.add_argument("folder", type=Path, metavar="DIR")
    init.add_argument("--policy", choices=[p.value for p in Policy], required=True)
    init.add_argument("--name", default="", help="stands on the unlock page")
    init.add_argument("--advocate", default="", help="who sits at the desk")
    init.add_argument("--phone", default="", help="where detectives reach the desk")
    init.add_argument("--timezone", default="America/New_York")
    init.add_argument(
        "--sample", action="store_true", help="a sample office: everything says EXERCISE"
    )
    init.set_defaults(verb=lambda a: verbs.init(a, passphrase(a, twice=True)))

    def inside(name: str, help_text: str, run: verbs.Verb) -> argparse.ArgumentParser:
        made = verb(name, help_text)
        made.set_defaults(verb=lambda a: verbs.inside(a, lambda: passphrase(a), run))
        return made

    take = inside("import", "preview a directory file, or take it in", verbs.take_in)
    take.add_argument("file", type=Path, metavar="FILE")
    take.add_argument("--yes", action="store_true", help="write what the preview shows")

    verify = inside("verify-contact", "record that a contact was called back", verbs.verify_contact)
    verify.add_argument("contact", metavar="ID")
    verify.add_argument("--how", default="called back on its public number")
    verify.add_argument(
        "--immigration", choices=["yes", "no"], help="does it enforce immigration law?"
    )

    search = inside("search", "find contacts, providers, protocols, situations", verbs.search)
    search.add_argument("text", metavar="TEXT")
    search.add_argument("--kind", choices=["contact", "provider", "protocol", "situation"])
    search.add_argument("--near", default="", metavar="PLACE")
    search.add_argument("--limit", type=int, default=20, metavar="N")

    inside("situations", "list the situations", verbs.situations)

    situation = verb("situation", "work on one situation")
    below = situation.add_subparsers(required=True, metavar="WHAT")
    add = below.add_parser("add", parents=[everywhere], help="take one in (docs/situation-file.md)")
    add.add_argument("file", type=Path, metavar="FILE.json")
    add.set_defaults(verb=lambda a: verbs.inside(a, lambda: passphrase(a), verbs.add_situation))

    protocol = inside("protocol", "which protocol holds at a place, and why", verbs.protocol)
    protocol.add_argument("--place", required=True, metavar="P")
    protocol.add_argument("--topic", action="append", required=True, metavar="T")
    protocol.add_argument("--minor", action="store_true")
    protocol.add_argument("--at", default="", metavar="ISO-TIME")

    packet = inside("packet", "make a signed packet for a contact", verbs.packet)
    packet.add_argument("situation", metavar="SITUATION")
    packet.add_argument("--to", required=True, metavar="CONTACT")
    packet.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    packet.add_argument("--plain", action="store_true", help="leave the file unsealed")
    packet.add_argument("--reason", default="", metavar="TEXT", help="why it leaves unsealed")
    packet.add_argument(
        "--basis", choices=[b.value for b in BasisKind], default=BasisKind.RELEASE.value
    )
    packet.add_argument(
        "--provider", action="append", default=[], metavar="ID", help="a service to name"
    )

    inside("check", "see whether vault and trail are whole", verbs.check)

    verify_file = verb("verify", "check a packet; needs no office")
    verify_file.add_argument("file", type=Path, metavar="FILE")
    verify_file.add_argument(
        "--root", default="", metavar="SHA256", help="the office root you trust"
    )
    verify_file.add_argument(
        "--exercise", action="store_true", help="accept a sample office's packet"
    )
    verify_file.set_defaults(verb=verbs.verify)
    return parser


if __name__ == "__main__":
    sys.exit(main())
