"""What a search can be narrowed to, each with how many it leaves; searches nothing itself."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from hotline_desktop.models.looking import MILES, Counted, Facets
from hotline_desktop.models.provider import VettingState
from hotline_desktop.models.service_kind import ServiceKind
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.facet_group import FacetGroup
from hotline_desktop.ui.keycap import button
from hotline_desktop.ui.layout import STRETCH, column, row
from hotline_desktop.ui.provider_card import service_words
from hotline_desktop.ui.text import second

_OPEN = "now"
_OLDEST = 120


class Narrow(QWidget):
    """Kind, open now, distance, service, language, topic, vetting, age."""

    changed = Signal()

    def __init__(self) -> None:
        """Start with everything."""
        super().__init__()
        self.setProperty("kind", "canvas")
        self._kind = FacetGroup("kind", self.tr("Kind"))
        self._kind.offer([("contact", self.tr("Police")), ("provider", self.tr("Providers"))])
        self._open = FacetGroup("open", self.tr("Open"))
        self._open.offer([(_OPEN, self.tr("Now"))])
        self._miles = FacetGroup("miles", self.tr("Within"), single=True)
        self._miles.offer([(str(far), self.tr("{far} miles").format(far=far)) for far in MILES])
        self._service = FacetGroup("service", self.tr("Service"))
        self._service.offer([(kind, service_words(kind).capitalize()) for kind in _SERVICES])
        self._language = FacetGroup("language", self.tr("Language"), most=4)
        self._vetting = FacetGroup("vetting", self.tr("Verified or vetted"))
        self._vetting.offer(
            [
                (VettingState.VETTED, self.tr("Now")),
                (VettingState.LAPSED, self.tr("Lapsed")),
                (VettingState.NEVER, self.tr("Never")),
            ]
        )
        self._topic = FacetGroup("topic", self.tr("Topic"), most=4)
        self._topic.offer(intake_words.topics())
        self._groups = (
            self._kind, self._open, self._miles, self._service, self._language, self._vetting,
            self._topic,
        )  # fmt: skip
        self._clear = button(self.tr("Clear all"), kind="quiet", name="clear")
        self._clear.clicked.connect(self._on_clear)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 6, 0)
        whole.setSpacing(10)
        for group in self._groups:
            whole.addWidget(group)
            group.changed.connect(self._on_changed)
        whole.addLayout(self._make_age())
        whole.addLayout(row(self._clear, STRETCH))
        whole.addStretch(1)
        self._clear.setVisible(False)
        self._miles.setVisible(False)

    def _make_age(self) -> QVBoxLayout:
        self._age = QLineEdit()
        self._age.setObjectName("age")
        self._age.setAccessibleName(self.tr("Takes somebody of this age, in years"))
        self._age.setValidator(QIntValidator(0, _OLDEST, self))
        self._age.setPlaceholderText(self.tr("any"))
        self._age.setMaximumWidth(70)
        self._age.textEdited.connect(self._on_changed)
        return column(second(self.tr("Age")), row(self._age, STRETCH), spacing=2)

    def kind(self) -> str:
        """Give the one kind that is asked for, "" for both."""
        kinds = self._kind.values()
        return kinds[0] if len(kinds) == 1 else ""

    def facets(self) -> Facets:
        """Give what is asked for."""
        age, miles = self._age.text(), self._miles.values()
        return Facets(
            services=self._service.values(),
            languages=self._language.values(),
            topics=self._topic.values(),
            vetting=tuple(VettingState(state) for state in self._vetting.values()),
            open_now=bool(self._open.values()),
            age=int(age) if age else None,
            miles=int(miles[0]) if miles and not self._miles.isHidden() else None,
        )

    def wait(self) -> None:
        """Say that the counts are on their way."""
        for group in self._groups:
            group.wait()

    def show_counts(self, counted: Counted) -> None:
        """Show how many each value leaves; distances only where there is a place."""
        self._language.offer([(each, each.title()) for each in counted.languages])
        self._kind.tell(counted.kinds)
        self._open.tell({_OPEN: counted.open_now})
        self._miles.tell({str(far): count for far, count in counted.miles.items()})
        self._service.tell(counted.services)
        self._language.tell(counted.languages)
        self._vetting.tell(counted.vetting)
        self._topic.tell(counted.topics)
        self._miles.setVisible(bool(counted.miles))

    @Slot()
    def _on_changed(self) -> None:
        self._clear.setVisible(bool(self.kind()) or self.facets() != Facets())
        self.changed.emit()

    @Slot()
    def _on_clear(self) -> None:
        for group in self._groups:
            group.set_values(())
        self._age.clear()
        self._on_changed()


_SERVICES = (
    ServiceKind.HOUSING, ServiceKind.LEGAL, ServiceKind.MEDICAL_AND_DENTAL,
    ServiceKind.MENTAL_HEALTH, ServiceKind.CASE_MANAGEMENT, ServiceKind.SAFETY_PLANNING,
    ServiceKind.BASIC_NECESSITIES, ServiceKind.LANGUAGE, ServiceKind.EMPLOYMENT,
    ServiceKind.EDUCATION, ServiceKind.OTHER,
)  # fmt: skip
"""As they are asked for on the telephone, the commonest first."""
