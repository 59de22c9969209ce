"""Duty on paper: names, hours and lines, holidays and gaps; rows whole, and Ctrl+P by the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtGui import QPageLayout, QPdfWriter
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.domain.duty import AbsenceKind
from desktop.domain.sla_presets import BUSINESS_HOURS
from desktop.domain.ticket import Actor, Source
from desktop.domain.worktime_spec import Override, OverrideKind
from desktop.services.desk import Desk
from desktop.services.duty_shifts import NewShift
from desktop.ui.duty.page import DutyPage
from desktop.ui.duty.paper import read_paper
from desktop.ui.duty.period import Extent, Period
from desktop.ui.paper_device import set_page
from desktop.ui.paper_grid import GridPaper, Ink, PaperGrid, PaperLine, print_grids
from desktop.ui.rooms import DUTY, TICKETS
from tests.services.duty_team import add_line, add_nights, add_team, local
from tests.ui.shell_rig import ShellRig

MONDAY = date(2026, 11, 23)


def newcomer(desk: Desk) -> Actor:
    return Actor(desk.people.add("Anna Kern").created, Source.WINDOW)


def fill(desk: Desk) -> None:
    """Anna has the nights; Bob a day on a line, a draft, and is away; there is a feast."""
    anna = newcomer(desk)
    team = add_team(desk, anna)
    add_nights(desk, anna, team["anna"])
    line_id = add_line(desk, "Databases")
    day = (local("10:00", 1), local("14:00", 1))
    desk.duty_shifts.assign(anna, NewShift(team["bob"], *day, line_id))
    draft = (local("10:00", 2), local("12:00", 2))
    desk.duty_shifts.assign(anna, NewShift(team["bob"], *draft, is_draft=True))
    away = (local("00:00", 4), local("00:00", 5))
    desk.availability.add_absence(anna, team["bob"], *away, AbsenceKind.SICK)
    spec = desk.calendars.one(BUSINESS_HOURS).spec
    feast = Override(OverrideKind.HOLIDAY, label="Feast")
    overrides = {**spec.overrides, MONDAY + timedelta(days=5): feast}
    desk.calendars.edit(anna, BUSINESS_HOURS, replace(spec, overrides=overrides))


def paper(desk: Desk, extent: Extent, day: date = MONDAY) -> GridPaper:
    return read_paper(desk, Period(extent, day), local("09:30"))


def texts(grid: PaperGrid, row: int) -> list[list[str]]:
    return [[line.text for line in cell] for cell in grid.rows[row]]


def test_a_week_is_people_by_days_with_hours_lines_drafts_absences_and_sums(
    qapp: QApplication, sqlite_desk: Desk
) -> None:
    fill(sqlite_desk)
    (grid,) = paper(sqlite_desk, Extent.WEEK).grids
    assert [[line.text for line in cell] for cell in grid.head][:2] == [["Person"], ["Mon 23 Nov"]]
    assert [line.text for line in grid.head[6]] == ["Sat 28 Nov", "Feast"]
    assert 6 in grid.shaded and 1 not in grid.shaded
    annas, bobs = texts(grid, 0), texts(grid, 1)
    assert annas[1] == ["18:00 – Tue 09:00"]
    assert annas[8] == ["96 h", "7 night(s)"]
    assert bobs == [
        ["Bob"],
        [],
        ["10:00 – 14:00 (Databases)"],
        ["10:00 – 12:00 (draft)"],
        [],
        ["Sick"],
        [],
        [],
        ["4 h"],
    ]


def test_hours_with_nobody_are_marked_and_none_is_left_out(
    qapp: QApplication, sqlite_desk: Desk
) -> None:
    add_team(sqlite_desk, newcomer(sqlite_desk))
    board = sqlite_desk.duty_board.days(MONDAY, 7)
    (grid,) = paper(sqlite_desk, Extent.WEEK).grids
    holes = grid.rows[-1]
    assert [line.text for line in holes[0]] == ["Nobody on duty"]
    marked = [line for cell in holes[1:] for line in cell if line.ink is Ink.ALARM]
    assert len(marked) >= len(board.uncovered) > 0
    assert holes[2][0].text.startswith("00:00 – ")
    assert holes[2][-1].text.endswith(" – 24:00")


def test_a_month_tells_each_duty_once_and_the_sums_of_everybody(
    qapp: QApplication, sqlite_desk: Desk
) -> None:
    fill(sqlite_desk)
    month, sums = paper(sqlite_desk, Extent.MONTH, date(2026, 12, 10)).grids
    days = [cell for row in month.rows for cell in row]
    assert len(month.rows) == 5
    assert [line.text for line in days[1]] == ["1", "Anna Kern", "18:00 – Wed 09:00"]
    assert days[0][0] == PaperLine("30 Nov", Ink.MUTED)
    nights = [line for cell in days for line in cell if line.text.startswith("18:00 – ")]
    assert len(nights) == 35
    assert {row[0][0].text for row in sums.rows} == {"Anna Kern", "Bob", "Cat", "Lea"}


def test_a_duty_of_days_fills_those_between_and_what_began_before_is_open_at_its_start(
    qapp: QApplication, sqlite_desk: Desk
) -> None:
    anna = newcomer(sqlite_desk)
    team = add_team(sqlite_desk, anna)
    long = NewShift(team["bob"], local("10:00", 5), local("12:00", 8), reason="a weekend away")
    sqlite_desk.duty_shifts.assign(anna, long)
    assert texts(paper(sqlite_desk, Extent.WEEK).grids[0], 1)[6:8] == [
        ["10:00 – Tue 12:00"],
        ["all day"],
    ]
    later = texts(paper(sqlite_desk, Extent.WEEK, MONDAY + timedelta(days=7)).grids[0], 1)
    assert later[1:3] == [["… – Tue 12:00"], []]


def test_rows_are_never_cut_and_each_page_has_the_head(qapp: QApplication, tmp_path: Path) -> None:
    cell = (PaperLine("Somebody with a name that takes more than one line of its cell"),) * 3
    grid = PaperGrid(((PaperLine("Head"),),) * 4, ((cell,) * 4,) * 40, (1.0,) * 4)
    path = tmp_path / "duties.pdf"
    writer = QPdfWriter(str(path))
    set_page(writer, QPageLayout.Orientation.Landscape)
    pages = print_grids(GridPaper("Duty", ("Covered: 90 %",), (grid, grid), "Duty"), writer)
    assert 6 < pages < 20
    assert path.read_bytes().startswith(b"%PDF")


def test_a_word_wider_than_its_cell_goes_on_in_the_next_line(
    qapp: QApplication, tmp_path: Path
) -> None:
    def pages(text: str) -> int:
        rows = (((PaperLine(text),),) * 8,) * 30
        grid = PaperGrid(((PaperLine("Head"),),) * 8, rows, (1.0,) * 8)
        writer = QPdfWriter(str(tmp_path / "duties.pdf"))
        set_page(writer, QPageLayout.Orientation.Landscape)
        return print_grids(GridPaper("Duty", (), (grid,), ""), writer)

    assert pages("Константинопольская-Задунайская" * 3) > 2 * pages("Константин")


def test_printing_is_of_the_page_that_is_shown(
    rig: ShellRig, team: dict[str, int], tmp_path: Path
) -> None:
    commands = rig.window.commands
    rig.window.enter(TICKETS)
    rig.settle()
    assert not commands["file.print"].isEnabled()  # no conversation is chosen
    page = rig.window.enter(DUTY)
    assert isinstance(page, DutyPage)
    rig.settle()
    assert commands["file.print"].isEnabled() and commands["file.save_pdf"].isEnabled()
    commands["file.save_pdf"].trigger()
    asked = rig.window.findChild(QFileDialog)
    assert asked.selectedFiles()[0].endswith("duties_2026-11-23_week.pdf")
    asked.reject()
    page.taking_out.save(tmp_path / "duties.pdf")
    rig.wait(lambda: page.errors.isVisible())
    assert (tmp_path / "duties.pdf").read_bytes().startswith(b"%PDF")
    rig.window.enter(TICKETS)
    rig.settle()
    assert not commands["file.print"].isEnabled()
