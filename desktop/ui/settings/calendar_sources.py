"""Where days of a calendar come from: a country's holidays, or a file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, QTimeZone, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QPushButton, QSpinBox, QWidget

from desktop.system.calendar_process import read_holidays
from desktop.system.holidays_country import Subdivision, countries, holidays_of, subdivisions
from desktop.system.holidays_production import production_calendar_in
from desktop.ui.runner import Runner
from desktop.ui.theme.typography import Space
from desktop.ui.tickets.spoken import spoken
from desktop.ui.widgets.labels import ElidedLabel, PlainLabel

YEARS_AHEAD = 1
FIRST_YEAR, LAST_YEAR = 2000, 2100
REGION_WIDTH = 160


class Source(QWidget):
    """What is asked of a source, in one row; `wanted` carries the reading itself."""

    wanted = Signal(object)
    """Callable without arguments that returns Proposals; slow, and it may refuse."""

    def __init__(self, year: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._first = self._year_field(year, self.tr("First year"))
        self._last = self._year_field(year + YEARS_AHEAD, self.tr("Last year"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL)

    def add_years(self) -> None:
        """Put the years at the end of what stands in the row so far."""
        self._row.addWidget(PlainLabel(self.tr("Years")))
        self._row.addWidget(self._first)
        self._row.addWidget(PlainLabel("–"))
        self._row.addWidget(self._last)

    @property
    def years(self) -> range:
        """Return the years asked for, in either order."""
        first, last = sorted((self._first.value(), self._last.value()))
        return range(first, last + 1)

    def ask(self) -> None:
        """Tell what to read, if it is known."""
        raise NotImplementedError

    def _year_field(self, year: int, name: str) -> QSpinBox:
        field = QSpinBox()
        field.setRange(FIRST_YEAR, LAST_YEAR)
        field.setValue(year)
        field.setAccessibleName(name)
        field.setKeyboardTracking(False)
        field.valueChanged.connect(lambda _: self.ask())
        return field


class CountrySource(Source):
    """A country, perhaps a part of it; the one of the calendar's zone comes first."""

    def __init__(self, runner: Runner, zone: str, year: int, parent: QWidget | None = None) -> None:
        super().__init__(year, parent)
        self._runner = runner
        self._zone = zone
        self._country = QComboBox()
        self._country.setAccessibleName(self.tr("Country"))
        self._part = QComboBox()
        self._part.setAccessibleName(self.tr("Region"))
        self._part.setMinimumWidth(REGION_WIDTH)
        self._row.addWidget(self._country, 1)
        self._row.addWidget(self._part)
        self.add_years()
        self._country.activated.connect(self._on_country)
        self._part.activated.connect(lambda _: self.ask())
        self._show_parts(())
        runner.query(self, countries, self._show_countries)

    def ask(self) -> None:
        country = self._country.currentData()
        if country:
            part = self._part.currentData() or None
            self.wanted.emit(partial(holidays_of, country, part, self.years, spoken().value))

    def _show_countries(self, codes: Sequence[str]) -> None:
        for name, code in sorted((_country_name(code), code) for code in codes):
            self._country.addItem(name, code)
        own = QLocale.territoryToCode(QTimeZone(self._zone.encode()).territory())
        self._country.setCurrentIndex(max(self._country.findData(own), 0))
        self._on_country()

    def _on_country(self) -> None:
        country = self._country.currentData()
        self._runner.query(
            self, lambda: subdivisions(country), self._show_parts, latest="subdivisions"
        )
        self._part.setCurrentIndex(0)
        self.ask()

    def _show_parts(self, parts: Sequence[Subdivision]) -> None:
        self._part.clear()
        self._part.addItem(self.tr("The whole country"), "")
        for part in sorted(parts, key=lambda each: each.name):
            self._part.addItem(part.name, part.code)
        self._part.setEnabled(bool(parts))


class FileSource(Source):
    """A file of this computer."""

    def __init__(self, year: int, *, is_ics: bool, parent: QWidget | None = None) -> None:
        super().__init__(year, parent)
        self._is_ics = is_ics
        self._path: Path | None = None
        self._choose = QPushButton(self.tr("Choose a file…"))
        self._name = ElidedLabel()
        self._row.addWidget(self._choose)
        self._row.addWidget(self._name, 1)
        self.add_years()
        self._choose.clicked.connect(self._on_choose)

    def read(self, path: Path) -> None:
        """Take a file."""
        self._path = path
        self._name.setText(path.name)
        self.ask()

    def ask(self) -> None:
        if self._path is not None:
            read = read_holidays if self._is_ics else production_calendar_in
            self.wanted.emit(partial(read, self._path, self.years))

    def _on_choose(self) -> None:
        dialog = QFileDialog(self, self.tr("Choose a file"))
        kinds = self.tr("Calendar files (*.ics)") if self._is_ics else self.tr("Tables (*.csv)")
        dialog.setNameFilters([kinds, self.tr("All files (*)")])
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _country_name(code: str) -> str:
    """Return a country in its own words, which need no translation: `Deutschland (DE)`."""
    territory = QLocale.codeToTerritory(code)
    name = QLocale(QLocale.Language.AnyLanguage, territory).nativeTerritoryName()
    return f"{name or QLocale.territoryToString(territory)} ({code})"
