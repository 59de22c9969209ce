"""DutyStyle: Fusion with outlines, check marks, focus and buttons that can be seen in both themes.

Only `drawPrimitive` and the frame of spin boxes are overridden: a Python override of `pixelMetric`
makes building windows 2.4 times slower (screens.md 3.7).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComplex,
    QWidget,
)
from typing_extensions import override

from desktop.ui.theme.tokens import Tokens, tokens_of

RADIUS = 3.0

Primitive = QStyle.PrimitiveElement
State = QStyle.StateFlag
Feature = QStyleOptionButton.ButtonFeature


class DutyStyle(QProxyStyle):
    """Fusion, with what stock Fusion draws too faintly drawn again from the tokens."""

    def __init__(self) -> None:
        super().__init__("Fusion")
        self.setObjectName("duty")

    @override
    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = _DRAWN.get(element)
        if draw is None:
            super().drawPrimitive(element, option, painter, widget)
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw(option, painter, tokens_of(option.palette))
        painter.restore()

    @override
    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        super().drawComplexControl(control, option, painter, widget)
        if control is QStyle.ComplexControl.CC_SpinBox:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _outline(option, painter, tokens_of(option.palette))
            painter.restore()


def _has(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _inner(option: QStyleOption, pen_width: float) -> QRectF:
    half = pen_width / 2
    return QRectF(option.rect).adjusted(half, half, -half, -half)


def _edge(option: QStyleOption, tokens: Tokens) -> QPen:
    """Return the pen of a control's outline: the focus ring, the border, or a faint line."""
    if not _has(option, State.State_Enabled):
        return QPen(tokens.hairline, 1.0)
    if _has(option, State.State_HasFocus):
        return QPen(tokens.accent, tokens.focus_width)
    return QPen(tokens.border, 1.0)


def _outline(option: QStyleOption, painter: QPainter, tokens: Tokens) -> None:
    pen = _edge(option, tokens)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(_inner(option, pen.widthF()), RADIUS, RADIUS)


def _text_area(option: QStyleOption, painter: QPainter, tokens: Tokens) -> None:
    """Frame a text area; item views and splitters use other primitives or no frame at all."""
    if _has(option, State.State_Sunken):
        _outline(option, painter, tokens)
        return
    painter.setPen(QPen(tokens.hairline, 1.0))
    painter.drawRect(_inner(option, 1.0))


def _focus_ring(option: QStyleOption, painter: QPainter, tokens: Tokens) -> None:
    width = float(tokens.focus_width)
    painter.setPen(QPen(tokens.on_accent if _is_primary(option, tokens) else tokens.accent, width))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(_inner(option, width), RADIUS, RADIUS)


def _mark_colours(option: QStyleOption, tokens: Tokens) -> tuple[QPen, QColor, QColor]:
    """Return outline, fill and mark colour of a check box or radio button."""
    on = _has(option, State.State_On) or _has(option, State.State_NoChange)
    if not _has(option, State.State_Enabled):
        return QPen(tokens.hairline, 1.0), tokens.window, tokens.border
    if on:
        return QPen(tokens.accent, 1.0), tokens.accent, tokens.on_accent
    return _edge(option, tokens), tokens.base, tokens.on_accent


def _check_box(option: QStyleOption, painter: QPainter, tokens: Tokens) -> None:
    edge, fill, mark = _mark_colours(option, tokens)
    box = _inner(option, edge.widthF())
    painter.setPen(edge)
    painter.setBrush(fill)
    painter.drawRoundedRect(box, RADIUS, RADIUS)
    pen = QPen(mark, max(1.6, box.width() / 7))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    at = _at(box)
    if _has(option, State.State_NoChange):
        painter.drawLine(at(0.27, 0.5), at(0.73, 0.5))
    elif _has(option, State.State_On):
        painter.drawPolyline(QPolygonF([at(0.22, 0.52), at(0.42, 0.72), at(0.78, 0.30)]))


def _radio_button(option: QStyleOption, painter: QPainter, tokens: Tokens) -> None:
    edge, fill, mark = _mark_colours(option, tokens)
    disc = _inner(option, edge.widthF())
    painter.setPen(edge)
    painter.setBrush(fill)
    painter.drawEllipse(disc)
    if _has(option, State.State_On):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(mark)
        painter.drawEllipse(disc.center(), disc.width() * 0.2, disc.height() * 0.2)


def _button(option: QStyleOption, painter: QPainter, tokens: Tokens) -> None:
    """Draw a flat push button.

    Filled with the accent when its text has the colour for that (`widgets.buttons.PrimaryButton`):
    Fusion writes every text in `buttonText`, so a button that is only the default of its dialog
    gets the accent as its outline.
    """
    # Combo boxes hand over an option of another type, which has no button features.
    features = option.features if isinstance(option, QStyleOptionButton) else Feature(0)
    enabled = _has(option, State.State_Enabled)
    held = _has(option, State.State_Sunken) or _has(option, State.State_On)
    hovered = enabled and _has(option, State.State_MouseOver)
    flat = bool(features & Feature.Flat)
    primary = enabled and _is_primary(option, tokens)
    fill = tokens.accent if primary else tokens.base if enabled else tokens.window
    if flat and not held and not hovered:
        fill = QColor(Qt.GlobalColor.transparent)
    elif held or hovered:
        fill = blend(fill, tokens.text, 0.16 if held else 0.07)
    edge = QPen(tokens.border if enabled else tokens.hairline, 1.0)
    if flat:
        edge = QPen(Qt.PenStyle.NoPen)
    elif primary or features & Feature.DefaultButton:
        edge = QPen(tokens.accent, 1.0)
    painter.setPen(edge)
    painter.setBrush(fill)
    painter.drawRoundedRect(_inner(option, 1.0), RADIUS, RADIUS)


def _is_primary(option: QStyleOption, tokens: Tokens) -> bool:
    return bool(option.palette.buttonText().color() == tokens.on_accent)


def blend(base: QColor, other: QColor, share: float) -> QColor:
    """Return `base` with `share` (0 to 1) of `other` mixed in."""
    keep = 1.0 - share
    return QColor.fromRgbF(
        base.redF() * keep + other.redF() * share,
        base.greenF() * keep + other.greenF() * share,
        base.blueF() * keep + other.blueF() * share,
    )


def _at(box: QRectF) -> Callable[[float, float], QPointF]:
    return lambda x, y: QPointF(box.left() + box.width() * x, box.top() + box.height() * y)


_DRAWN = {
    Primitive.PE_FrameLineEdit: _outline,
    Primitive.PE_Frame: _text_area,
    Primitive.PE_FrameFocusRect: _focus_ring,
    Primitive.PE_IndicatorCheckBox: _check_box,
    Primitive.PE_IndicatorItemViewItemCheck: _check_box,
    Primitive.PE_IndicatorRadioButton: _radio_button,
    Primitive.PE_PanelButtonCommand: _button,
}
