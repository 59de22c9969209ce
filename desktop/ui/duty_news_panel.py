"""The list of news about one's own duties, above every page: a line each, with its answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from desktop.domain.duty_notice import NoticeKind
from desktop.services.rows_notice import DutyNoticeRow
from desktop.ui.duty_news import DutyNews
from desktop.ui.icons import icon_pixmap
from desktop.ui.theme.tokens import tokens_of
from desktop.ui.theme.typography import Space, strong
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.waiting_panel import WaitingPanel

ICON = 18

_ICONS: Mapping[NoticeKind, str] = {
    NoticeKind.PUBLISHED: "calendar-clock",
    NoticeKind.CHANGED: "calendar-clock",
    NoticeKind.REMINDER: "clock",
    NoticeKind.SHIFT_BEGINS: "moon",
    NoticeKind.NOT_ACCEPTED: "triangle-alert",
}


class NewsLine(QWidget):
    """One notice, and what can be done about it."""

    def __init__(
        self,
        notice: DutyNoticeRow,
        news: DutyNews,
        press: Callable[[Callable[[], None]], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._notice = notice
        self._news = news
        self._press = press
        self._icon = QLabel()
        self._text = PlainLabel()
        self._text.setWordWrap(True)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        if news.is_mine_to_accept(notice):
            self._text.setFont(strong(self.font()))
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(Space.PAGE, Space.TIGHT, Space.PAGE, Space.TIGHT)
        self._layout.setSpacing(Space.CONTROL)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1)
        self._add_answers()
        self._tint()
        self.tick()

    def tick(self) -> None:
        """Say it as of now."""
        self._text.setText(self._news.sentence(self._notice))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._tint()

    def _add_answers(self) -> None:
        notice, news = self._notice, self._news
        if news.is_mine_to_accept(notice):
            self._add(self.tr("Accept shift"), news.accept_shift)
            return
        if notice.kind is NoticeKind.SWAP_ASKED:
            self._add(self.tr("Take"), partial(news.take, notice))
            self._add(self.tr("Decline"), partial(news.decline, notice))
            return
        if notice.kind in (NoticeKind.PUBLISHED, NoticeKind.CHANGED):
            self._add(self.tr("Add to calendar (.ics)…"), news.calendar_wanted.emit)
        self._add(self.tr("OK"), partial(news.put_away, [notice]))

    def _add(self, text: str, run: Callable[[], None]) -> None:
        button = QPushButton(text)
        button.setAccessibleDescription(self._news.sentence(self._notice))
        button.clicked.connect(partial(self._press, run))
        self._layout.addWidget(button)

    def _tint(self) -> None:
        tokens = tokens_of(self.palette())
        is_late = self._notice.kind is NoticeKind.NOT_ACCEPTED
        name = _ICONS.get(self._notice.kind, "users")
        ink = tokens.danger if is_late else tokens.muted
        self._icon.setPixmap(icon_pixmap(name, ink, ICON, self.devicePixelRatioF()))


class DutyNewsPanel(WaitingPanel[NewsLine]):
    """Lists the newest notices; the shift that waits to be accepted stands first."""

    def __init__(self, news: DutyNews, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._news = news
        self._known: frozenset[int] = frozenset()
        news.changed.connect(self.show_waiting)

    def tick(self) -> None:
        """Say everything as of now."""
        for line in self.lines:
            line.tick()

    @override
    def show_waiting(self) -> None:
        waiting = sorted(self._news.waiting, key=self._news.is_mine_to_accept, reverse=True)
        self.put([NewsLine(each, self._news, self.press) for each in waiting[: self.LINES]])
        left = len(waiting) - len(self.lines)
        self.more.setText(self.tr("and %n more", "", left))
        self.for_all.setText(self.tr("All read"))
        self.foot.setVisible(left > 0)
        self.setVisible(bool(waiting))
        known = frozenset(each.id for each in waiting)
        if known - self._known:
            self.tell_new(self._news.sentence(waiting[0]))
        self._known = known

    @override
    def on_all(self) -> None:
        """Put away all that asks for no answer."""
        asks = (NoticeKind.SWAP_ASKED,)
        self._news.put_away(
            each
            for each in self._news.waiting
            if each.kind not in asks and not self._news.is_mine_to_accept(each)
        )
