"""The windowless front end: arguments in, exit codes out; never takes a passphrase from argv."""

import argparse
import getpass
import json
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from hotline_desktop.cli_verbs import Answer
from hotline_desktop.cli_words import parser
from hotline_desktop.errors import BadInputError, HotlineError

DONE, NO, BAD_INPUT, WORLD, BUG = 0, 1, 2, 3, 70
"""Done; the answer is no; bad input; the world said no; a bug."""

_LONGEST_PASSPHRASE = 64 * 1024


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; give its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    told_as_json = "--json" in words
    try:
        arguments = parser(passphrase).parse_args(words)
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
    try:
        _tell(answer, told_as_json)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read it has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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


def passphrase(arguments: argparse.Namespace, twice: bool = False, what: str = "Passphrase") -> str:
    """Ask for a passphrase or share, or read the next line from the given descriptor.

    Raises:
        BadInputError: no terminal and no descriptor, or two different answers.
    """
    number = getattr(arguments, "passphrase_fd", None)
    if number is not None:
        return _from_descriptor(number)
    if not sys.stdin.isatty():
        raise BadInputError("Give the passphrase at a terminal, or through --passphrase-fd N.")
    first = getpass.getpass(f"{what}: ")
    if twice and getpass.getpass("Once more: ") != first:
        raise BadInputError("The two passphrases differ: start again.")
    return first


def _from_descriptor(number: int) -> str:
    try:
        data = b""
        # Byte by byte: what follows the line is the answer to the next question.
        while len(data) < _LONGEST_PASSPHRASE and (more := os.read(number, 1)) not in (b"", b"\n"):
            data += more
        return data.removesuffix(b"\r").decode()
    except (OSError, UnicodeDecodeError):
        raise BadInputError("The passphrase cannot be read from that descriptor.") from None


if __name__ == "__main__":
    sys.exit(main())
