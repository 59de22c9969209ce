"""Files of duties: a calendar out and in, and hours with their pay as a table."""

from __future__ import annotations

import io
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.domain.tongue import Written
from desktop.services.duty_pay import PayOptions
from desktop.services.exports import ExportOptions
from desktop.services.rows import PersonRow
from desktop.system.atomic import SHARED, atomic_file
from desktop.ui.duty.team import DutyTeam, read_team
from desktop.ui.formats import local
from desktop.ui.language import Language
from desktop.ui.save_dialog import ask_where_to_save
from desktop.ui.saved_notice import show_saved
from desktop.ui.widgets.notice_bar import ErrorBar
from desktop.ui.workplace import Workplace


class DutyFiles(QObject):
    """Each asks what, then where; a file appears only when it is complete."""

    def __init__(
        self, window: QWidget, language: Language, place: Workplace, bar: ErrorBar
    ) -> None:
        super().__init__(window)
        self._window = window
        self._language = language
        self._place = place
        self._bar = bar

    def export(self) -> None:
        """Ask whose duties go into a calendar file, then for the file."""
        self._place.runner.query(self, self._place.desk.people.all, self._ask_whose)

    def pay(self) -> None:
        """Ask for the days and who reads the table, then for the file."""
        from desktop.ui.export_dialog import ExportDialog, Period

        dialog = ExportDialog(
            local(self._place.clock.now()).date(),
            self._language.tongue,
            self.tr("Duty hours and pay"),
            self.tr("A row for each time that one rule pays, with the reason."),
            self._window,
            (Period.LAST_MONTH, Period.THIS_MONTH, Period.DAYS),
        )
        dialog.wanted.connect(self._ask_for_table)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self) -> None:
        """Ask for a calendar file, then show what it would change."""
        dialog = QFileDialog(self._window, self.tr("Import duties"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([self.tr("Calendars (*.ics)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.show_import(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_import(self, path: Path) -> None:
        """Show what a calendar file would change."""
        from desktop.ui.duty.import_dialog import DutyImportDialog

        def show(team: DutyTeam) -> None:
            dialog = DutyImportDialog(self._place, team, path, self._window)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._place.runner.query(self, lambda: read_team(self._place.desk), show)

    def save_calendar(self, person_id: int | None, path: Path) -> None:
        """Write the duties of a person, or of all, to `path`."""
        written = Written(self._language.tongue.value)

        def work() -> None:
            content = self._place.desk.duty_export.ics(person_id, written=written)
            with atomic_file(path, mode=SHARED) as file:
                file.write(content)

        saved = self.tr("Saved {name}.").format(name=path.name)
        self._place.runner.network(self, work, lambda _: show_saved(self._bar, path, saved))

    def save_table(self, options: PayOptions, path: Path) -> None:
        """Write duty hours and their pay to `path`."""

        def work() -> int:
            with atomic_file(path, mode=SHARED) as file:
                text = io.TextIOWrapper(file, encoding="utf-8", newline="")
                rows = self._place.desk.duty_pay.write(options, text)
                text.flush()
                text.detach()
            return rows

        self._place.runner.network(self, work, partial(self._on_table, path))

    def _ask_whose(self, people: tuple[PersonRow, ...]) -> None:
        from desktop.ui.duty.export_dialog import DutyExportDialog

        dialog = DutyExportDialog(people, self._place.me.person_id, self._window)
        dialog.wanted.connect(self._ask_for_calendar)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _ask_for_calendar(self, person_id: int | None) -> None:
        ask_where_to_save(
            self._window,
            self.tr("Save the duties as"),
            self.tr("Calendars (*.ics)"),
            f"{self.tr('duties')}.ics",
            partial(self.save_calendar, person_id),
        )

    def _ask_for_table(self, options: ExportOptions) -> None:
        first, last = options.first_day, options.last_day
        if first is None or last is None:
            return
        ask_where_to_save(
            self._window,
            self.tr("Save duty hours and pay as"),
            self.tr("Tables (*.csv)"),
            _table_name(first, last),
            partial(self.save_table, PayOptions(first, last, options.preset)),
        )

    def _on_table(self, path: Path, rows: int) -> None:
        saved = self.tr("Saved {name}, %n row(s).", "", rows).format(name=path.name)
        show_saved(self._bar, path, saved)


def _table_name(first: date, last: date) -> str:
    return f"duty-pay_{first.isoformat()}_{last.isoformat()}.csv"
