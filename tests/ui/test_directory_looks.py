"""The directory in every look: no count of a facet is cut."""

import pytest
from PySide6.QtWidgets import QApplication

from hotline_desktop.ui import look
from hotline_desktop.ui.facet_group import Count
from tests.ui.test_directory_page import hands  # noqa: F401 - a fixture


@pytest.mark.parametrize("name", ["light", "dark", "contrast"])
def test_counts_are_whole_in_every_look(hands, shot, name):  # noqa: F811
    look.apply(QApplication.instance(), name)
    hands.asks("near Youngstown, Ohio")
    hands.page.list.setFocus()
    hands.settles()
    shot(hands.window, f"directory-{name}")
    pane = hands.page.narrow.parentWidget()
    for count in hands.page.narrow.findChildren(Count):
        if count.isVisibleTo(hands.page) and count.text():
            right = count.mapTo(pane, count.rect().topRight()).x()
            assert right <= pane.width(), count.text()
            assert count.sizeHint().width() <= count.width(), count.text()
