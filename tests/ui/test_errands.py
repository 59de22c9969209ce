"""Long errands from the menu: import and export, with progress, cancelled or to the end."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

from desktop.services.export_format import Preset
from desktop.services.exports import ExportOptions
from desktop.ui.errand import Errands, Progress
from desktop.ui.exporting import Exporting
from desktop.ui.importing import Importing
from tests.ui.shell_rig import ShellRig


def child(rig: ShellRig, kind: type) -> object:
    [found] = [
        each for each in (*rig.window.children(), *rig.shell.children()) if isinstance(each, kind)
    ]
    return found


def write_mails(folder: Path, count: int) -> list[Path]:
    paths = []
    for number in range(count):
        mail = EmailMessage()
        mail["From"] = f"client{number}@nord.example"
        mail["To"] = "help@desk.example"
        mail["Subject"] = f"Problem {number}"
        mail["Date"] = "Mon, 23 Nov 2026 06:00:00 +0000"
        mail["Message-ID"] = f"<{number}@nord.example>"
        mail.set_content("It does not work")
        paths.append(folder / f"{number}.eml")
        paths[-1].write_bytes(mail.as_bytes())
    return paths


def test_imported_files_become_tickets_and_the_report_says_how_many(
    rig: ShellRig, tmp_path: Path
) -> None:
    importing = child(rig, Importing)
    assert isinstance(importing, Importing)
    paths = write_mails(tmp_path, 3)

    importing.run([*paths, tmp_path / "missing.mbox"])
    assert rig.window.progress.isVisible()
    rig.wait(lambda: rig.window.error_bar.isVisible())

    assert "3 imported" in rig.window.error_bar.text
    assert "missing.mbox" in rig.window.error_bar.text
    assert not rig.window.progress.isVisible()


def test_exported_file_is_complete_and_named_in_the_report(rig: ShellRig, tmp_path: Path) -> None:
    exporting = child(rig, Exporting)
    assert isinstance(exporting, Exporting)
    rig.ticket("A “quoted” subject")
    file = tmp_path / "tickets.csv"

    exporting.run(ExportOptions(Preset.PROGRAM), file)
    rig.wait(lambda: rig.window.error_bar.isVisible())

    assert "A “quoted” subject" in file.read_text(encoding="utf-8")
    assert "tickets.csv" in rig.window.error_bar.text


def test_export_that_cannot_be_written_is_a_sentence_and_leaves_nothing(
    rig: ShellRig, tmp_path: Path
) -> None:
    exporting = child(rig, Exporting)
    assert isinstance(exporting, Exporting)
    folder = tmp_path / "tickets.csv"
    folder.mkdir()

    exporting.run(ExportOptions(Preset.PROGRAM), folder)
    rig.wait(lambda: rig.window.error_bar.isVisible())

    assert list(tmp_path.glob("*.tmp")) == []
    assert not rig.window.progress.isVisible()


def test_cancelled_errand_stops_at_the_next_good_place(rig: ShellRig) -> None:
    errands = rig.shell.findChild(Errands)
    assert isinstance(errands, Errands)
    ended: list[int] = []

    def work(progress: Progress[int]) -> int:
        rounds = 0
        while not progress.is_cancelled():
            rounds += 1
            progress(rounds)
        return rounds

    errands.run("Counting", work, lambda _: None, ended.append)
    assert errands.is_busy
    errands.cancel()
    rig.wait(lambda: bool(ended))

    assert not errands.is_busy
