"""Controls can be seen in both themes, and a theme switch is a palette and nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop.ui.theme.theme import SchemeChoice, Theme
from desktop.ui.theme.tokens import DARK, LIGHT, Scheme
from desktop.ui.widgets.buttons import PrimaryButton


def shown(qtbot: QtBot, widget: QWidget) -> QImage:
    qtbot.addWidget(widget)
    widget.resize(120, 40)
    widget.move(300, 300)  # away from the pointer of the offscreen platform
    widget.show()
    QApplication.processEvents()
    widget.clearFocus()
    return widget.grab().toImage()


def has_colour(image: QImage, colour: QColor) -> bool:
    return any(
        image.pixelColor(x, y) == colour
        for x in range(image.width())
        for y in range(image.height())
    )


@pytest.mark.parametrize("kind", [QLineEdit, QTextEdit, QSpinBox, QComboBox, QPushButton])
@pytest.mark.parametrize("choice", [SchemeChoice.LIGHT, SchemeChoice.DARK])
def test_every_control_has_the_outline_of_its_theme(
    qtbot: QtBot, theme: Theme, kind: type[QWidget], choice: SchemeChoice
) -> None:
    theme.choose(choice)
    image = shown(qtbot, kind())
    middle = [image.pixelColor(image.width() // 2, y) for y in range(image.height())]
    assert theme.tokens.border in middle


def test_an_unchecked_box_is_outlined_and_a_checked_one_filled(qtbot: QtBot, theme: Theme) -> None:
    theme.choose(SchemeChoice.DARK)
    box = QCheckBox("Sound")
    assert has_colour(shown(qtbot, box), DARK.border)
    box.setChecked(True)
    assert has_colour(box.grab().toImage(), DARK.accent)


def test_an_editable_combo_box_is_painted_without_a_crash(qtbot: QtBot, theme: Theme) -> None:
    # Fusion hands PE_PanelButtonCommand an option that is no button's.
    combo = QComboBox()
    combo.setEditable(True)
    assert has_colour(shown(qtbot, combo), LIGHT.border)


@pytest.mark.parametrize("choice", [SchemeChoice.LIGHT, SchemeChoice.DARK])
def test_the_primary_button_is_flat_accent_after_a_switch(
    qtbot: QtBot, theme: Theme, choice: SchemeChoice
) -> None:
    button = PrimaryButton("Send")
    qtbot.addWidget(button)
    theme.choose(choice)
    image = shown(qtbot, button)
    assert button.palette().buttonText().color() == theme.tokens.on_accent
    assert image.pixelColor(20, image.height() // 2) == theme.tokens.accent


def test_a_switch_recolours_what_is_already_shown(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    field = QLineEdit(page)
    shown(qtbot, page)
    with qtbot.waitSignal(theme.changed):
        theme.choose(SchemeChoice.DARK)
    QApplication.processEvents()
    assert field.palette().base().color() == DARK.base
    assert page.grab().toImage().pixelColor(100, 35) == DARK.window


def test_no_style_sheet_is_ever_set(qapp: QApplication, theme: Theme) -> None:
    theme.choose(SchemeChoice.DARK)
    assert qapp.styleSheet() == ""


def test_the_system_choice_follows_the_system(theme: Theme, qapp: QApplication) -> None:
    theme.choose(SchemeChoice.SYSTEM)
    is_dark = qapp.styleHints().colorScheme() is Qt.ColorScheme.Dark
    assert theme.tokens.scheme is (Scheme.DARK if is_dark else Scheme.LIGHT)


def test_text_scales_from_the_system_size(theme: Theme, qapp: QApplication) -> None:
    before = qapp.font().pointSizeF()
    theme.set_text_scale(150)
    theme.set_text_scale(120)
    assert qapp.font().pointSizeF() == pytest.approx(before * 1.2)
    with pytest.raises(ValueError, match="200"):
        theme.set_text_scale(200)
