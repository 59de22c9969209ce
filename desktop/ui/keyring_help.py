"""How to get a keyring, for a computer that has none."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def tell_of_keyrings(window: QWidget) -> None:
    """Open a box that says which keyrings there are and what to do."""
    box = QMessageBox(window)
    box.setWindowTitle("Duty Desk")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    box.setText(QCoreApplication.translate("Keyring", "How to install a keyring"))
    box.setInformativeText(
        QCoreApplication.translate(
            "Keyring",
            "Windows and macOS have one. On Linux install the package gnome-keyring, or KWallet "
            "on KDE, log out of the system and in again, and start Duty Desk anew. Then enter "
            "the passwords once more: they are kept from then on.",
        )
    )
    box.setStandardButtons(QMessageBox.StandardButton.Close)
    box.finished.connect(box.deleteLater)
    box.open()
