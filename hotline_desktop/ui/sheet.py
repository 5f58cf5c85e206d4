"""The one style sheet of the application, made from a look; knows roles and kinds, no page."""

from collections.abc import Callable
from pathlib import Path

from hotline_desktop.ui.tokens import CARD, FACE, FALLBACKS, FIELD, HIGH, RING, SMALL, TYPE, Look


_Px = Callable[[float], int]


def sheet(look: Look, icons: Path, scale: float = 1.0) -> str:
    """Give the style sheet (QSS) of a look; ``icons`` is a folder, for Qt reads pictures from files.

    Only type and attribute selectors: descendant chains are what makes polishing slow.
    """

    def px(size: float) -> int:
        return max(1, round(size * scale))

    parts = [_text(look, px), _frames(look, px), _fields(look, px, icons)]
    parts += [_buttons(look, px), _choices(look, px, icons), _scrolls(look, px)]
    return "\n".join(parts)


def _edge(look: Look) -> str:
    return look.edge if look is HIGH else look.line


def _text(k: Look, px: _Px) -> str:
    out = [f"* {{ font-family: '{FACE}', '{FALLBACKS[0]}'; font-size: {px(14)}px; color: {k.ink}; }}"]
    out.append("QLabel { background: transparent; border: none; }")
    for role, (size, weight) in TYPE.items():
        colour = {"meta": k.ink3, "second": k.ink2}.get(role, k.ink)
        out.append(
            f'QLabel[role="{role}"] {{ font-size: {px(size)}px; font-weight: {weight};'
            f" color: {colour}; }}"
        )
    for tone in ("accent", "ok", "soon", "danger", "ink", "ink2", "ink3"):
        out.append(f'QLabel[tone="{tone}"] {{ color: {getattr(k, tone)}; }}')
    out.append(
        f'QLabel[role="key"] {{ font-size: {px(12)}px; color: {k.ink3}; border: 1px solid'
        f" {_edge(k)}; border-radius: {px(SMALL)}px; padding: 0px {px(5)}px;"
        f" min-height: {px(18)}px; max-height: {px(18)}px; }}"
        f'QLabel[role="key"][tone="on_fill"] {{ color: {k.on_fill}; border-color: {k.on_fill}; }}'
        f"QToolTip {{ background: {k.ink}; color: {k.surface}; border: none;"
        f" padding: {px(5)}px {px(8)}px; }}"
    )
    return "\n".join(out)


def _frames(k: Look, px: _Px) -> str:
    edge = _edge(k)
    out = f"""
    QMainWindow, QWidget[kind="canvas"], QScrollArea[kind="canvas"] {{ background: {k.canvas}; }}
    QWidget#cover {{ background: {k.canvas}; }}
    QScrollArea {{ border: none; background: transparent; }}
    QFrame[kind="rail"] {{ background: {k.rail}; border: none; border-right: 1px solid {edge}; }}
    QFrame[kind="bar"] {{ background: {k.canvas}; border: none; border-bottom: 1px solid {edge}; }}
    QFrame[kind="side"] {{ background: {k.rail}; border: none; border-left: 1px solid {edge}; }}
    QFrame[kind="pane"] {{ background: {k.surface}; border: none; border-left: 1px solid {edge};
        border-right: 1px solid {edge}; }}
    QFrame[kind="card"] {{ background: {k.surface}; border: 1px solid {edge};
        border-radius: {px(CARD)}px; }}
    QFrame[kind="well"] {{ background: {k.sunken}; border: 1px solid
        {edge if k is HIGH else k.sunken}; border-radius: {px(FIELD)}px; }}
    QFrame[kind="paper"] {{ background: {k.paper}; border: 1px solid {edge}; }}
    QFrame[kind="float"] {{ background: {k.surface}; border: {RING}px solid {k.focus};
        border-radius: {px(CARD + 2)}px; }}
    QFrame[kind="line"] {{ background: {k.line}; border: none; max-height: 1px; min-height: 1px; }}
    QFrame[kind="vline"] {{ background: {k.line}; border: none; max-width: 1px; min-width: 1px; }}
    QFrame[kind="banner"] {{ border-radius: {px(FIELD)}px; border: 1px solid transparent; }}
    QFrame[kind="pill"] {{ border-radius: {px(12)}px; background: {k.sunken};
        border: 1px solid {edge if k is HIGH else "transparent"}; }}
    QFrame[kind="pill"][tone="plain"] {{ background: transparent; border-color: transparent; }}
    """
    for tone in ("accent", "ok", "soon", "danger"):
        strong, soft = getattr(k, tone), getattr(k, f"{tone}_soft")
        border = strong if k is HIGH or tone == "danger" else soft
        out += f'QFrame[kind="banner"][tone="{tone}"] {{ background: {soft}; border-color: {border}; }}\n'
        out += f'QFrame[kind="pill"][tone="{tone}"] {{ background: {soft}; }}\n'
    return out


def _fields(k: Look, px: _Px, icons: Path) -> str:
    lines = ("QLineEdit", "QComboBox")
    texts = ("QPlainTextEdit", "QTextEdit")

    def each(names: tuple[str, ...], state: str) -> str:
        return ", ".join(name + state for name in names)

    return f"""
    {each(lines + texts, "")} {{ background: {k.surface}; border: 1px solid {k.edge};
        border-radius: {px(FIELD)}px; padding: {px(6)}px {px(10)}px; min-height: {px(20)}px;
        selection-background-color: {k.accent_fill}; selection-color: {k.on_fill};
        placeholder-text-color: {k.ink3}; }}
    {each(texts, "")} {{ padding: {px(4)}px {px(6)}px; }}
    {each(lines, ":focus")} {{ border: {RING}px solid {k.focus}; padding: {px(5)}px {px(9)}px; }}
    {each(texts, ":focus")} {{ border: {RING}px solid {k.focus}; padding: {px(3)}px {px(5)}px; }}
    {each(lines, '[problem="true"]')} {{ border: {RING}px solid {k.soon};
        padding: {px(5)}px {px(9)}px; }}
    {each(texts, '[problem="true"]')} {{ border: {RING}px solid {k.soon};
        padding: {px(3)}px {px(5)}px; }}
    {each(lines + texts, ":disabled")} {{ background: {k.sunken}; color: {k.ink3};
        border-color: {k.line}; }}
    QLineEdit[kind="big"] {{ font-size: {px(17)}px; padding: {px(8)}px {px(12)}px; }}
    QLineEdit[kind="big"]:focus {{ padding: {px(7)}px {px(11)}px; }}
    QComboBox::drop-down {{ border: none; width: {px(24)}px; }}
    QComboBox::down-arrow {{ image: url({icons.as_posix()}/down-{k.name}.svg);
        width: {px(16)}px; height: {px(16)}px; }}
    QComboBox QAbstractItemView {{ background: {k.surface}; border: 1px solid {k.edge};
        selection-background-color: {k.accent_fill}; selection-color: {k.on_fill}; }}
    """


def _buttons(k: Look, px: _Px) -> str:
    chosen, on_chosen = _chosen(k)
    return f"""
    QPushButton, QToolButton {{ background: {k.surface}; border: 1px solid {k.edge};
        border-radius: {px(FIELD)}px; padding: {px(5)}px {px(12)}px; min-height: {px(22)}px;
        font-weight: 500; }}
    QPushButton:hover, QToolButton:hover {{ background: {k.sunken}; }}
    QPushButton:focus, QToolButton:focus {{ border: {RING}px solid {k.focus};
        padding: {px(4)}px {px(11)}px; }}
    QPushButton:disabled {{ color: {k.ink3}; background: {k.sunken}; border-color: {k.line}; }}
    QPushButton[kind="primary"] {{ background: {k.accent_fill}; color: {k.on_fill};
        border-color: {k.accent_fill}; font-weight: 600; }}
    QPushButton[kind="primary"]:disabled {{ color: {k.ink3}; background: {k.sunken};
        border-color: {k.line}; }}
    QPushButton[kind="primary"]:focus {{ border: 1px solid {k.accent_fill};
        padding: {px(5)}px {px(12)}px; }}
    QPushButton[kind="quiet"], QToolButton[kind="quiet"] {{ background: transparent;
        border-color: transparent; color: {k.ink2}; }}
    QPushButton[kind="quiet"]:hover {{ background: {k.sunken}; }}
    QPushButton[kind="quiet"]:focus {{ border-color: {k.focus}; }}
    QPushButton[kind="field"] {{ text-align: left; color: {k.ink3}; font-weight: 400; }}
    QPushButton[kind="nav"], QToolButton[kind="nav"] {{ background: transparent;
        border: {RING}px solid transparent; border-radius: {px(FIELD + 2)}px; color: {k.ink2};
        padding: {px(6)}px 0px; font-size: {px(12)}px; font-weight: 500; min-height: {px(40)}px; }}
    QToolButton[kind="nav"]:hover {{ background: {k.sunken}; }}
    QToolButton[kind="nav"]:checked {{ background: {chosen}; color: {on_chosen}; font-weight: 600; }}
    QToolButton[kind="nav"]:focus {{ border-color: {k.focus}; }}
    """


def _choices(k: Look, px: _Px, icons: Path) -> str:
    chosen, on_chosen = _chosen(k)
    danger, on_danger = (
        (k.danger_fill, k.on_fill) if k is HIGH else (k.danger_soft, k.danger)
    )
    return f"""
    QFrame[kind="segments"] {{ background: {k.surface}; border: 1px solid {k.edge};
        border-radius: {px(FIELD)}px; }}
    QPushButton[kind="segment"] {{ background: transparent; border: {RING}px solid transparent;
        border-radius: {px(SMALL)}px; padding: {px(2)}px {px(8)}px; min-height: {px(22)}px;
        color: {k.ink2}; font-weight: 400; }}
    QPushButton[kind="segment"]:hover {{ background: {k.sunken}; }}
    QPushButton[kind="segment"]:checked {{ background: {chosen}; color: {on_chosen};
        font-weight: 600; }}
    QPushButton[kind="segment"][tone="danger"]:checked {{ background: {danger};
        color: {on_danger}; }}
    QPushButton[kind="segment"]:focus {{ border: {RING}px solid {k.focus};
        padding: {px(2)}px {px(8)}px; }}
    QPushButton[kind="chip"] {{ background: {k.sunken}; border: 1px solid {_edge(k)};
        border-radius: {px(13)}px; padding: {px(1)}px {px(10)}px; min-height: {px(22)}px;
        color: {k.ink2}; font-size: {px(13)}px; font-weight: 400; }}
    QPushButton[kind="chip"]:checked {{ background: {chosen}; color: {on_chosen};
        border-color: {chosen}; font-weight: 500; }}
    QPushButton[kind="chip"]:focus {{ border: {RING}px solid {k.focus};
        padding: 0px {px(9)}px; }}
    QCheckBox {{ spacing: {px(8)}px; min-height: {px(24)}px; color: {k.ink}; }}
    QCheckBox::indicator {{ width: {px(16)}px; height: {px(16)}px; border: 1px solid {k.edge};
        border-radius: {px(SMALL)}px; background: {k.surface}; }}
    QCheckBox::indicator:checked {{ background: {k.accent_fill}; border-color: {k.accent_fill};
        image: url({icons.as_posix()}/tick-{k.name}.svg); }}
    QCheckBox:focus {{ color: {k.accent}; }}
    QCheckBox::indicator:focus {{ border: {RING}px solid {k.focus}; width: {px(14)}px;
        height: {px(14)}px; }}
    """


def _scrolls(k: Look, px: _Px) -> str:
    return f"""
    QListView {{ background: transparent; border: none; outline: none; }}
    QScrollBar:vertical {{ background: transparent; width: {px(10)}px; margin: 0; border: none; }}
    QScrollBar::handle:vertical {{ background: {k.edge if k is HIGH else k.line};
        border-radius: {px(3)}px; min-height: {px(36)}px; margin: 2px; }}
    QScrollBar::handle:vertical:hover {{ background: {k.edge}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{
        background: none; height: 0; border: none; }}
    QProgressBar {{ background: {k.sunken}; border: none; border-radius: {px(3)}px;
        max-height: {px(6)}px; min-height: {px(6)}px; }}
    QProgressBar::chunk {{ background: {k.accent}; border-radius: {px(3)}px; }}
    """


def _chosen(k: Look) -> tuple[str, str]:
    return (k.accent_fill, k.on_fill) if k is HIGH else (k.accent_soft, k.accent)
