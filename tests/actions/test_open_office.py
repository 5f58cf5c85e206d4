"""The files are looked at once in an opening, and again when something was written meanwhile."""

import pytest

from hotline_desktop.actions import open_office
from hotline_desktop.actions.world import World
from hotline_desktop.vault import precheck, vault
from hotline_desktop.vault.remains.pages import SIZE
from hotline_desktop.vault.vault import DamagedVaultError
from tests.hands.passphrase import PASSPHRASE


def test_one_opening_looks_once(bare_template, tmp_path, monkeypatch):
    folder, looks, honest = bare_template.copy(tmp_path / "o"), [], precheck.refuse_damaged
    monkeypatch.setattr(
        precheck, "refuse_damaged", lambda *given: (looks.append(1), honest(*given))
    )
    key = open_office.derive(folder, PASSPHRASE)
    open_office.enter(folder, key, World()).close()
    assert len(looks) == 1
    open_office.enter(folder, key, World()).close()  # the first one wrote to the files
    assert len(looks) == 2


def test_damage_between_the_look_and_the_opening_is_noticed(bare_template, tmp_path):
    folder = bare_template.copy(tmp_path / "o")
    key = open_office.derive(folder, PASSPHRASE)
    with (folder / vault.FILE).open("r+b") as file:
        file.seek(5 * SIZE)
        file.write(bytes(SIZE))
    with pytest.raises(DamagedVaultError, match="1 of its"):
        open_office.enter(folder, key, World())
