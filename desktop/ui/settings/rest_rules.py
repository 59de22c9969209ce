"""Settings > Duty: rest: what every duty is checked against, from presets that name their law."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QCoreApplication, QSignalBlocker, QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QSpinBox, QTimeEdit, QWidget
from typing_extensions import override

from desktop.domain.changes import Changes, Topic
from desktop.domain.duty_hours import Night
from desktop.domain.duty_rules import EUROPEAN_UNION, PRESETS, RUSSIA, DutyRules
from desktop.domain.marked import QT_TRANSLATE_NOOP
from desktop.domain.worktime_spec import FULL_DAY, Interval
from desktop.services.rest_rules import RestRules
from desktop.ui.duty.words import decimal_text
from desktop.ui.runner import Runner
from desktop.ui.settings.section import Section
from desktop.ui.signed_in import SignedIn
from desktop.ui.widgets.notice_bar import ErrorBar

_HOUR: Final = timedelta(hours=1)
_MINUTES: Final = 60
_WEEK_HOURS: Final = 168
_MOST_WEEKS: Final = 52

_PRESET_WORDS: Mapping[str, str] = {
    DutyRules().law: QT_TRANSLATE_NOOP("RestRulesSection", "Usual: 11 h rest, 48 h a week"),
    EUROPEAN_UNION.law: QT_TRANSLATE_NOOP("RestRulesSection", "European Union: directive 2003/88"),
    RUSSIA.law: QT_TRANSLATE_NOOP("RestRulesSection", "Russia: Labour Code"),
}


class HoursField(QDoubleSpinBox):
    """A span in hours; what may be left out shows words instead of 0."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, _WEEK_HOURS)
        self.setDecimals(1)
        self.setSingleStep(1)
        self.setKeyboardTracking(False)

    def show_span(self, span: timedelta | None) -> None:
        """Show a span without telling anybody; None as 0."""
        with QSignalBlocker(self):
            self.setValue(0 if span is None else span / _HOUR)

    @override
    def textFromValue(self, val: float) -> str:
        return decimal_text(val)

    @property
    def span(self) -> timedelta:
        """Return what is shown."""
        return timedelta(minutes=round(self.value() * 60))


class RestRulesSection(Section):
    """Each change applies at once; one of the presets can be taken as a beginning."""

    def __init__(
        self, rules: RestRules, runner: Runner, me: SignedIn, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._service = rules
        self._runner = runner
        self._me = me
        self._rules = DutyRules()
        self._preset = QComboBox()
        self._rest = HoursField()
        self._nights = _count_field()
        self._weekends = _count_field()
        self._hours = HoursField()
        self._weeks = QSpinBox()
        self._weekly_rest = HoursField()
        self._may_follow = QCheckBox()
        self._work_counts = QCheckBox()
        self._night_from = QTimeEdit()
        self._night_until = QTimeEdit()
        self._night_least = HoursField()
        self.errors = ErrorBar()
        self._weeks.setRange(1, _MOST_WEEKS)
        self._weeks.setKeyboardTracking(False)
        for field in (self._night_from, self._night_until):
            field.setDisplayFormat("HH:mm")
            field.setKeyboardTracking(False)
        for _ in (*PRESETS, None):
            self._preset.addItem("")
        self.add_row(
            lambda: self.tr("Rules of rest"),
            self._preset,
            lambda: self.tr(
                "Presets name the law they follow. They inform and are no legal advice; each "
                "figure can be changed."
            ),
        )
        self.add_row(
            lambda: self.tr("Least rest, hours"),
            self._rest,
            lambda: self.tr("Between two duties; where working hours count, work as well."),
        )
        self.add_row(lambda: self.tr("Nights in 7 days"), self._nights)
        self.add_row(lambda: self.tr("Weekends in a row"), self._weekends)
        self.add_row(
            lambda: self.tr("Hours a week"),
            self._hours,
            lambda: self.tr("On average over the weeks below."),
        )
        self.add_row(lambda: self.tr("Averaged over, weeks"), self._weeks)
        self.add_row(
            lambda: self.tr("Weekly rest, hours"),
            self._weekly_rest,
            lambda: self.tr("The longest time off in each week."),
        )
        self.add_row(lambda: self.tr("Night from"), self._night_from)
        self.add_row(lambda: self.tr("Night until"), self._night_until)
        self.add_row(
            lambda: self.tr("A night duty has of it at least, hours"),
            self._night_least,
            lambda: self.tr("Nights are counted by this, in the rule above and in fairness."),
        )
        self.add_row(lambda: self.tr("Two duties may follow each other"), self._may_follow)
        self.add_row(
            lambda: self.tr("Working hours count"),
            self._work_counts,
            lambda: self.tr(
                "Everybody is taken to be at work in the team's working hours. Leave this off "
                "where people rest on the day after a night."
            ),
        )
        self.column.addWidget(self.errors)

        self._preset.activated.connect(self._on_preset)
        fields: tuple[tuple[Any, Callable[[], dict[str, Any]]], ...] = (
            (self._rest.valueChanged, lambda: {"rest": self._rest.span}),
            (self._nights.valueChanged, lambda: {"nights_in_7_days": self._nights.value()}),
            (self._weekends.valueChanged, lambda: {"weekends_in_a_row": self._weekends.value()}),
            (self._hours.valueChanged, lambda: {"weekly_hours": self._hours.span or None}),
            (self._weeks.valueChanged, lambda: {"averaged_weeks": self._weeks.value()}),
            (
                self._weekly_rest.valueChanged,
                lambda: {"weekly_rest": self._weekly_rest.span or None},
            ),
            (self._night_from.timeChanged, self._typed_night),
            (self._night_until.timeChanged, self._typed_night),
            (self._night_least.valueChanged, self._typed_night),
            (
                self._may_follow.clicked,
                lambda: {"may_follow_a_shift": self._may_follow.isChecked()},
            ),
            (self._work_counts.clicked, lambda: {"work_counts": self._work_counts.isChecked()}),
        )
        for changed, typed in fields:
            changed.connect(partial(self._on_field, typed))
        runner.changed.connect(self._on_changed)
        self.finish()
        self._read()

    @override
    def title(self) -> str:
        return self.tr("Duty: rest")

    @override
    def retranslate(self) -> None:
        super().retranslate()
        for index, preset in enumerate(PRESETS):
            text = QCoreApplication.translate("RestRulesSection", _PRESET_WORDS[preset.law])
            self._preset.setItemText(index, text)
        self._preset.setItemText(len(PRESETS), self.tr("Rules of our own"))
        for unlimited in (self._nights, self._weekends, self._hours, self._weekly_rest):
            unlimited.setSpecialValueText(self.tr("no rule"))

    def _read(self) -> None:
        self._runner.query(self, self._service.read, self._show, latest="rest_rules")

    def _show(self, rules: DutyRules) -> None:
        self._rules = rules
        own = len(PRESETS)
        self._preset.setCurrentIndex(PRESETS.index(rules) if rules in PRESETS else own)
        self._rest.show_span(rules.rest)
        self._hours.show_span(rules.weekly_hours)
        self._weekly_rest.show_span(rules.weekly_rest)
        for field, count in (
            (self._nights, rules.nights_in_7_days),
            (self._weekends, rules.weekends_in_a_row),
            (self._weeks, rules.averaged_weeks),
        ):
            with QSignalBlocker(field):
                field.setValue(count)
        night = rules.night
        self._night_least.show_span(night.least)
        for edge, minute in (
            (self._night_from, night.hours.start),
            (self._night_until, night.hours.end % FULL_DAY),
        ):
            with QSignalBlocker(edge):
                edge.setTime(QTime(*divmod(minute, _MINUTES)))
        self._may_follow.setChecked(rules.may_follow_a_shift)
        self._work_counts.setChecked(rules.work_counts)

    def _typed_night(self) -> dict[str, Any]:
        start, end = (
            edge.time().hour() * _MINUTES + edge.time().minute()
            for edge in (self._night_from, self._night_until)
        )
        return {"night": Night(Interval(start, end), self._night_least.span)}

    def _on_preset(self, index: int) -> None:
        if index < len(PRESETS):
            self._save(PRESETS[index])

    def _on_field(self, typed: Callable[[], dict[str, Any]], *_: object) -> None:
        self._save(replace(self._rules, **typed()))

    def _save(self, rules: DutyRules) -> None:
        self.errors.hide()
        actor, service = self._me.actor, self._service
        self._runner.command(
            self, lambda: service.save(actor, rules), on_error=self.errors.show_error
        )

    def _on_changed(self, changes: Changes) -> None:
        if Topic.SETTINGS in changes.topics:
            self._read()


def _count_field() -> QSpinBox:
    field = QSpinBox()
    field.setRange(0, 7)
    field.setKeyboardTracking(False)
    return field
