"""What a sheet says beside its cells: hidden rows and columns, cells run together, remarks."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment

from hotline_desktop.errors import BadInputError
from hotline_desktop.exchange import sheet_marks
from hotline_desktop.exchange.reader import read
from hotline_desktop.exchange.workbooks import HIDDEN_ROW

HEAD = ("Organization", "Program", "Phone", "Address", "City", "State", "Director cell")
ROWS = (
    ("Larkspur Network", "Shelter", "330-555-0101", "1 Main St", "Salem", "OH", "330-555-0111"),
    (None, "Counselling", "330-555-0102", "2 Main St", "Salem", "OH", None),
    (None, "Legal help", "330-555-0103", "3 Main St", "Salem", "OH", None),
    ("Harbor Aid", "Clinic", "330-555-0104", "4 Main St", "Lisbon", "OH", None),
)


@pytest.fixture
def sheet():
    book = openpyxl.Workbook()
    for row in (HEAD, *ROWS):
        book.active.append(row)
    return book.active


def taken(sheet, tmp_path):
    sheet.parent.save(tmp_path / "list.xlsx")
    return list(read(tmp_path / "list.xlsx"))


def test_a_cell_run_together_downwards_stands_in_each_row(sheet, tmp_path):
    sheet.merge_cells("A2:A4")
    rows = taken(sheet, tmp_path)
    assert [row.provider.organisation for row in rows] == [*["Larkspur Network"] * 3, "Harbor Aid"]


def test_so_does_one_at_the_far_end_and_no_blank_row_comes_of_it(sheet, tmp_path):
    sheet["G1"] = "County"
    sheet["G2"] = "Columbiana"
    sheet.merge_cells("G2:G9")
    rows = taken(sheet, tmp_path)
    assert [row.county_words for row in rows if row.provider] == ["Columbiana"] * 4
    assert len(rows) == 4


def test_a_hidden_row_is_refused_and_a_hidden_column_holds_its_numbers_back(sheet, tmp_path):
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["G"].hidden = True
    rows = taken(sheet, tmp_path)
    assert [row.rejected for row in rows] == ["", "", "", HIDDEN_ROW]
    first = rows[0].provider
    assert [number.e164 for number in first.phones] == ["+13305550101"]
    assert "330-555-0111" in first.notes


def test_a_remark_on_a_cell_is_a_note_and_may_hide_the_place(sheet, tmp_path):
    sheet["D2"].comment = Comment("Address is confidential - never give it out", "somebody")
    sheet["B5"].comment = Comment("ask for Kim", "somebody")
    first, *_, last = (row.provider for row in taken(sheet, tmp_path))
    assert (first.confidential, last.confidential) == (True, False)
    assert "never give it out" in first.notes
    assert "ask for Kim" in last.notes


@pytest.mark.parametrize(
    "part",
    [
        b'<cols><col min="1" max="99999" hidden="1"/></cols>',
        b'<mergeCells><mergeCell ref="A1:A9999999"/><mergeCell ref="A1:XFD9"/></mergeCells>',
        b'<row hidden="1"><row r="x" hidden="1"><row r="3" hidden="1">',
        b"<row" * 5000, b"\xff\xfe\x00<col", b"",
    ],
)  # fmt: skip
def test_marks_that_nobody_writes_cost_nothing(part):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", part)
        archive.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            b'<Relationship Type="x/relationships/comments" Target="../../../../comments1.xml"/>',
        )
    with zipfile.ZipFile(content) as archive:
        marks = sheet_marks.read(archive, "xl/worksheets/sheet1.xml")
        assert sheet_marks.read(archive, "nowhere.xml") == sheet_marks.Marks()
    assert marks.rows <= {3}
    assert len(marks.columns) <= 500
    assert len(marks.above) <= 50_000
    assert not marks.remarks


def test_a_long_text_run_together_over_many_rows_is_counted_in_each(sheet, tmp_path):
    sheet["B2"] = "x" * 30_000
    sheet.merge_cells("B2:B9000")
    for row in range(6, 9000):
        sheet.cell(row, 1, "Larkspur")
    with pytest.raises(BadInputError, match="too much"):
        taken(sheet, tmp_path)
