"""Russian and other text comes out right, whatever its label says."""

from __future__ import annotations

import pytest

from desktop.mail.charset import codec_for, decode, guess

SENTENCES = (
    "Не могу войти в личный кабинет, помогите пожалуйста!",
    "Почему отключили монетизацию?",
    "ПОМОГИТЕ СРОЧНО",
    "Вопрос",
    "Здравствуйте! Ошибка 500 при загрузке файла report.xls, версия 2.4",
)


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251", "cp866", "iso-8859-5"])
@pytest.mark.parametrize("label", ["", "us-ascii", "unknown-8bit", "nosuch"])
def test_unlabelled_russian_is_read(text: str, charset: str, label: str) -> None:
    assert decode(text.encode(charset), label)[0] == text


@pytest.mark.parametrize("text", SENTENCES)
@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251", "cp866", "utf-16", "utf-7"])
def test_a_true_label_is_believed(text: str, charset: str) -> None:
    assert decode(text.encode(charset), charset) == (text, False)


@pytest.mark.parametrize("text", SENTENCES)
def test_windows_1251_labelled_utf_8_is_read(text: str) -> None:
    assert decode(text.encode("cp1251"), "utf-8") == (text, True)


LONG = [text for text in SENTENCES if len(text) > 15]


@pytest.mark.parametrize("text", LONG)
@pytest.mark.parametrize("label", ["koi8-r", "windows-1251", "iso-8859-1", "iso-8859-5", "cp866"])
@pytest.mark.parametrize("charset", ["utf-8", "koi8-r", "windows-1251"])
def test_a_wrong_label_does_not_stand_against_plain_russian(
    text: str, charset: str, label: str
) -> None:
    assert decode(text.encode(charset), label)[0] == text


@pytest.mark.parametrize(
    "text", ["Grüße aus Köln, schöne Öfen", "déjà vu, où êtes-vous allés ?", "·" * 40, "—" * 40]
)
def test_western_text_with_its_label_is_left_alone(text: str) -> None:
    assert decode(text.encode("cp1252"), "windows-1252") == (text, False)


def test_unlabelled_japanese_of_seven_bits_is_read() -> None:
    assert decode("プリンター".encode("iso-2022-jp"), "") == ("プリンター", True)


@pytest.mark.parametrize(
    ("text", "charset"),
    [("Grüße aus Köln", "latin-1"), ("a £97m pay bill", "latin-1"), ("naïve café", "cp1252")],
)
def test_western_text_does_not_turn_cyrillic(text: str, charset: str) -> None:
    found = guess(text.encode(charset))[0]
    assert not any("а" <= letter.lower() <= "я" for letter in found)


@pytest.mark.parametrize(
    "text", ["João", "Jörg Müller", "André", "a £97m pay bill", "jusqu'à", "Straße in München"]
)
def test_few_western_letters_without_a_label_are_not_those_of_a_rarer_language(text: str) -> None:
    assert guess(text.encode("cp1252"))[0] == text


@pytest.mark.parametrize("charset", ["koi8-u", "windows-1251", "utf-8"])
def test_unlabelled_ukrainian_is_read(charset: str) -> None:
    text = "Доброго дня! Не працює принтер, допоможіть, будь ласка. Їжак"
    assert guess(text.encode(charset))[0] == text


def test_unlabelled_polish_is_read_where_there_is_enough_of_it() -> None:
    text = "Zażółć gęślą jaźń, proszę o pomoc z drukarką, dziękuję"
    assert guess(text.encode("cp1250"))[0] == text


@pytest.mark.parametrize("name", ["zip", "rot13", "idna", "punycode", "base64", "uu", "hex", ""])
def test_a_codec_that_is_no_charset_is_refused(name: str) -> None:
    assert codec_for(name) is None
    assert decode(b"text", name)[0] == "text"


def test_an_unknown_label_is_marked_and_a_missing_one_is_not() -> None:
    assert decode(b"plain", "nosuch") == ("plain", True)
    assert decode(b"plain", "") == ("plain", False)


def test_utf_8_cut_inside_a_letter_stays_utf_8() -> None:
    assert decode("Принтер не печатает".encode()[:-1], "utf-8")[0].startswith("Принтер не печатае")


def test_nul_and_every_byte_are_decoded_without_an_error() -> None:
    everything = bytes(range(256))
    for label in ("", "utf-8", "ascii", "koi8-r", "iso-2022-jp", "utf-7", "gb2312", "big5", "zip"):
        decode(everything, label)
