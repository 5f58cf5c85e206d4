"""What a search can be narrowed to, each with how many it leaves; searches nothing itself."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from hotline_desktop.models.facets import Counted, Facets
from hotline_desktop.models.service_kind import ServiceKind
from hotline_desktop.ui.layout import STRETCH, row
from hotline_desktop.ui.provider_card import service_words


class Narrow(QWidget):
    """A service, a language, verified or vetted only."""

    changed = Signal()

    def __init__(self) -> None:
        """Start with everything."""
        super().__init__()
        self.service = self._combo("service", self.tr("Service"), self.tr("Any service"))
        self.language = self._combo("language", self.tr("Language"), self.tr("Any language"))
        self.good = QCheckBox(self.tr("Verified or vetted only"))
        self.good.setObjectName("good")
        self.good.toggled.connect(self.changed)
        self.setLayout(row(self.service, self.language, self.good, STRETCH, spacing=10))

    def _combo(self, name: str, word: str, nothing: str) -> QComboBox:
        combo = QComboBox()
        combo.setObjectName(name)
        combo.setAccessibleName(word)
        combo.addItem(nothing, "")
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        combo.setMinimumWidth(200)
        combo.activated.connect(self.changed)
        return combo

    def facets(self) -> Facets:
        """Give what is asked for."""
        return Facets(
            service=self.service.currentData(),
            language=self.language.currentData(),
            good=self.good.isChecked(),
        )

    def show_counts(self, counted: Counted) -> None:
        """Offer what the search leaves, with how many; what is chosen stays chosen."""
        known = frozenset(ServiceKind)
        services = {
            value: service_words(ServiceKind(value)) if value in known else value.replace("_", " ")
            for value in counted.services
        }
        _offer(self.service, services, counted.services)
        _offer(self.language, {v: v.title() for v in counted.languages}, counted.languages)


def _offer(combo: QComboBox, words: Mapping[str, str], counts: Mapping[str, int]) -> None:
    chosen = combo.currentData()
    if chosen and chosen not in words:
        words = {**words, chosen: chosen.replace("_", " ")}
    combo.blockSignals(True)
    while combo.count() > 1:
        combo.removeItem(combo.count() - 1)
    for value, word in words.items():
        combo.addItem(f"{word} ({counts.get(value, 0):,})", value)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    combo.blockSignals(False)
