"""T-CC: nothing ever goes to an address that only a client named (reliability.md G2, G4)."""

from __future__ import annotations

import random

from desktop.domain.addressing import Addressing, Correspondence, addressing

IRA = ("Irina", "it@nord.example")
BOSS = ("", "boss@nord.example")
EVE = ("Eve", "eve@evil.example")
HELP = "help@desk.example"


def heard(**fields: object) -> Correspondence:
    return Correspondence(True, IRA, to=(("", HELP),), **fields)  # type: ignore[arg-type]


def sent(**fields: object) -> Correspondence:
    return Correspondence(False, ("", HELP), **fields)  # type: ignore[arg-type]


def test_answer_goes_to_the_sender_and_not_to_whom_it_names() -> None:
    found = addressing(IRA, [heard(cc=(EVE, BOSS), reply_to=(EVE,))], [HELP])

    assert (found.to, found.cc) == ((IRA,), ())
    assert found.suggested == (EVE, BOSS)
    assert found.reply_to == EVE
    assert not found.is_known("eve@evil.example")


def test_whom_the_team_wrote_to_before_stays_in_copy() -> None:
    messages = [heard(cc=(EVE,)), sent(to=(IRA,), cc=(BOSS,)), heard(cc=(BOSS, EVE))]

    found = addressing(IRA, messages, [HELP])

    assert found.cc == (BOSS,)
    assert found.suggested == (EVE,)
    assert found.is_known(" BOSS@nord.example ")


def test_whom_a_letter_was_forwarded_to_is_known_but_not_offered() -> None:
    vendor = ("", "support@vendor.example")

    found = addressing(IRA, [heard(), sent(to=(vendor,), is_forward=True)], [HELP])

    assert found.cc == ()
    assert found.is_known(vendor[1])


def test_reply_to_of_an_older_letter_is_forgotten() -> None:
    assert addressing(IRA, [heard(reply_to=(EVE,)), heard()]).reply_to is None


def test_ticket_without_an_address_offers_nobody() -> None:
    assert addressing(("Ira", ""), []) == Addressing()


def test_no_unapproved_address_is_offered_in_a_thousand_random_threads() -> None:
    chance = random.Random(20261125)
    everyone = [(f"P{n}", f"p{n}@x.example") for n in range(12)]
    for _ in range(1_000):
        approved = {IRA[1]}
        thread = []
        for _ in range(chance.randrange(1, 12)):
            people = tuple(chance.sample(everyone, chance.randrange(0, 5)))
            if chance.random() < 0.6:
                thread.append(heard(cc=people, reply_to=people[:1]))
                continue
            chosen = tuple(p for p in people if p[1] in approved or chance.random() < 0.3)
            approved.update(address for _, address in chosen)
            thread.append(sent(to=(IRA,), cc=chosen))
        found = addressing(IRA, thread, [HELP])
        assert {address for _, address in (*found.to, *found.cc)} <= approved
        assert found.known == approved
        assert not {address for _, address in found.suggested} & approved
