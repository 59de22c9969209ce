"""The body of a message grows with its text and asks the world for nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QImage, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui.tickets.message_browser import (
    PICTURE_SIDE,
    MessageBrowser,
    is_too_large,
    read_picture,
)

IMAGE = QTextDocument.ResourceType.ImageResource.value
HTML = QTextDocument.ResourceType.HtmlResource.value


def picture(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(QByteArray(buffer.data()).data())


@pytest.fixture
def browser(qtbot: QtBot) -> MessageBrowser:
    browser = MessageBrowser()
    qtbot.addWidget(browser)
    browser.resize(400, 10)
    browser.show()
    return browser


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        (IMAGE, "https://evil.example/p.png"),
        (IMAGE, "file:///etc/passwd"),
        (IMAGE, "/etc/passwd"),
        (IMAGE, "qrc:/x.png"),
        (IMAGE, "cid:other"),
        (HTML, "cid:one"),
    ],
)
def test_everything_but_own_pictures_is_answered_with_nothing(
    browser: MessageBrowser, kind: int, address: str
) -> None:
    browser.show_html('<img src="cid:one">', {"one": picture(8)})

    answer = browser.loadResource(kind, QUrl(address))

    assert isinstance(answer, QImage)
    assert answer.width() == 1


def test_own_picture_is_shown(browser: MessageBrowser) -> None:
    browser.show_html('<p>a<img src="cid:one"></p>', {"one": picture(120)})

    assert browser.height() >= 120


def test_pictures_of_the_message_before_are_forgotten(browser: MessageBrowser) -> None:
    browser.show_html('<img src="cid:one">', {"one": picture(8)})
    browser.show_text("plain")

    answer = browser.loadResource(IMAGE, QUrl("cid:one"))

    assert isinstance(answer, QImage)
    assert answer.width() == 1


def test_height_is_that_of_the_text_at_any_width(browser: MessageBrowser) -> None:
    browser.show_text("word " * 200)
    wide = browser.height()
    browser.resize(200, browser.height())

    assert browser.height() > wide
    assert browser.verticalScrollBar().maximum() == 0


def test_one_long_word_is_broken(browser: MessageBrowser) -> None:
    browser.show_text("x" * 5_000)

    assert browser.horizontalScrollBar().maximum() == 0


def test_plain_text_is_never_read_as_markup(browser: MessageBrowser) -> None:
    browser.show_text("<b>not bold</b> & <img src='https://evil.example/x'>")

    assert browser.toPlainText().startswith("<b>not bold</b> &")


def test_wheel_is_left_to_the_conversation(browser: MessageBrowser) -> None:
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(browser.viewport(), event)

    assert not event.isAccepted()


def test_pressed_link_tells_its_address_and_words(browser: MessageBrowser, qtbot: QtBot) -> None:
    browser.show_html('<p><a href="https://evil.example/">bank.<b>example</b></a> and more</p>', {})

    with qtbot.waitSignal(browser.link_pressed) as pressed:
        browser.anchorClicked.emit(QUrl("https://evil.example/"))

    assert pressed.args == ["https://evil.example/", "bank.example"]
    assert "bank.example and more" in browser.toPlainText()


def test_large_picture_is_decoded_smaller() -> None:
    found = read_picture(png(picture(PICTURE_SIDE + 400)))

    assert found is not None
    assert found.width() == PICTURE_SIDE


def test_broken_picture_is_none() -> None:
    assert read_picture(b"GIF89a nonsense") is None


@pytest.mark.parametrize(("width", "height", "is_shown"), [(8_001, 1, False), (8_000, 6, True)])
def test_picture_beyond_any_screen_is_not_decoded(width: int, height: int, is_shown: bool) -> None:
    image = QImage(width, height, QImage.Format.Format_Mono)
    image.fill(0)
    data = png(image)
    assert (read_picture(data) is not None) is is_shown
    assert is_too_large(data) is not is_shown


def test_broken_picture_is_not_called_large() -> None:
    assert not is_too_large(b"GIF89a nonsense")
