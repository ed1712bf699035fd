"""Reports from anybody: receipt, queue, decision to both sides, misuse."""

import pytest
from msgspec.structs import replace

from tests.trust.cast import INGRID, OLAV, REASONS, add_product, letters, scalar
from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.sellers import Seller
from torg.trust.complain import complain_of_decision
from torg.trust.decide_complaint import decide_complaint
from torg.trust.decide_notice import MisuseRules, act_on_notice, assign_notice, dismiss_notice
from torg.trust.errors import AlreadyDecided, BadNotice, DecidedByPeople, NotByWhoDecided
from torg.trust.models import NewNotice, Notice
from torg.trust.notice_queries import notice_by_id, notices_waiting
from torg.trust.report import report
from torg.trust.subjects import subject_of

ANYBODY = Actor("shopper")
NEW = NewNotice(
    about="https://torg.example/sv-se/p/laddare-1",
    category="unsafe",
    reason="The charger gives electric shocks; I have measured it.",
    good_faith=True,
    name="Eva",
    email="eva@example.com",
    locale="sv-se",
)


async def reported(conn: Connection, **changes: object) -> Notice:
    return await report(conn, ANYBODY, replace(NEW, **changes))


@pytest.mark.parametrize(
    ("about", "subject"),
    [
        ("https://torg.example/sv-se/p/laddare-usb-c-12", "product:12"),
        ("/en-fi/p/charger-12/", "product:12"),
        ("/sv-se/p/laddare-12?offer=55", "offer:55"),
        ("/sv-se/p/laddare-12#offer-55", "offer:55"),
        ("/sv-se/p/12/reviews#review-7", "review:7"),
        ("/sv-se/p/12/reviews#question-8", "question:8"),
        ("/nb-no/s/nils-jarnbod-3", "seller:3"),
        ("/sv-se/search?q=laddare", "page:0"),
        ("/sv-se/p/laddare-12?offer=²", "product:12"),
        ("//[", "page:0"),
        ("/sv-se/p/laddare-" + "9" * 30, "page:0"),
        ("javascript:alert(1)", "page:0"),
    ],
)
def test_reads_what_an_address_is_about(about: str, subject: str) -> None:
    assert subject_of(about) == subject


async def test_anybody_gets_a_receipt_at_once(conn: Connection, nils: Seller) -> None:
    product, _, offer = await add_product(conn, nils)
    notice = await reported(conn, about=f"/sv-se/p/laddare-{product}?offer={offer}")
    assert (notice.state, notice.subject, notice.seller_id) == ("new", f"offer:{offer}", nils.id)
    assert await letters(conn) == [("eva@example.com", "Vi har tagit emot din anmälan")]
    assert [each.id for each in await notices_waiting(conn)] == [notice.id]


async def test_what_is_not_there_is_still_taken_in(conn: Connection) -> None:
    notice = await reported(conn, about="/sv-se/p/laddare-999999999")
    assert notice.subject == "page:0"


@pytest.mark.parametrize(
    "change",
    [
        {"good_faith": False},
        {"reason": "It is bad."},
        {"about": "  "},
        {"about": "/sv-se/p/1\nX-Evil: 1"},
        {"category": "whatever"},
        {"name": ""},
        {"email": ""},
        {"email": "eva@nowhere"},
        {"email": "eva@example.com\nBcc: all@example.com"},
    ],
)
async def test_says_what_a_report_needs(conn: Connection, change: dict[str, object]) -> None:
    with pytest.raises(BadNotice):
        await reported(conn, **change)
    assert await letters(conn) == []


async def test_child_abuse_is_reported_without_a_name(conn: Connection) -> None:
    notice = await reported(conn, category="child_abuse", name="", email="")
    assert notice.email == ""
    assert await letters(conn) == []


async def test_trusted_flaggers_come_first(conn: Connection) -> None:
    first = await reported(conn)
    trusted = await reported(conn, trusted_flagger=True)
    assert [each.id for each in await notices_waiting(conn)] == [trusted.id, first.id]


async def test_a_measure_tells_both_sides(conn: Connection, nils: Seller) -> None:
    _, _, offer = await add_product(conn, nils)
    notice = await reported(conn, about=f"/sv-se/p/laddare-1?offer={offer}")
    await assign_notice(conn, OLAV, notice.id)
    decided = await act_on_notice(conn, OLAV, notice.id, "hide_offer", offer, REASONS)
    assert (decided.outcome, decided.assigned) == ("measure", str(OLAV))
    assert [to for to, _ in await letters(conn)] == ["eva@example.com", "nils@example.com", "eva@example.com"]
    facts = await scalar(conn, "SELECT content ->> 'text' FROM mail_message WHERE recipient = 'nils@example.com'")
    assert "eva" not in facts.lower(), "Whoever reported stays unknown to whom it concerns."
    assert await scalar(conn, "SELECT source FROM statement WHERE id = %s", decided.statement_id) == "notice"
    with pytest.raises(AlreadyDecided):
        await dismiss_notice(conn, INGRID, notice.id, "On second thoughts it is nothing.")


async def test_only_a_person_decides(conn: Connection) -> None:
    notice = await reported(conn)
    with pytest.raises(DecidedByPeople):
        await dismiss_notice(conn, SYSTEM, notice.id, "A program finds nothing wrong.")


async def test_who_reported_can_complain_and_another_person_looks_again(conn: Connection) -> None:
    notice = await reported(conn)
    await dismiss_notice(conn, OLAV, notice.id, "The charger bears all marks that it needs.")
    made = await complain_of_decision(conn, ANYBODY, notice.reference, "The marks are false: I have the test.")
    with pytest.raises(NotByWhoDecided):
        await decide_complaint(conn, OLAV, made.id, "upheld", "I do not think so.")
    await decide_complaint(conn, INGRID, made.id, "reversed", "The test is convincing: we look again.")
    assert (await notice_by_id(conn, notice.id)).state == "new"


async def test_misuse_is_warned_of_then_silenced(conn: Connection) -> None:
    rules = MisuseRules(warn_at=2, suspend_at=3)
    for _ in range(3):
        notice = await reported(conn)
        assert notice.state == "new"
        await dismiss_notice(conn, OLAV, notice.id, "There is nothing of the kind here.", unfounded=True, rules=rules)
    subjects = [subject for _, subject in await letters(conn)]
    assert subjects.count("En varning om dina anmälningar") == 1
    assert subjects.count("Vi behandlar inte dina anmälningar under en tid") == 1
    assert (await reported(conn)).state == "set_aside"
    assert (await reported(conn, email="Eva@Example.com")).state == "set_aside"
    assert (await reported(conn, email="per@example.com")).state == "new"


async def test_nobody_is_silenced_without_a_warning(conn: Connection) -> None:
    rules = MisuseRules(warn_at=5, suspend_at=1)
    for _ in range(3):
        notice = await reported(conn)
        await dismiss_notice(conn, OLAV, notice.id, "There is nothing of the kind here.", unfounded=True, rules=rules)
    assert (await reported(conn)).state == "new"
