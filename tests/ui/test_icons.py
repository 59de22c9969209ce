"""Icons are tinted, sharp, licensed and all there."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QIcon, QImage

from desktop.system.resources import resource
from desktop.ui.app_icon import TrayState, app_icon, tray_icon
from desktop.ui.icons import icon, icon_pixmap

pytestmark = pytest.mark.usefixtures("qapp")

NAMES = sorted(path.stem for path in resource("icons").glob("*.svg"))


def inked(image: QImage) -> list[QColor]:
    return [
        image.pixelColor(x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_is_drawn_in_the_colour_asked_for(name: str) -> None:
    image = icon_pixmap(name, QColor("#FF00FF"), 24, 2.0).toImage()
    colours = {colour.name() for colour in inked(image)}
    assert colours == {"#ff00ff"}


def test_icons_are_one_family() -> None:
    for name in NAMES:
        svg = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
        assert 'viewBox="0 0 24 24"' in svg
        assert 'stroke-width="2"' in svg


def test_a_pixmap_is_made_once_and_fits_its_screen() -> None:
    one = icon_pixmap("inbox", QColor("#102030"), 20, 1.25)
    assert one is icon_pixmap("inbox", QColor("#102030"), 20, 1.25)
    assert (one.width(), one.devicePixelRatio()) == (25, 1.25)


def test_an_icon_has_a_disabled_colour() -> None:
    made = icon("send", QColor("#000000"), QColor("#848D97"))
    image = made.pixmap(24, 24, QIcon.Mode.Disabled).toImage()
    assert {colour.name() for colour in inked(image)} == {"#848d97"}


def test_an_unknown_icon_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", QColor("#000000"))


def test_both_licences_travel_with_the_icons() -> None:
    text = resource("icons", "LICENSE").read_text(encoding="utf-8")
    assert re.search(r"ISC License", text)
    assert re.search(r"The MIT License \(MIT\)", text)
    assert "Cole Bemis" in text


@pytest.mark.parametrize("on_duty", [False, True])
def test_tray_states_differ_by_shape_alone(on_duty: bool) -> None:
    ink = QColor("#000000")
    shapes = set()
    for state in TrayState:
        image = tray_icon(state, on_duty=on_duty, ink=ink).pixmap(22, 22).toImage()
        shapes.add(
            frozenset(
                (x, y)
                for x in range(22)
                for y in range(22)
                if image.pixelColor(x, y).alphaF() > 0.5
            )
        )
    assert len(shapes) == len(TrayState)


def test_the_program_icon_comes_in_every_size_a_desktop_asks_for() -> None:
    sizes = {size.width() for size in app_icon().availableSizes()}
    assert {16, 24, 32, 48, 256} <= sizes
