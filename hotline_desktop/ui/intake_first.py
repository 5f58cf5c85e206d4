"""The first questions on the phone, up to type and topic, and urgency; never who she is."""

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.signal import CanTalk, Channel, SignalKind, Urgency
from hotline_desktop.models.situation import Draft
from hotline_desktop.models.topic import Topic
from hotline_desktop.ui import intake_words
from hotline_desktop.ui.cards import Banner
from hotline_desktop.ui.chips import Chips
from hotline_desktop.ui.form import Form
from hotline_desktop.ui.segments import Segments

_YES_OR_NO = {CanTalk.OVERHEARD, CanTalk.TEXT_ONLY}
_MORE = "more"


class KindField(QWidget):
    """The type of a signal: five common ones, and the rarer ones behind "More"."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        """Show the common ones."""
        super().__init__()
        self._common = Segments([*intake_words.kinds(), (_MORE, self.tr("More"))], name)
        self._rare = Chips(intake_words.more_kinds(), name, single=True)
        self._rare.setObjectName("kind.more")
        self._value = SignalKind.CRISIS
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._common)
        layout.addWidget(self._rare)
        self.setFocusProxy(self._common)
        self._common.changed.connect(self._on_common)
        self._rare.changed.connect(self._on_rare)
        self.set_value(SignalKind.CRISIS)

    def value(self) -> SignalKind:
        """Give the type."""
        return self._value

    def set_value(self, value: SignalKind) -> None:
        """Show a type."""
        self._value = value
        rare = value in {code for code, _ in intake_words.more_kinds()}
        self._common.set_value(_MORE if rare else value)
        self._rare.set_value((value,) if rare else ())
        self._rare.setVisible(rare)

    def _on_common(self) -> None:
        chosen = self._common.value()
        self._rare.setVisible(chosen == _MORE)
        if chosen and chosen != _MORE:
            self._value = SignalKind(chosen)
            self._rare.set_value(())
            self.changed.emit()

    def _on_rare(self) -> None:
        taken = self._rare.value()
        self.set_value(SignalKind(taken[0]) if taken else SignalKind.CRISIS)
        self.changed.emit()


class CanTalkField(QWidget):
    """Can she talk; when somebody may hear or read along, says how to ask."""

    changed = Signal()

    def __init__(self, name: str) -> None:
        """Show the answers."""
        super().__init__()
        self._answer = Segments(intake_words.can_talk(), name)
        self._yes_or_no = Banner("soon", self.tr("Ask questions she can answer with yes or no"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self._answer)
        layout.addWidget(self._yes_or_no)
        self.setFocusProxy(self._answer)
        self._answer.changed.connect(self._on_changed)
        self._prompt()

    def value(self) -> CanTalk:
        """Give the answer."""
        return CanTalk(self._answer.value())

    def set_value(self, value: CanTalk) -> None:
        """Show an answer."""
        self._answer.set_value(value)
        self._prompt()

    def _on_changed(self) -> None:
        self._prompt()
        self.changed.emit()

    def _prompt(self) -> None:
        self._yes_or_no.setVisible(self._answer.value() in _YES_OR_NO)


class FirstFields(QObject):
    """Rows on the page's form; :meth:`put` shows a draft's part, :meth:`into` gives it back."""

    changed = Signal()

    def __init__(self, form: Form) -> None:
        """Add the rows that come before the place."""
        super().__init__(form)
        self._can_talk = CanTalkField(self.tr("Can she talk"))
        self._channel = Segments(intake_words.channels(), self.tr("Channel"))
        self._kind = KindField(self.tr("Type"))
        self._topics = Chips(intake_words.topics(), self.tr("What it is about"))
        self._urgency = Segments(
            intake_words.urgencies(), self.tr("Urgency"), danger=Urgency.DANGER_NOW
        )
        form.row("can_talk", self.tr("Can she talk"), self._can_talk)
        form.row("channel", self.tr("Channel"), self._channel)
        form.row("kind", self.tr("Type"), self._kind)
        form.row("topics", self.tr("About"), self._topics)
        for field in (self._can_talk, self._channel, self._kind, self._topics, self._urgency):
            field.changed.connect(self.changed)

    def add_urgency(self, form: Form) -> None:
        """Add the row that comes after the place."""
        form.row("urgency", self.tr("Urgency"), self._urgency)

    def put(self, draft: Draft) -> None:
        """Show a draft's first answers."""
        self._can_talk.set_value(draft.can_talk)
        self._channel.set_value(draft.channel)
        self._kind.set_value(draft.kind)
        self._topics.set_value(draft.topics)
        self._urgency.set_value(draft.urgency or "")

    def into(self, draft: Draft) -> Draft:
        """Give the draft with these answers."""
        urgency = self._urgency.value()
        return replace(
            draft,
            can_talk=self._can_talk.value(),
            channel=Channel(self._channel.value()),
            kind=self._kind.value(),
            topics=tuple(Topic(code) for code in self._topics.value()),
            urgency=Urgency(urgency) if urgency else None,
        )
