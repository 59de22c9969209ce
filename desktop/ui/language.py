"""Language: translations and locale, switched while the program runs."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator


class Tongue(StrEnum):
    """A language the program speaks; the value is its ISO 639 code."""

    ENGLISH = "en"
    RUSSIAN = "ru"

    @property
    def own_name(self) -> str:
        """Return the language's name in itself, as it stands in the chooser."""
        return {Tongue.ENGLISH: "English", Tongue.RUSSIAN: "Русский"}[self]

    @property
    def locale(self) -> QLocale:
        """Return the locale of dates and numbers; British English has 24 hours and Mondays."""
        return {
            Tongue.ENGLISH: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
            Tongue.RUSSIAN: QLocale(QLocale.Language.Russian, QLocale.Country.Russia),
        }[self]

    @classmethod
    def of_system(cls) -> Tongue:
        """Return the language of this computer, English if we do not speak it."""
        code = QLocale.system().name().split("_")[0]
        return cls(code) if code in set(cls) else cls.ENGLISH


class Language(QObject):
    """Owns the installed translators; every widget hears of a switch as `LanguageChange`."""

    def __init__(self, translations: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translations = translations
        self._qt = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        self._installed: list[QTranslator] = []
        self._texts: list[bytes] = []
        self._tongue: Tongue | None = None

    @property
    def tongue(self) -> Tongue:
        """Return the language spoken now."""
        return self._tongue or Tongue.ENGLISH

    def speak(self, tongue: Tongue) -> None:
        """Switch to `tongue`: first the locale, then the words, so that one repaint does both."""
        if tongue is self._tongue:
            return
        self.fall_silent()
        self._tongue = tongue
        QLocale.setDefault(tongue.locale)
        self._install(self._qt / f"qtbase_{tongue}.qm")
        self._install(self._translations / f"dutydesk_{tongue}.qm")

    def fall_silent(self) -> None:
        """Take the words out again, so that nothing is left of a window that is gone."""
        for old in self._installed:
            QCoreApplication.removeTranslator(old)
        self._installed, self._texts, self._tongue = [], [], None

    def _install(self, file: Path) -> None:
        """Install from memory: Qt maps a file, and one replaced by an update ends the process."""
        text = file.read_bytes() if file.is_file() else b""
        translator = QTranslator(self)
        if text and translator.load(text):
            QCoreApplication.installTranslator(translator)
            self._installed.append(translator)
            self._texts.append(text)
