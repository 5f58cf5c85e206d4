"""Contrast, type, targets, focus and names of every pattern, in every look."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QFontInfo
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from hotline_desktop.ui import icons, look
from hotline_desktop.ui.look import LOOKS, Look
from hotline_desktop.ui.segments import Segment
from hotline_desktop.ui.text import Elided, Words
from tests.ui.gallery import Gallery

GROUNDS = ("canvas", "rail", "surface", "sunken")
SOFT = ("accent_soft", "danger_soft", "soon_soft")
# Every pair that is drawn anywhere: foreground, grounds, least ratio (WCAG 1.4.3, 1.4.11, 2.4.13).
PAIRS = (
    ("ink", (*GROUNDS, *SOFT, "ok_soft"), 7.0),
    ("ink2", (*GROUNDS, *SOFT, "ok_soft"), 4.5),
    ("ink3", (*GROUNDS, *SOFT, "map_land"), 4.5),
    ("accent", (*GROUNDS, "accent_soft"), 4.5),
    ("ok", ("canvas", "surface", "sunken", "ok_soft", "accent_soft"), 4.5),
    ("soon", (*GROUNDS, "soon_soft", "accent_soft"), 4.5),
    ("danger", (*GROUNDS, "danger_soft", "accent_soft"), 4.5),
    ("on_fill", ("accent_fill", "danger_fill"), 4.5),
    ("paper_ink", ("paper",), 7.0),
    ("paper_ink2", ("paper",), 4.5),
    ("surface", ("ink", "ink2"), 4.5),
    ("edge", GROUNDS, 3.0),
    ("focus", (*GROUNDS, "accent_soft", "danger_soft"), 3.0),
    ("on_chosen", ("chosen",), 4.5),
    ("on_chosen_danger", ("chosen_danger",), 4.5),
)


def luminance(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def short_pairs(worn: Look) -> list[str]:
    return [
        f"{fore} on {back}: {ratio:.2f} < {least}"
        for fore, backs, least in PAIRS
        for back in backs
        if (ratio := contrast(getattr(worn, fore), getattr(worn, back))) < least
    ]


@pytest.fixture(params=LOOKS)
def worn(request, qapp):
    """Each look in turn."""
    look.apply(qapp, request.param)
    return LOOKS[request.param]


@pytest.fixture
def gallery(worn, qtbot):
    page = Gallery()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page


@pytest.mark.parametrize("name", LOOKS)
def test_every_pair_has_its_contrast(name: str) -> None:
    assert sum(len(backs) for _, backs, _ in PAIRS) == 64
    assert not short_pairs(LOOKS[name])


def test_a_planted_faint_ink_is_seen() -> None:
    assert any(
        "ink3 on canvas" in pair for pair in short_pairs(replace(look.LIGHT, ink3="#999999"))
    )


def test_red_is_only_danger() -> None:
    for worn in LOOKS.values():
        reds = {
            token
            for token, colour in vars(worn).items()
            if colour.startswith("#")
            and QColor(colour).hslSaturationF() > 0.5
            and (QColor(colour).hslHue() < 20 or QColor(colour).hslHue() > 340)
        }
        assert reds
        assert all("danger" in token for token in reds)


def test_the_face_is_ours_in_every_weight(qapp) -> None:
    for role, (size, weight) in look.TYPE.items():
        found = QFontInfo(look.font(role))
        assert (found.family(), found.pixelSize(), found.weight()) == ("Inter", size, weight)
    assert look.font().featureTags()


def test_figures_stand_under_each_other_in_every_role(gallery) -> None:
    for label in gallery.findChildren(Words):
        metrics = label.fontMetrics()
        widths = {metrics.horizontalAdvance(figure * 10) for figure in "0123456789"}
        assert max(widths) - min(widths) <= 1, label.property("role")


def test_every_icon_draws_and_follows_the_look(qapp) -> None:
    assert len(icons.NAMES) > 40
    for name in icons.NAMES:
        drawn = icons.pixmap(name).toImage()
        assert any(
            drawn.pixelColor(x, y).alpha() > 100
            for x in range(drawn.width())
            for y in range(drawn.height())
        ), name
    with pytest.raises(KeyError):
        icons.pixmap("no such icon")


def test_an_icon_changes_its_colour_with_the_look(qapp, qtbot) -> None:
    shown = icons.Icon("shield")
    qtbot.addWidget(shown)
    shown.show()
    before = shown.pixmap().toImage()
    look.apply(qapp, "dark")
    after = shown.pixmap().toImage()
    look.apply(qapp, "light")
    assert before != after
    assert shown.pixmap().toImage() == before


@pytest.mark.parametrize("width", [1280, 1366])
def test_the_gallery_fits_its_width_and_is_photographed(gallery, shot, worn, width: int) -> None:
    gallery.field.setFocus()
    shot(
        gallery,
        f"patterns-{worn.name}" if width == 1366 else f"patterns-{width}-{worn.name}",
        width,
    )


def cut_labels(page: QWidget) -> list[str]:
    """Labels that show less than they say, on purpose elided ones apart."""
    cut = []
    for label in page.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, Elided):
            continue
        wrapped = label.wordWrap()
        high = label.heightForWidth(label.width()) if wrapped else label.sizeHint().height()
        wide = 0 if wrapped else label.sizeHint().width()
        if high > label.height() + 1 or wide > label.width() + 1:
            cut.append(f"{label.text()} {label.size().toTuple()} wants {wide} x {high}")
    return cut


@pytest.mark.parametrize("width", [1280, 1366])
def test_no_label_is_cut(gallery, qapp, width: int) -> None:
    gallery.resize(width, 768)
    qapp.processEvents()
    assert not cut_labels(gallery)
    gallery.findChild(QLabel, "until_problem").setFixedHeight(9)
    assert cut_labels(gallery)


def test_every_target_is_at_least_24_pixels(gallery, qapp) -> None:
    qapp.processEvents()
    kinds = (QAbstractButton, QLineEdit, QComboBox, QPlainTextEdit)
    targets = [w for kind in kinds for w in gallery.findChildren(kind) if w.isVisible()]
    assert len(targets) > 20
    small = [
        f"{type(w).__name__} {w.objectName()} {w.width()} x {w.height()}"
        for w in targets
        if min(w.width(), w.height()) < 24
    ]
    assert not small


def test_one_line_controls_share_one_height(gallery, qapp) -> None:
    qapp.processEvents()
    controls = [gallery.field, gallery.segments, gallery.primary, gallery.plain]
    controls += [gallery.form.field("county")]
    assert {control.height() for control in controls} == {look.FIELD}


def ring_pixels(page: QWidget, area: QRect) -> int:
    """Pixels in the colour of the focus ring."""
    picture, colour = page.grab(area).toImage(), QColor(look.current().focus).rgb()
    return sum(
        picture.pixel(x, y) == colour
        for x in range(picture.width())
        for y in range(picture.height())
    )


@pytest.mark.parametrize(
    "what", ["primary", "plain", "segment", "field", "row", "lines", "combo", "tick"]
)
def test_the_focus_is_seen(gallery, qapp, what: str) -> None:
    widget: QWidget = {
        "primary": gallery.primary,
        "plain": gallery.plain,
        "segment": gallery.segments,
        "field": gallery.field,
        "row": gallery.list,
        "lines": gallery.form.field("approach"),
        "combo": gallery.form.field("county"),
        "tick": gallery.form.field("voicemail"),
    }[what]
    other = gallery.form.field("rest")
    other.setFocus(Qt.FocusReason.OtherFocusReason)
    qapp.processEvents()
    place = QRect(widget.mapTo(gallery, QPoint(0, 0)), widget.size()).adjusted(-5, -5, 5, 5)
    before, size = ring_pixels(gallery, place), widget.size()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    qapp.processEvents()
    assert ring_pixels(gallery, place) - before > 2 * (14 if what == "tick" else 24)
    assert widget.size() == size


def heard(widget: QWidget, kind: QAccessible.Text = QAccessible.Text.Name) -> str:
    """What a screen reader is told about a widget."""
    return QAccessible.queryAccessibleInterface(widget).text(kind)


def test_every_stop_has_a_name(gallery) -> None:
    stops = [
        widget
        for widget in gallery.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
    ]
    assert len(stops) > 15
    nameless = [
        f"{type(w).__name__} {w.objectName()}" for w in stops if not heard(w) or "&" in heard(w)
    ]
    assert not nameless


def test_segments_are_radio_buttons_with_the_name_of_their_choice(gallery) -> None:
    for piece in gallery.findChildren(Segment):
        interface = QAccessible.queryAccessibleInterface(piece)
        assert interface.role() == QAccessible.Role.RadioButton
        assert heard(piece) == piece.text()
        assert heard(piece, QAccessible.Text.Description) in ("Urgency", "Weapons")
        assert bool(interface.state().checked) == piece.isChecked()


def test_rows_are_heard_in_one_sentence(gallery) -> None:
    interface = QAccessible.queryAccessibleInterface(gallery.list)
    assert interface.childCount() == 3
    assert (
        interface.child(1).text(QAccessible.Text.Name)
        == "Lantern House, 2 beds, Safe housing for women, 9 mi"
    )


def test_a_button_is_heard_without_its_key(gallery) -> None:
    assert heard(gallery.primary) == "Call-down"
    actions = QAccessible.queryAccessibleInterface(gallery.primary).actionInterface()
    assert actions.keyBindingsForAction(actions.pressAction()) == ["F6"]
    gallery.primary.setText("Call now")
    assert heard(gallery.primary) == "Call now"
    assert gallery.primary.shortcut().toString() == "F6"


@pytest.mark.parametrize("scale", [1.5, 2.0])
def test_everything_grows_with_the_scale(qapp, qtbot, scale: float) -> None:
    look.apply(qapp, "light", scale)
    page = Gallery()
    qtbot.addWidget(page)
    page.resize(page.minimumSizeHint().expandedTo(page.size()))
    page.show()
    qapp.processEvents()
    heights = {w.height() for w in (page.field, page.segments, page.primary, page.plain)}
    cut = cut_labels(page)
    look.apply(qapp, "light")
    assert max(heights) - min(heights) <= 1
    assert min(heights) >= 33 * scale
    assert not cut


def test_a_tick_keeps_its_picture(gallery, qapp) -> None:
    box = gallery.form.field("voicemail")
    assert isinstance(box, QCheckBox)
    before = box.grab().toImage()
    box.setChecked(True)
    after = box.grab().toImage()
    fill = QColor(look.current().on_fill).rgb()
    ticks = [
        (x, y) for x in range(3, 15) for y in range(after.height()) if after.pixel(x, y) == fill
    ]
    assert before != after
    assert ticks
