"""Settings > Organisations: made, changed, told by a domain whose clients are taken in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLineEdit

from desktop.domain.ticket import Actor, Channel, Source
from desktop.services.tickets import ManualTicket
from desktop.ui.settings.organisations import OrganisationForm, OrganisationsSection
from desktop.ui.settings.page import SettingsPage
from tests.ui.settings.finding import named, press, section
from tests.ui.shell_rig import ShellRig

ME = Actor(None, Source.WINDOW)


def test_a_firm_is_made_and_its_clients_are_taken_in(rig: ShellRig, page: SettingsPage) -> None:
    rig.desk.tickets.create(
        ME, ManualTicket("Printer", "smokes", Channel.MAIL, "Irina", "it@nord.example")
    )
    firms = section(page, OrganisationsSection)
    press(firms, "Add an organisation")
    name = named(firms, QLineEdit, "Organisation")
    QTest.keyClicks(name, "Nord Clinic")
    QTest.keyClicks(named(firms, QLineEdit, "Domains of their addresses"), "nowhere")
    QTest.keyClick(name, Qt.Key.Key_Return)
    rig.wait(lambda: "is not a domain" in firms.errors.text)
    named(firms, QLineEdit, "Domains of their addresses").setText("@nord.example")
    firms.findChild(QCheckBox).setChecked(True)
    press(firms, "Save")
    rig.wait(lambda: not firms.findChild(OrganisationForm).isVisible())
    [row] = rig.desk.organisations.all()
    assert (row.name, row.domains, row.is_vip, row.strangers) == (
        "Nord Clinic",
        ("nord.example",),
        True,
        1,
    )
    rig.wait(lambda: firms.list.table.rowCount() == 1)
    firms.list.view.step(1)
    press(firms, "Take in 1 client of the domains")
    rig.wait(lambda: rig.desk.organisations.all()[0].clients == 1)
