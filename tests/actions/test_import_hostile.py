"""T12: hostile files through the real child: a sentence, soon, little memory, nothing written."""

import re
import sys
import time
from pathlib import Path

import pytest

from hotline_desktop import child
from hotline_desktop.actions.import_directory import ImportDirectory
from hotline_desktop.errors import BadInputError, HotlineError
from hotline_desktop.exchange import reader
from hotline_desktop.places.gazetteer import Gazetteer
from tests.actions.test_import_directory import add_up, everything
from tests.hands.shared_files import AGENCIES, shared
from tests.kit import hostile_cells, hostile_files, hostile_packed
from tests.kit.hostile_files import HEAD, SALEM, plain
from tests.kit.tally import Tally, note

SECONDS = 2.0
"""Of processor, in the child and here: what else the machine does is no fault of the reader."""
MEMORY = 200.0
"""MiB that the child may ever have held."""


def named(files, name):
    return {kind: (plain(content, name), said) for kind, (content, said) in files.items()}


FAMILIES = {
    "no files": hostile_files.NO_FILE,
    "files of other kinds": named(hostile_files.KINDS, "hostile.csv"),
    "tables": named(hostile_files.TABLES, "hostile.csv"),
    "JSON": named(hostile_files.JSON, "hostile.json"),
    "archives": hostile_packed.ARCHIVES,
    "workbooks": hostile_packed.WORKBOOKS,
    "tables that grow": hostile_cells.SHARED,
    "cells": {kind: (make, "") for kind, make in hostile_cells.CELLS.items()},
}
"""What to make, and what the sentence says; "" where a preview is right, too."""

_CHILD = """
import time
from hotline_desktop.child import serve
from {module} import {handler} as handler
def measured(request, report):
    try:
        yield from handler(request, report)
    finally:
        with open("/proc/self/status") as status, open({out!r}, "w") as out:
            out.write(status.read().split("VmHWM:")[1].split()[0] + f" {{time.process_time()}}")
serve(measured)
"""


@pytest.fixture(scope="module")
def gazetteer():
    return Gazetteer.load()


pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


@pytest.fixture
def peak(tmp_path, monkeypatch):
    """The most that the last child held, in MiB, and its seconds of processor, as it says itself:
    the kernel's own figure for children begins with what their parent held."""
    out = tmp_path / "peak"
    code = _CHILD.format(module="hotline_desktop.exchange.reader", handler="answer", out=str(out))
    monkeypatch.setattr(child, "_own_python", lambda module: [sys.executable, "-I", "-c", code])

    def told():
        held, took = out.read_text().split() if out.exists() else (0, 0)
        out.unlink(missing_ok=True)
        return int(held) / 1024, float(took)

    return told


def wrong_with(verb, make, said, folder, peak):
    """What is wrong with how one file was taken ("" if nothing), with its seconds and MiB."""
    before = everything(verb.desk.vault)
    folder.mkdir()
    path = make(folder)
    begun, wrong = time.thread_time(), ""
    try:
        report = verb.preview(path).report
        wrong = "it was taken" if said else "" if add_up(report) is not False else "rows are lost"
    except BadInputError as refused:
        wrong = unclear(str(refused), said)
    except HotlineError as failed:
        wrong = f"the child failed: {failed}"
    took = time.thread_time() - begun
    held, childs = peak()
    took += childs
    if everything(verb.desk.vault) != before:
        wrong = "the vault was written"
    return wrong or late(took) or greedy(held), took, held


def unclear(told, said):
    clear = re.search(said, told) and told.endswith(".") and len(told) < 300 and "\n" not in told
    return "" if clear else f"it said: {told[:100]}"


def late(took):
    return f"it took {took:.1f} s" if took > SECONDS else ""


def greedy(held):
    return f"it held {held:.0f} MiB" if held > MEMORY else ""


@pytest.mark.parametrize("family", FAMILIES)
def test_refused_soon_in_little_memory_and_nothing_written(
    family, bare, gazetteer, tmp_path, peak, monkeypatch
):
    verb, wrong, seen = ImportDirectory(bare, gazetteer), {}, {}
    for number, (kind, (make, said)) in enumerate(FAMILIES[family].items()):
        for again in range(3):  # the machine may be busy once
            where = tmp_path / f"{number}.{again}"
            found, *seen[kind] = wrong_with(verb, make, said, where, peak)
            if not found.startswith("it took"):
                break
        wrong |= {kind: found} if found else {}
    slow = max(seen, key=lambda kind: seen[kind][0])
    large = max(seen, key=lambda kind: seen[kind][1])
    told = (
        f"slowest {seen[slow][0]:.1f} s ({slow}), largest {seen[large][1]:.0f} MiB ({large}); "
        "each with the vault compared"
    )
    print(f"{family}: {len(seen)} files, {told}")
    caught = CAUGHT or [plant(verb, tmp_path, peak, monkeypatch) for plant in PLANTED]
    CAUGHT[:] = caught
    what = f"hostile {family}: not refused, late, greedy, or written"
    note(Tally("T12", what, len(seen), len(wrong), told, len(PLANTED), sum(caught)))
    assert not wrong
    assert all(caught)


def planted_reader(handler, match):
    """A reader without a limit in place of ours: is it caught, and for the right reason?"""

    def plant(verb, folder, peak, monkeypatch):
        out = folder / "peak"
        code = _CHILD.format(module="tests.kit.careless_readers", handler=handler, out=str(out))
        code = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n{code}"
        with monkeypatch.context() as patch:
            patch.setattr(child, "_own_python", lambda module: [sys.executable, "-I", "-c", code])
            make = plain(lambda: b"," * 60_000_000)
            found, *_ = wrong_with(verb, make, "row of more", folder / handler, peak)
        return match in found

    return plant


def planted_write(verb, folder, peak, monkeypatch):
    """A preview that writes is seen."""
    preview = ImportDirectory.preview

    def writes(self, path):
        ImportDirectory.commit(self, preview(self, folder / "good.csv"))
        raise BadInputError("It is no table.")

    (folder / "good.csv").write_text(f"{HEAD}\n{SALEM}\n")
    with monkeypatch.context() as patch:
        patch.setattr(ImportDirectory, "preview", writes)
        found, *_ = wrong_with(verb, plain(b"x"), "no table", folder / "writes", peak)
    return found == "the vault was written"


ROOT = Path(__file__).parents[2]
PLANTED = (
    planted_reader("takes_all", "it was taken"),
    planted_reader("holds_all", "it held"),
    planted_reader("dawdles", "it took"),
    planted_reader("stumbles", "the child failed"),
    planted_write,
)
CAUGHT: list[bool] = []
"""Which of them were caught, in the first round of this process."""


def test_there_are_a_hundred_and_more_hostile_files():
    refused = sum(len(files) for name, files in FAMILIES.items() if name != "cells")
    print(f"{refused} files to be refused, {len(hostile_cells.CELLS)} with hostile cells")
    assert refused >= 100


def test_the_national_list_in_little_memory(bare, gazetteer, peak):
    ImportDirectory(bare, gazetteer).preview(shared(AGENCIES))
    used, _ = peak()
    print(f"child reading the national list: {used:.0f} MiB")
    assert 20 < used < MEMORY


def test_formulas_are_words_or_refused(bare, gazetteer, tmp_path):
    path = plain(
        f"{HEAD}\n=cmd|' /C calc'!A0,=HYPERLINK(1),=1+1,=2,=3,=4,=5,=6,=7\n"
        f"{SALEM.replace('1 MAIN ST', '=1+1').replace('330-555-0101', '=330')}\n".encode()
    )(tmp_path)
    report = ImportDirectory(bare, gazetteer).preview(path).report
    assert [s.reason for s in report.samples][:1] == ["the name is a formula"]
    assert (report.rejected, report.repaired) == (1, 1)


def test_a_hostile_cell_keeps_its_words(tmp_path):
    told = "&#99999999999; and 'so' on"
    path = plain(f"name,phone,notes\nLarkspur,330-555-0142,{told}\n".encode())(tmp_path)
    (row,) = reader.read(path)
    assert row.provider.notes == told
