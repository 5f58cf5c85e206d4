"""Shows what each column of a foreign table was taken for, and takes corrections; reads no file."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from hotline_desktop.models.column_map import ColumnMap, Field, FoundTable, Makes, corrected
from hotline_desktop.models.noun import Noun
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import column, row
from hotline_desktop.ui.rows import RowList, RowWords
from hotline_desktop.ui.segments import Segments

_NOT_USED = ""
_LONGEST_STATE = 40


def _tr(words: str) -> str:
    return QCoreApplication.translate("ImportColumns", words)


def field_words() -> dict[str, str]:
    """Say what a column can hold, in the order that one looks for it."""
    return {
        _NOT_USED: _tr("Not used"),
        Field.NAME: _tr("Agency or organization"),
        Field.SECOND: _tr("Desk, program or service"),
        Field.PERSON: _tr("Person"),
        Field.GIVEN: _tr("Person's first name"),
        Field.ROLE: _tr("Role or rank"),
        Field.KIND: _tr("Sort of agency"),
        Field.PHONE: _tr("Telephone"),
        Field.EXTENSION: _tr("Extension"),
        Field.FAX: _tr("Fax"), Field.EMAIL: _tr("Mail"),
        Field.URL: _tr("Site"),
        Field.ADDRESS: _tr("Street"),
        Field.ADDRESS_2: _tr("Street, second line"),
        Field.CITY: _tr("Town"),
        Field.STATE: _tr("State"),
        Field.ZIP: _tr("ZIP code"), Field.COUNTRY: _tr("Country"),
        Field.COUNTY: _tr("County"),
        Field.FIPS: _tr("County code (FIPS)"),
        Field.LATITUDE: _tr("Latitude"), Field.LONGITUDE: _tr("Longitude"),
        Field.JURISDICTION: _tr("Where it holds or serves"),
        Field.HOURS: _tr("Hours"), Field.DAY: _tr("Hours of one weekday"),
        Field.LANGUAGES: _tr("Languages"),
        Field.SERVICES: _tr("Services"), Field.OFFERS: _tr("Marked where offered"),
        Field.DESCRIPTION: _tr("Description"),
        Field.ELIGIBILITY: _tr("For whom"),
        Field.MIN_AGE: _tr("Youngest"), Field.MAX_AGE: _tr("Oldest"), Field.AGES: _tr("Ages"),
        Field.FEES: _tr("Fees"),
        Field.APPLY: _tr("How to apply"),
        Field.STATUS: _tr("Whether it is open at all"),
        Field.CONFIDENTIAL: _tr("Whether its place is confidential"),
        Field.PRIVATE: _tr("Private number, or what is private"),
        Field.DO_NOT_REFER: _tr("Whether nobody is to be referred"),
        Field.NOTES: _tr("Private notes, never leave"),
        Field.ALTERNATE: _tr("Other name"),
        Field.ORI: _tr("ORI number"),
        Field.TEXT_911: _tr("Text to 911: yes or no"),
        Field.ID: _tr("Identifier"),
    }  # fmt: skip


class Corrected(Noun, frozen=True):
    """The maps by their columns' signature, as somebody set them right."""

    maps: dict[str, ColumnMap] = {}


class ImportColumns(QWidget):
    """A list of columns, and one choice for the column that is chosen."""

    touched = Signal()
    """Something stands otherwise than it was read."""
    corrected = Signal(object)

    def __init__(self) -> None:
        """Lay it out once; tables come and go in it."""
        super().__init__()
        self._tables: tuple[FoundTable, ...] = ()
        self._maps: dict[str, ColumnMap] = {}
        self._words = field_words()
        self._which = QComboBox()
        self._makes = Segments(
            [
                (Makes.CONTACT, self.tr("Police contact")),
                (Makes.PROVIDER, self.tr("Provider")),
                (Makes.EACH, self.tr("As it says")),
            ],
            self.tr("Each row becomes"),
        )
        self._source, self._state = QLineEdit(), QLineEdit()
        self._state.setMaxLength(_LONGEST_STATE)
        self._holds = QComboBox()
        for field, words in self._words.items():
            self._holds.addItem(words, field)
        self.list = RowList(self.tr("Columns"))
        self.list.setObjectName("columns")
        self.again = button(self.tr("Read it again so"), key="Ctrl+R", name="read_again")
        self._form = Form()
        self._form.row("table", self.tr("Table"), self._which)
        self._form.row("makes", self.tr("Each row"), self._makes)
        told = self.tr("Rows of one list with one identifier are one entry.")
        self._form.row("source", self.tr("Whose list"), self._source, told)
        silent = self.tr("For rows that name none: two letters or the name. Empty leaves it open.")
        self._form.row("state", self.tr("Their state"), self._state, silent)
        below = Form()
        below.row("holds", self.tr("Holds"), self._holds)
        self.setLayout(column(self._form, (self.list, 1), row((below, 1), self.again), spacing=10))
        self._connect()

    def _connect(self) -> None:
        self._which.currentIndexChanged.connect(self._show_table)
        self._makes.changed.connect(self._on_table_changed)
        self._source.textEdited.connect(self._on_table_changed)
        self._state.textEdited.connect(self._on_table_changed)
        self.list.chosen.connect(self._show_column)
        self._holds.activated.connect(self._on_holds)
        self.again.clicked.connect(lambda: self.corrected.emit(Corrected(self._maps)))

    def show_tables(self, tables: tuple[FoundTable, ...]) -> None:
        """Show those that are read by their columns."""
        self._tables = tuple(table for table in tables if table.map is not None)
        self._maps = {table.signature(): table.map for table in self._tables if table.map}
        self._which.blockSignals(True)
        self._which.clear()
        self._which.addItems([table.name for table in self._tables])
        self._which.blockSignals(False)
        self._which.setEnabled(len(self._tables) > 1)
        self.setEnabled(bool(self._tables))
        self._show_table()

    @Slot()
    def _show_table(self) -> None:
        table = self._table()
        self.list.show_rows(())
        if table is None:
            return
        told = self._maps[table.signature()]
        self._makes.set_value(told.makes)
        self._source.setText(told.source)
        self._state.setText(told.fixed.get(Field.STATE, ""))
        self._show_columns(table, told)
        used = next((c for c in table.columns if c in told.fields), next(iter(table.columns), ""))
        self.list.choose(used)
        self._show_column(used)

    def _show_columns(self, table: FoundTable, told: ColumnMap) -> None:
        rows = []
        for name, examples in zip(table.columns, table.examples, strict=True):
            if name:
                field = told.fields.get(name)
                rows.append(
                    RowWords(
                        key=name,
                        first=name.replace("_", " "),
                        second="; ".join(examples) or self.tr("empty"),
                        icon="check" if field else "minus",
                        pill=self._words[field] if field else self._words[_NOT_USED],
                        tone="ok" if field else "soon",
                    )
                )
        self.list.show_rows(rows)

    @Slot(object)
    def _show_column(self, name: object) -> None:
        table = self._table()
        if table is not None:
            field = self._maps[table.signature()].fields.get(str(name), _NOT_USED)
            self._holds.setCurrentIndex(self._holds.findData(field, Qt.ItemDataRole.UserRole))
            self._holds.setAccessibleDescription(str(name).replace("_", " "))

    @Slot()
    def _on_table_changed(self) -> None:
        table = self._table()
        if table is not None:
            told = self._maps[table.signature()]
            makes = Makes(self._makes.value())
            state = {Field.STATE: self._state.text().strip()}
            read = table.map.source if table.map else ""
            source = self._source.text().strip() or read
            self._keep(table, corrected(told, {}, state, makes, source))

    @Slot()
    def _on_holds(self) -> None:
        table, name = self._table(), self.list.key()
        if table is None or name is None:
            return
        field = self._holds.currentData()
        told = self._maps[table.signature()]
        right = {str(name): Field(field) if field else None}
        self._keep(table, corrected(told, right, {}))
        self._show_columns(table, self._maps[table.signature()])
        self.list.choose(name)

    def _keep(self, table: FoundTable, told: ColumnMap) -> None:
        before, self._maps[table.signature()] = self._maps[table.signature()], told
        if told != before:
            self.touched.emit()

    def _table(self) -> FoundTable | None:
        at = self._which.currentIndex()
        return self._tables[at] if 0 <= at < len(self._tables) else None
