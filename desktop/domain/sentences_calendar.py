"""Sentences for what the rules of business-hours calendars refuse, and for files of holidays."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.marked import QT_TRANSLATE_NOOP

CALENDAR: Mapping[str, str] = {
    "calendar.bad_date": QT_TRANSLATE_NOOP(
        "errors",
        "“{text}” is not a date. Write it as 2026-11-04.",
    ),
    "calendar.bad_shape": QT_TRANSLATE_NOOP(
        "errors",
        "The calendar cannot be read at “{where}”.",
    ),
    "calendar.bad_time": QT_TRANSLATE_NOOP(
        "errors",
        "“{text}” is not a time of day. Write hours and minutes from 00:00 to 24:00.",
    ),
    "calendar.bad_week": QT_TRANSLATE_NOOP(
        "errors",
        "“{text}” is not understood. Write days and hours such as Mo-Fr 9-13, 14-18; Sa 10-14.",
    ),
    "calendar.bad_zone": QT_TRANSLATE_NOOP(
        "errors",
        "There is no time zone “{zone}”.",
    ),
    "calendar.day_twice": QT_TRANSLATE_NOOP(
        "errors",
        "{day} is in the list already. Edit that line instead.",
    ),
    "calendar.file_empty": QT_TRANSLATE_NOOP(
        "errors",
        "{path} names no day of those years. Nothing was changed.",
    ),
    "calendar.file_too_big": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is larger than {limit_mb} MB: that is no calendar. Nothing was changed.",
    ),
    "calendar.file_unreadable": QT_TRANSLATE_NOOP(
        "errors",
        "{path} could not be read: {reason}.",
    ),
    "calendar.in_the_past": QT_TRANSLATE_NOOP(
        "errors",
        "New hours cannot begin in the past: tickets that came meanwhile were promised the old "
        "ones. Let them begin now and recompute the open tickets.",
    ),
    "calendar.in_use": QT_TRANSLATE_NOOP(
        "errors",
        "“{name}” cannot be removed: deadlines are counted by it ({users}).",
    ),
    "calendar.name_taken": QT_TRANSLATE_NOOP(
        "errors",
        "There is a calendar called “{name}” already.",
    ),
    "calendar.no_country": QT_TRANSLATE_NOOP(
        "errors",
        "No holidays are known for {country} in those years.",
    ),
    "calendar.no_hours": QT_TRANSLATE_NOOP(
        "errors",
        "A short day and an extra working day need hours: write them as 9-17.",
    ),
    "calendar.no_name": QT_TRANSLATE_NOOP(
        "errors",
        "Enter a name for the calendar.",
    ),
    "calendar.not_ics": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not a calendar file (ICS). Nothing was changed.",
    ),
    "calendar.not_production": QT_TRANSLATE_NOOP(
        "errors",
        "{path} is not a production calendar: line {line} names no day. Nothing was changed.",
    ),
    "calendar.out_of_range": QT_TRANSLATE_NOOP(
        "errors",
        "The result lies beyond the years a calendar can count (1 to 9999).",
    ),
    "calendar.overlap": QT_TRANSLATE_NOOP(
        "errors",
        "Two intervals overlap on {day}: {first} and {second}.",
    ),
    "calendar.recomputes_now": QT_TRANSLATE_NOOP(
        "errors",
        "Open tickets can be recomputed only by hours that begin now.",
    ),
    "calendar.unknown": QT_TRANSLATE_NOOP(
        "errors",
        "There is no calendar “{name}”. Known are: {known}.",
    ),
    "calendar.version_used": QT_TRANSLATE_NOOP(
        "errors",
        "A deadline has been judged by these hours meanwhile, so they stay. Edit the calendar "
        "again instead.",
    ),
}
