"""The fields of one person: label, roles with their sources, name apart; judges nobody."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from hotline_desktop.models.noun import Problem
from hotline_desktop.models.person import Person, Role, RoleClaim
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui import intake_words, look
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.exact_text import entry, write, written
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.layout import row
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.segments import TriState
from hotline_desktop.ui.text import meta

_TAG = 64


class RolesField(QWidget):
    """Roles one can take several of; each taken one asks who says so."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        """Offer every role."""
        super().__init__()
        self._chips = Chips(intake_words.roles(), name)
        self._claims: tuple[RoleClaim, ...] = ()
        self._sources: dict[Role, QLineEdit] = {}
        self._lines: dict[Role, QWidget] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._chips)
        for code, words in intake_words.roles():
            source = entry(self.tr("who says so"))
            source.setAccessibleName(self.tr("{role}: who says so").format(role=words))
            source.textEdited.connect(self._on_sourced)
            self._sources[Role(code)] = source
            tag = meta(words)
            tag.setMinimumWidth(look.px(_TAG))
            self._lines[Role(code)] = QWidget()
            self._lines[Role(code)].setLayout(row(tag, (source, 1)))
            layout.addWidget(self._lines[Role(code)])
        self.setFocusProxy(self._chips)
        self._chips.changed.connect(self._on_chosen)
        self._unfold()

    def address(self, person: str) -> None:
        """Name the source fields after the person they belong to."""
        for role, source in self._sources.items():
            source.setObjectName(f"{person}.roles.{role}")

    def value(self) -> tuple[RoleClaim, ...]:
        """Give the roles in the order they were taken."""
        return self._claims

    def set_value(self, claims: tuple[RoleClaim, ...]) -> None:
        """Show these."""
        self._claims = claims
        self._chips.set_value([claim.role for claim in claims])
        said = {claim.role: claim.source for claim in claims}
        for role, source in self._sources.items():
            write(source, said.get(role, ""))
        self._unfold()

    def _on_chosen(self) -> None:
        taken = [Role(code) for code in self._chips.value()]
        known = {claim.role for claim in self._claims}
        kept = tuple(claim for claim in self._claims if claim.role in taken)
        # Dropped by a slip and taken again, a role finds its source still written.
        new = [RoleClaim(r, written(self._sources[r])) for r in taken if r not in known]
        self._claims = (*kept, *new)
        self._unfold()
        self.changed.emit()

    def _on_sourced(self) -> None:
        at = next(role for role, field in self._sources.items() if field is self.sender())
        said = written(self._sources[at])
        self._claims = tuple(RoleClaim(at, said) if c.role is at else c for c in self._claims)
        self.changed.emit()

    def _unfold(self) -> None:
        taken = {claim.role for claim in self._claims}
        for role, line in self._lines.items():
            line.setVisible(role in taken)


class PersonFields(QWidget):
    """One person's form; :meth:`show_person` says whose, so that fields carry that number."""

    changed = Signal()

    def __init__(self) -> None:
        """Lay the rows out."""
        super().__init__()
        self._form = Form()
        self._label, self._age, self._name = entry(), entry(), entry()
        self._description = Lines()
        self._roles = RolesField(self.tr("Roles"))
        self._minor = TriState(self.tr("Minor"))
        self._label.setPlaceholderText(self.tr("A label, no name: woman, next room"))
        self._age.setPlaceholderText(self.tr("about 20"))
        self._name.setPlaceholderText(self.tr("Told to nobody without her yes"))
        self._form.row("label", self.tr("Label"), self._label)
        self._form.row("roles", self.tr("Roles"), self._roles)
        self._form.row("age", self.tr("Age"), self._age)
        self._form.row("minor", self.tr("Minor"), self._minor)
        self._form.row("description", self.tr("Looks"), self._description)
        self._form.row("name", self.tr("Name"), self._name)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form)
        self._showing = False
        for line in (self._label, self._age, self._name):
            line.textEdited.connect(self._on_changed)
        self._description.textChanged.connect(self._on_changed)
        self._roles.changed.connect(self._on_changed)
        self._minor.changed.connect(self._on_changed)

    def show_person(self, number: int, person: Person) -> None:
        """Show a person; ``number`` counts from 0."""
        self._showing = True
        at = f"persons[{number}]"
        for field, name in self._named().items():
            field.setObjectName(f"{at}.{name}")
        self._roles.address(at)
        texts = {"label": person.label, "age": person.age, "name": person.name}
        texts["description"] = person.description
        for field, name in self._named().items():
            if isinstance(field, QLineEdit | QPlainTextEdit):
                write(field, texts[name])
        self._roles.set_value(person.roles)
        self._minor.set_value(person.minor)
        self._form.hush()
        self._showing = False

    def person(self) -> Person:
        """Give the person as it stands."""
        return Person(
            label=written(self._label),
            roles=self._roles.value(),
            age=written(self._age),
            minor=Tri(self._minor.value()),
            description=written(self._description),
            name=written(self._name),
        )

    def tell(self, problems: Sequence[Problem]) -> None:
        """Show what to mend, each addressed by the plain field name."""
        self._form.tell(tuple(problems))

    def start(self) -> None:
        """Put the focus on the first field."""
        self._label.setFocus()

    def _named(self) -> dict[QWidget, str]:
        return {
            self._label: "label",
            self._roles: "roles",
            self._age: "age",
            self._minor: "minor",
            self._description: "description",
            self._name: "name",
        }

    def _on_changed(self) -> None:
        if not self._showing:
            self.changed.emit()
