"""Writes docs/assurance.md from what the assurance kit tallied last; adds no figure of its own.

Run the checks first: `make test` for the quick ones, `make deep` for all; `make assurance` writes.
"""

import json
import platform
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TALLIES, OUT = ROOT / "build" / "assurance", ROOT / "docs" / "assurance.md"

PROMISES = {
    "T1": "stolen, switched off: nothing readable in any byte handed to the kernel",
    "T2": "stolen, switched off: nothing readable on the raw disk",
    "T3": "the vault is never plain",
    "T4": "stolen, locked: nothing in the memory of any process of ours",
    "T5": "no same-user or other user's reader, no core dump",
    "T6": "guessing is dear; a person is slowed",
    "T7": "no edit of the record goes unseen",
    "T9": "the idle lock comes, whatever the clock does",
    "T12": "hostile imports are refused in 2 s and 200 MiB, or previewed; nothing is written",
    "T13": "no parser of foreign files ends in a bug",
    "T14": "nothing left behind: clipboard, temporary files, print spool",
    "T15": "no code from the working folder, no exchanged keyring",
    "T17": "killed: an acknowledged save is never lost",
    "T18": "power cut: an acknowledged save is never lost",
    "T19": "every write-side system call may fail, with one clear sentence",
    "T20": "clocks may jump",
    "T21": "damaged files: nothing is silently wrong",
    "T22": "as quick and as right with many records",
    "T23": "one holder of an office at a time",
    "T24": "every old schema is brought up to date",
}

HEAD = """# What was tried, and what was found

Written by `make assurance` from the last run of the kit in `tests/security`, `tests/reliability`
and the import's tests; not edited by hand. *Trials* is how often something was tried, *hits* how
often the promise was broken (the aim is 0), *caught* how many of the faults planted on purpose the
same check found: a check that finds none of them proves nothing. *Saw* says what it looked at. Deep
lines come from `make deep`.

| promise | check | depth | trials | hits | planted | caught | saw |
|---|---|---|---:|---:|---:|---:|---|
"""


def main() -> None:
    """Write the table, in the order of the promises."""
    lines = [json.loads(file.read_text()) for file in sorted(TALLIES.glob("*.json"))]
    lines.sort(key=lambda line: (int(line["promise"][1:]), line["what"], line["deep"]))
    rows = [
        f"| {line['promise']} | {line['what']} | {'deep' if line['deep'] else 'quick'} "
        f"| {line['trials']:,} | {line['hits']:,} | {line['planted']:,} | {line['caught']:,} "
        f"| {line['saw']} |"
        for line in lines
    ]
    said = [f"- **{name}** {words}." for name, words in PROMISES.items()]
    missing = [name for name in PROMISES if name not in {line["promise"] for line in lines}]
    silent = f"\nNo line in this run: {', '.join(missing)}.\n" if missing else ""
    trees = Counter(line["commit"] for line in lines)
    at = ", ".join(f"{commit} ({count} lines)" for commit, count in trees.most_common())
    where = f"\nRun at {at} on {platform.system()}, Python {platform.python_version()}.\n"
    told = "\n".join(said)
    OUT.write_text(f"{HEAD}" + "\n".join(rows) + f"\n{silent}{where}\n## The promises\n\n{told}\n")
    print(f"{OUT.relative_to(ROOT)}: {len(rows)} lines, {sum(x['hits'] for x in lines)} hits")


if __name__ == "__main__":
    main()
