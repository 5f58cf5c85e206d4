"""Who is there: a list of people and the fields of the one chosen; a name never shows in the list."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hotline_desktop.models.noun import Problem
from hotline_desktop.models.person import Person, Role
from hotline_desktop.models.situation import Draft
