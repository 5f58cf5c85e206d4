"""The page about the situation file says what the program reads."""

import re
from enum import EnumType

import msgspec

from hotline_desktop.models import consent, hazard, person, signal, statement, topic, tri
from hotline_desktop.models.noun import decode
from hotline_desktop.models.situation import Draft
from tests.house.tree import ROOT

PAGE = (ROOT / "docs" / "situation-file.md").read_text("utf-8")


def test_the_example_is_read_without_a_problem():
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert decode(Draft, example).problems() == ()


def test_every_field_and_every_value_stands_on_the_page():
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    fields = {field.name for field in msgspec.structs.fields(Draft)}
    values = {
        value.value
        for module in (consent, hazard, person, signal, statement, topic, tri)
        for value in _enums(module)
    }
    assert (fields | values) - told == set()


def _enums(module):
    return [
        member
        for kind in vars(module).values()
        if isinstance(kind, EnumType) and kind.__module__ == module.__name__
        for member in kind
    ]
