"""Whether an agency or a service runs at all, in words; changes nothing."""

from PySide6.QtCore import QCoreApplication

from hotline_desktop.models.standing import Standing
from hotline_desktop.ui.cards import Banner


def _tr(words: str) -> str:
    return QCoreApplication.translate("Standing", words)


def standing_words(standing: Standing) -> str:
    """Say that it does not run; nothing where it does."""
    return {
        Standing.ACTIVE: "",
        Standing.PAUSED: _tr("closed for the time being"),
        Standing.INACTIVE: _tr("not running"),
        Standing.DEFUNCT: _tr("gone for good"),
    }[standing]


class StandingBanner(Banner):
    """On a card: nobody is to be sent there, because it does not run."""

    def __init__(self) -> None:
        """Start out of sight."""
        super().__init__("soon", "")
        self.setObjectName("standing")
        self.hide()

    def show_standing(self, standing: Standing) -> None:
        """Say how it stands, and nothing where it runs."""
        words = standing_words(standing)
        self.tell(words[:1].upper() + words[1:], _tr("Nobody is to be sent there."))
        self.setVisible(bool(words))
