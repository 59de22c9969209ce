"""Both languages are complete, up to date and fill the same placeholders."""

import ast
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import dev

Key = tuple[str, str]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the translations after collecting the strings of the source again."""
    folder = tmp_path_factory.mktemp("translations")
    for path in dev.TRANSLATIONS.glob("*.ts"):
        shutil.copy(path, folder)
    dev.update_translations(folder)
    return folder


@pytest.mark.parametrize("language", dev.LANGUAGES)
def test_translation_files_hold_exactly_the_strings_of_the_source(
    language: str, fresh: Path
) -> None:
    file = f"dutydesk_{language}.ts"
    assert set(messages(dev.TRANSLATIONS / file)) == set(messages(fresh / file))


@pytest.mark.parametrize(("language", "forms"), [("en", 2), ("ru", 3)])
def test_every_string_is_translated(language: str, forms: int, fresh: Path) -> None:
    unfinished = [
        source
        for (_, source), message in messages(fresh / f"dutydesk_{language}.ts").items()
        if not is_complete(message, forms)
    ]
    assert unfinished == []


@pytest.mark.parametrize("language", dev.LANGUAGES)
def test_translations_fill_the_same_placeholders(language: str) -> None:
    wrong = {}
    for (_, source), message in messages(dev.TRANSLATIONS / f"dutydesk_{language}.ts").items():
        for text in translated(message):
            if text and placeholders(text) != placeholders(source):
                wrong[source] = text
    assert wrong == {}


def test_no_string_hides_behind_a_name_of_its_context() -> None:
    """`translate(CONTEXT, "Words")` works, but lupdate cannot see it: nobody would translate it."""
    hidden = [
        f"{path.relative_to(dev.ROOT)}:{call.lineno}"
        for path in sorted((dev.ROOT / "desktop").rglob("*.py"))
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr == "translate"
        and [isinstance(each, ast.Constant) for each in call.args[:2]] == [False, True]
    ]
    assert hidden == []


def messages(path: Path) -> dict[Key, ET.Element]:
    """Return the messages of a .ts file by context and source text."""
    found = {}
    for context in ET.parse(path).iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""))
            found[key] = message
    return found


def translated(message: ET.Element) -> list[str]:
    """Return the translation, or each of its plural forms."""
    translation = message.find("translation")
    assert translation is not None
    forms = translation.findall("numerusform")
    return [form.text or "" for form in forms] if forms else [translation.text or ""]


def is_complete(message: ET.Element, forms: int) -> bool:
    translation = message.find("translation")
    texts = translated(message)
    expected = forms if message.get("numerus") == "yes" else 1
    is_unfinished = translation is not None and translation.get("type") == "unfinished"
    return not is_unfinished and len(texts) == expected and all(texts)


def placeholders(text: str) -> set[str]:
    # One of something may leave its number out: "1 mail", "a mail".
    return set(re.findall(r"\{\w*\}|%\d", text))
