"""What this machine gives an office, in plain words, for the assistant; changes nothing."""

from pathlib import Path

from hotline_desktop.ground import stand
from hotline_desktop.keys.os_keyring import os_keyring
from hotline_desktop.models.noun import Noun


class Machine(Noun, frozen=True):
    """One sentence each about the folder and the disk; the keyring's name, "" without one."""

    place: str
    disk: str
    keyring: str


def look_at_machine(folder: Path) -> Machine:
    """Look; asks a bus, so for the lane."""
    ground = stand(folder)
    keyring = os_keyring()
    place = ground.refusal or ground.warning or f"The office lies in {folder}."
    return Machine(place, ground.disk_sentence, keyring.name if keyring else "")
