"""Rules of the source that ruff and import-linter cannot say."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "desktop").rglob("*.py"))
UI_MODULES = sorted((ROOT / "desktop" / "ui").rglob("*.py"))
VAGUE_NAMES = {"utils", "util", "helpers", "helper", "common", "manager", "misc", "base_utils"}
LINES_AT_MOST = 400

# Calls whose text cannot hold what a customer wrote, or that take its markup away.
SAFE_TEXTS = {"tr", "translate", "escape", "plain_tooltip", "toolTip", "with_shortcut"}
RENDERS_MARKUP = {"QLabel", "QMessageBox"}
PARENTS = {"self", "parent", "self._window", "window"}
OWN_WORDS_ONLY = {
    "desktop/ui/rail.py": "the names of the rooms",
    "desktop/ui/tray.py": "some trays show escapes, so no subject is handed to it",
}
PUMPS = {"desktop/ui/settle.py": "waits for pictures and the tour; nobody clicks"}


def test_every_module_says_what_is_found_there() -> None:
    silent = [name(path) for path in MODULES if not ast.get_docstring(parsed(path))]
    assert silent == []


def test_file_names_carry_a_noun() -> None:
    assert [name(path) for path in MODULES if path.stem in VAGUE_NAMES] == []


def test_no_file_has_outgrown_one_idea() -> None:
    written = [path for path in MODULES if path.parent.name != "versions"]
    lengths = {name(path): path.read_text("utf-8").count("\n") for path in written}
    assert {file: lines for file, lines in lengths.items() if lines > LINES_AT_MOST} == {}


def test_no_label_guesses_whether_outside_text_is_html() -> None:
    """A subject line with an `<img>` in it read a local file (reliability.md D6)."""
    found = [
        f"{name(path)}:{line}" for path in UI_MODULES for line in guessing_labels(parsed(path))
    ]
    assert found == [], "call setTextFormat(Qt.TextFormat.PlainText) on these"


def test_no_tooltip_guesses_whether_outside_text_is_html() -> None:
    found = [
        f"{name(path)}:{call.lineno}"
        for path in UI_MODULES
        if name(path) not in OWN_WORDS_ONLY
        for call in calls(parsed(path), "setToolTip")
        if not all(is_safe(argument) for argument in call.args)
    ]
    assert found == [], "escape the text: a tooltip renders HTML when it sees some"


def test_events_are_never_pumped_inside_code() -> None:
    found = [
        f"{name(path)}:{call.lineno}"
        for path in UI_MODULES
        if name(path) not in PUMPS
        for forbidden in ("processEvents", "exec", "exec_")
        for call in calls(parsed(path), forbidden)
    ]
    assert found == [], "use open(), popup() or show() and a slot"


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("desktop.mail.parse", ["PySide6", "sqlalchemy", "alembic", "keyring", "smtplib"]),
        ("desktop.__main__", ["PySide6", "sqlalchemy", "alembic", "keyring", "psycopg"]),
        ("desktop.domain.sla", ["PySide6", "sqlalchemy", "nh3", "keyring"]),
    ],
)
def test_module_starts_without_what_it_does_not_need(module: str, unwanted: list[str]) -> None:
    """The parser process has little to break and `--version` answers at once."""
    show = f"import sys, {module}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", show], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(unwanted) & {loaded.split(".")[0] for loaded in done.stdout.split()} == set()


def test_no_file_names_a_registry_or_this_machine() -> None:
    """A checkout works wherever packages come from and wherever it lies."""
    registries = [name.replace("-", "") for name in ("py-pi.o-rg", "python-hosted.o-rg")]
    registries += [".".join(("npmjs", "org")), ".".join(("deb", "debian", "org"))]
    places = ["/".join(("", first, "")) for first in ("work", "root")] + [str(ROOT) + "/"]
    found = []
    for path in tracked_files():
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{name(path)}: {word}" for word in [*registries, *places] if word in text]
    assert found == []


def test_every_test_that_a_document_names_exists() -> None:
    """A promise in the README is only as good as the test beside it."""
    documents = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    named = {
        file
        for path in documents
        for file in re.findall(r"tests/[\w/]+\.py", path.read_text("utf-8"))
    }
    assert named
    assert [file for file in sorted(named) if not (ROOT / file).is_file()] == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("a = QLabel(subject)", [1]),
        ("a = QLabel(subject)\na.setTextFormat(Qt.TextFormat.PlainText)", []),
        ("a = QLabel(self.tr('Subject'))", []),
        ("self.a = QLabel(self)\nself.a.setText(subject)", [2]),
        ("self.a = QLabel(self)\nself.a.setText(self.tr('%n mails', '', n))", []),
        ("self.a = QLabel(self)\nself.a.setText(self.tr('From {name}').format(name=name))", [2]),
        ("row.addWidget(QLabel(sender))", [1]),
        ("class Title(QLabel):\n    pass", [1]),
    ],
)
def test_guessing_labels_are_found(source: str, lines: list[int]) -> None:
    assert sorted(guessing_labels(ast.parse(source))) == lines


def guessing_labels(tree: ast.Module) -> Iterator[int]:
    """Yield the lines where a label gets text that is not ours and decides itself what it is."""
    labels, told = set(), set()
    for node in ast.walk(tree):
        match node:
            case ast.Assign(targets=[target], value=ast.Call() as call) if renders(call):
                labels.add(ast.unparse(target))
            case ast.Call(func=ast.Attribute(value=owner, attr="setTextFormat")):
                told.add(ast.unparse(owner))
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(bases=bases) if any(ast.unparse(b) in RENDERS_MARKUP for b in bases):
                if "self" not in told:
                    yield node.lineno
            case ast.Assign(targets=[target], value=ast.Call() as call) if renders(call):
                if not has_safe_text(call) and ast.unparse(target) not in told:
                    yield node.lineno
            case ast.Call() if renders(node) and not is_assigned(node, tree):
                if not has_safe_text(node):
                    yield node.lineno
            case ast.Call(func=ast.Attribute(value=owner, attr="setText"), args=[text]):
                label = ast.unparse(owner)
                if label in labels - told and not is_safe(text):
                    yield node.lineno


def renders(call: ast.Call) -> bool:
    return ast.unparse(call.func) in RENDERS_MARKUP


def has_safe_text(call: ast.Call) -> bool:
    """Tell whether a label is built without text, or with our own; a parent is no text."""
    text = call.args[0] if call.args else None
    return text is None or is_safe(text) or ast.unparse(text) in PARENTS


def is_safe(text: ast.expr) -> bool:
    match text:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Attribute(attr=called)) | ast.Call(func=ast.Name(id=called)):
            return called in SAFE_TEXTS
        case ast.IfExp(body=yes, orelse=no):
            return is_safe(yes) and is_safe(no)
    return False


def is_assigned(call: ast.Call, tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Assign) and node.value is call for node in ast.walk(tree))


def calls(tree: ast.Module, method: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(attr=called)) if called == method:
                yield node


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def tracked_files() -> list[Path]:
    """List what git tracks; in an unpacked archive everything but what we make ourselves."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        listing = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        return [path for part in listing.stdout.split("\0") if (path := ROOT / part).is_file()]
    made = {".venv", "build", "dist"}
    return [
        path
        for path in ROOT.rglob("*")
        if path.is_file() and not made & set(path.relative_to(ROOT).parts)
    ]
