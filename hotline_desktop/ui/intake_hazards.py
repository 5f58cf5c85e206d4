"""What can hurt whoever comes to the door, and how to come; takes no silence for a no."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.hazard import Hazard, HazardKind
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.tri import Tri
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.exact_text import entry, write, written
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.layout import row
from hotline_desktop.ui.lines import Lines
from hotline_desktop.ui.segments import TriState


class HazardField(QWidget):
    """One hazard: said, denied or not asked; once answered also where it is and who says so."""

    changed = Signal()

    def __init__(self, kind: str, words: str) -> None:
        """Ask about one kind."""
        super().__init__()
        self._kind = HazardKind(kind)
        self._state = TriState(words)
        self._note, self._source = entry(self.tr("what, where")), entry(self.tr("who says so"))
        self._note.setObjectName(f"hazards.{kind}.note")
        self._note.setAccessibleName(self.tr("{hazard}: what and where").format(hazard=words))
        self._source.setObjectName(f"hazards.{kind}.source")
        self._source.setAccessibleName(self.tr("{hazard}: who says so").format(hazard=words))
        self._more = QWidget()
        self._more.setLayout(row((self._note, 3), (self._source, 2), spacing=6))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._state)
        layout.addWidget(self._more)
        self.setFocusProxy(self._state)
        self._state.changed.connect(self._on_changed)
        self._note.textEdited.connect(self.changed)
        self._source.textEdited.connect(self.changed)

    def set_value(self, hazard: Hazard) -> None:
        """Show one."""
        self._state.set_value(hazard.state)
        write(self._note, hazard.note)
        write(self._source, hazard.source)
        self._unfold()

    def value(self) -> Hazard:
        """Give it."""
        return Hazard(
            kind=self._kind,
            state=Tri(self._state.value()),
            note=written(self._note),
            source=written(self._source),
        )

    def _on_changed(self) -> None:
        self._unfold()
        self.changed.emit()

    def _unfold(self) -> None:
        """Words once typed are never hidden, even when the answer is taken back."""
        hazard = self.value()
        self._more.setVisible(
            hazard.state is not Tri.NOT_ASKED or bool(hazard.note) or bool(hazard.source)
        )


class HazardFields(QObject):
    """Seven rows on the page's form; hazards nobody touched are given back as they were."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        """Add the rows."""
        super().__init__(form)
        self._fields: dict[HazardKind, HazardField] = {}
        self._value: tuple[Hazard, ...] = ()
        for code, words in intake_words.hazards():
            field = HazardField(code, words)
            form.row(f"hazards.{code}", words, field)
            self._fields[HazardKind(code)] = field
            field.changed.connect(self._on_changed)

    def put(self, draft: Draft) -> None:
        """Show a draft's hazards."""
        shown = {hazard.kind: hazard for hazard in draft.hazards}
        for kind, field in self._fields.items():
            field.set_value(shown.get(kind, Hazard(kind)))
        self._value = draft.hazards

    def into(self, draft: Draft) -> Draft:
        """Give the draft with these hazards."""
        return replace(draft, hazards=self._value)

    def _on_changed(self) -> None:
        field = self.sender()
        assert isinstance(field, HazardField)  # noqa: S101 - only those are connected
        hazard = field.value()
        silent = hazard == Hazard(hazard.kind)
        kept = tuple(h for h in self._value if h.kind is not hazard.kind)
        self._value = kept if silent else (*kept, hazard)
        self.changed.emit()


class ApproachField(QObject):
    """How to come to the door without making it worse."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        """Add the row."""
        super().__init__(form)
        self._words = Lines()
        self._words.setPlaceholderText(self.tr("No uniforms at the door? Who first? When?"))
        form.row("approach", self.tr("Approach"), self._words)
        self._words.textChanged.connect(self.changed)

    def put(self, draft: Draft) -> None:
        """Show a draft's approach."""
        write(self._words, draft.approach)

    def into(self, draft: Draft) -> Draft:
        """Give the draft with it."""
        return replace(draft, approach=written(self._words))

    def words(self) -> str:
        """Give it as it stands."""
        return written(self._words)
