"""Look around a draft: places, protocol, who is on duty, help nearby; reads only, in a few milliseconds."""

from dataclasses import dataclass

from hotline_desktop.actions.choose_protocol import ChooseProtocol
from hotline_desktop.actions.open_office import OpenOffice
from hotline_desktop.models.around import Around, Nearby
from hotline_desktop.models.place import Place
from hotline_desktop.models.provider import Provider
from hotline_desktop.models.situation import Draft
from hotline_desktop.places.gazetteer import Gazetteer
from hotline_desktop.vault import directory

_MILES = 60.0
_MOST = 6


@dataclass(frozen=True, slots=True)
class LookAround:
    """The verb."""

    desk: OpenOffice
    gazetteer: Gazetteer

    def __call__(self, draft: Draft) -> Around:
        """Give what the place and the topics imply now."""
        raise NotImplementedError
