"""A Message-ID of ours is known again, whatever happened on the way; a guessed one never."""

import random
from string import hexdigits

from desktop.mail.message_id import Origin, make_message_id, read_message_id

KEY = b"k" * 32
ORIGIN = Origin(ticket_id=1234, message_id=98765)
ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"


def test_own_message_id_is_read_back() -> None:
    text = make_message_id(KEY, ORIGIN, "example.test")
    assert read_message_id(KEY, text) == ORIGIN
    assert read_message_id(KEY, f" {text.upper()}\n") == ORIGIN
    assert read_message_id(KEY, text.replace("example.test", "lists.example.org")) == ORIGIN


def test_two_message_ids_for_one_message_differ() -> None:
    assert make_message_id(KEY, ORIGIN, "a.test") != make_message_id(KEY, ORIGIN, "a.test")


def test_another_installations_message_id_is_unknown() -> None:
    assert read_message_id(b"other", make_message_id(KEY, ORIGIN, "example.test")) is None


def test_altered_ticket_or_message_is_unknown() -> None:
    text = make_message_id(KEY, ORIGIN, "example.test")
    assert read_message_id(KEY, text.replace("1234", "1235")) is None
    assert read_message_id(KEY, text.replace("98765", "98766")) is None


def test_ten_thousand_guesses_are_all_refused() -> None:
    dice = random.Random(20261125)
    for _ in range(10_000):
        noise = "".join(dice.choices(hexdigits[:16], k=12))
        tag = "".join(dice.choices(ALPHABET, k=16))
        assert read_message_id(KEY, f"<v1.1234.{dice.randrange(10**6)}.{noise}.{tag}@x>") is None


def test_text_of_another_form_is_unknown() -> None:
    text = make_message_id(KEY, ORIGIN, "example.test")
    for other in ("", "<>", "<v1.1.1@x>", text[1:], text + "x", text.replace("@", "\u212a@")):
        assert read_message_id(KEY, other) is None
