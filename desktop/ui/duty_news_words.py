"""The words of notices about duties, for the desktop's notices, the window and screen readers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QLocale, QObject

from desktop.domain.duty_notice import NoticeKind
from desktop.services.rows_notice import DutyNoticeRow
from desktop.ui.duty.words import times_text
from desktop.ui.formats import day_text, near_text

LISTED = 3
SOON = timedelta(hours=1)
"""A duty that begins within this is told by how long it is till then."""


class DutyNewsWords(QObject):
    """Speaks from any thread, to the person called `me`: translation in Qt is thread-safe."""

    def title(self, notices: Sequence[DutyNoticeRow]) -> str:
        """Return the first line of a notice on the desktop: words of ours, no name."""
        if len(notices) > 1:
            return self.tr("%n notice(s) about duties", "", len(notices))
        match notices[0].kind:
            case NoticeKind.SWAP_ASKED:
                return self.tr("Can you take a duty?")
            case NoticeKind.SWAP_TAKEN | NoticeKind.SWAP_DECLINED | NoticeKind.SWAP_UNDONE:
                return self.tr("Swap of duties")
            case NoticeKind.REMINDER:
                return self.tr("Your duty is coming")
            case NoticeKind.SHIFT_BEGINS:
                return self.tr("Your shift begins")
            case NoticeKind.NOT_ACCEPTED:
                return self.tr("A shift was not accepted")
            case _:
                return self.tr("Your duties")

    def body(self, notices: Sequence[DutyNoticeRow], me: str, now: datetime) -> str:
        """Return what there is to tell, of several the first three."""
        lines = [self.sentence(notice, me, now) for notice in notices[:LISTED]]
        if len(notices) > LISTED:
            lines.append(self.tr("and %n more", "", len(notices) - LISTED))
        return "\n".join(lines)

    def sentence(self, notice: DutyNoticeRow, me: str, now: datetime) -> str:
        """Return the whole of a notice in a sentence."""
        match notice.kind:
            case NoticeKind.PUBLISHED | NoticeKind.CHANGED:
                return self._duties(notice)
            case NoticeKind.REMINDER:
                return self._ahead(notice, now)
            case NoticeKind.SHIFT_BEGINS:
                return self._begins(notice, now)
            case NoticeKind.NOT_ACCEPTED:
                return self._silence(notice, me, now)
            case _:
                return self._swap(notice, me)

    def _swap(self, notice: DutyNoticeRow, me: str) -> str:
        """Return what became of a request; `person` asks or takes, `other` gives."""
        partner = notice.other if notice.person == me else notice.person
        match notice.kind:
            case NoticeKind.SWAP_ASKED if notice.is_for_all:
                text = self.tr("{person} looks for somebody to take {times}.")
            case NoticeKind.SWAP_ASKED:
                text = self.tr("{person} asks you to take {times}.")
            case NoticeKind.SWAP_TAKEN if notice.other == me:
                text = self.tr("{person} takes your duty {times}.")
            case NoticeKind.SWAP_TAKEN if notice.person == me:
                text = self.tr("You take the duty of {partner}: {times}.")
            case NoticeKind.SWAP_TAKEN:
                text = self.tr("{person} takes {times}, a duty of {other}.")
            case NoticeKind.SWAP_DECLINED if notice.person == me:
                text = self.tr("{partner} needs nobody any more for {times}.")
            case NoticeKind.SWAP_DECLINED:
                text = self.tr("{person} cannot take {times}.")
            case _:
                text = self.tr("The swap with {partner} was taken back: {times}.")
        words = text.format(
            person=notice.person, other=notice.other, partner=partner, times=_times(notice)
        )
        asks = notice.kind is NoticeKind.SWAP_ASKED
        return f"{words} “{notice.message}”" if asks and notice.message else words

    def _duties(self, notice: DutyNoticeRow) -> str:
        when = self._period(notice)
        counts = self._counts(notice)
        if notice.is_lost:
            text = self.tr("%n of your duties, {period}, were given to others.", "", notice.shifts)
        elif notice.kind is NoticeKind.CHANGED:
            if not when:
                return self.tr("Your duties have changed.")
            text = self.tr("Your duties have changed, {period}: {counts}")
        else:
            text = self.tr("Your duties, {period}: {counts}")
        return text.format(period=when, counts=counts)

    def _counts(self, notice: DutyNoticeRow) -> str:
        counts = []
        if notice.nights:
            counts.append(self.tr("%n night(s)", "", notice.nights))
        if notice.weekends:
            counts.append(self.tr("%n weekend(s)", "", notice.weekends))
        if not counts:
            counts.append(self.tr("%n duties", "", notice.shifts))
        return ", ".join(counts)

    def _period(self, notice: DutyNoticeRow) -> str:
        """Return `December` for a whole month, else the first and the last day."""
        if notice.start_at is None or notice.end_at is None:
            return ""
        zone = ZoneInfo(notice.zone)
        first = notice.start_at.astimezone(zone).date()
        last = (notice.end_at.astimezone(zone) - timedelta(microseconds=1)).date()
        if first.day == 1 and last == _month_end(first):
            return QLocale().standaloneMonthName(first.month)
        if first == last:
            return day_text(first)
        return f"{day_text(first)} – {day_text(last)}"

    def _ahead(self, notice: DutyNoticeRow, now: datetime) -> str:
        start_at = notice.start_at or now
        if start_at - now > SOON:
            return self.tr("You are on duty {times}.").format(times=_times(notice))
        minutes = max(0, round((start_at - now) / timedelta(minutes=1)))
        text = self.tr("Your duty starts in %n minute(s), till {until}.", "", minutes)
        return text.format(until=_near(notice.end_at or now, notice, now))

    def _begins(self, notice: DutyNoticeRow, now: datetime) -> str:
        until = _near(notice.end_at or now, notice, now)
        if notice.other:
            text = self.tr("{giver} hands over the shift to you, till {until}.")
            return text.format(giver=notice.other, until=until)
        return self.tr("Your shift has begun, till {until}.").format(until=until)

    def _silence(self, notice: DutyNoticeRow, me: str, now: datetime) -> str:
        since = _near(notice.start_at or now, notice, now)
        if notice.person == me:
            text = self.tr("You have not accepted your shift, which began at {since}.")
        else:
            text = self.tr("{person} has not accepted the shift that began at {since}.")
        return text.format(person=notice.person, since=since)


def _times(notice: DutyNoticeRow) -> str:
    if notice.start_at is None or notice.end_at is None:
        return ""
    return times_text((notice.start_at, notice.end_at), ZoneInfo(notice.zone))


def _near(at: datetime, notice: DutyNoticeRow, now: datetime) -> str:
    return near_text(at, now, ZoneInfo(notice.zone))


def _month_end(day: date) -> date:
    following = (day.replace(day=28) + timedelta(days=4)).replace(day=1)
    return following - timedelta(days=1)
