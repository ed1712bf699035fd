"""Statements of reasons, complaints against them, and what goes to the Transparency Database."""

import re
from datetime import timedelta

import psycopg
import pytest
from msgspec.structs import replace

from tests.trust.cast import INGRID, NOW, OLAV, REASONS, add_product, letters, open_seller, scalar
from torg.catalog.sale_stops import sale_stops, stop_of
from torg.core.actor import SYSTEM, Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.sellers import Seller
from torg.trust import complain, end_measure, take_measure
from torg.trust.decide_complaint import decide_complaint
from torg.trust.errors import (
    AlreadyComplained,
    AlreadyDecided,
    AlreadyEnded,
    BadReasons,
    DecidedByPeople,
    NotByWhoDecided,
    StatementNotFound,
    SubjectNotFound,
    TooLateToComplain,
    UnknownMeasure,
)
from torg.trust.letters import facts_of
from torg.trust.statement_queries import complaints_waiting, statement_by_id, statements_between, statements_of_seller
from torg.trust.transparency import exported, without_people

WHY = "The earthing is there: see the test report."


async def test_a_statement_says_all_that_the_law_wants(conn: Connection, nils: Seller) -> None:
    product, variant, offer = await add_product(conn, nils)
    statement = await take_measure(conn, OLAV, "hide_offer", offer, REASONS, until=NOW + timedelta(days=30))
    told = dict(facts_of(statement))
    assert told["Åtgärd"] == "Ta ned erbjudandet"
    assert REASONS.facts in told.values()
    assert REASONS.ground_reference in told.values()
    assert statement.reference in told.values()
    assert any("Norge" in value for value in told.values())
    assert stop_of((await sale_stops(conn, [product]))[product], variant, nils.id) == "hidden"
    assert [to for to, _ in await letters(conn)] == ["nils@example.com"]


async def test_it_is_never_changed(conn: Connection, nils: Seller) -> None:
    statement = await take_measure(conn, OLAV, "suspend_seller", nils.id, REASONS)
    for sql in ("UPDATE statement SET facts = 'nothing of the kind'", "DELETE FROM statement"):
        with pytest.raises(psycopg.errors.RestrictViolation):
            async with conn.transaction():
                await conn.execute(sql.encode())
    assert (await statement_by_id(conn, statement.id)).facts == REASONS.facts


@pytest.mark.parametrize(
    "change",
    [{"facts": "short"}, {"ground_reference": " "}, {"ground_explanation": ""}, {"category": "NONE_SUCH"}],
)
async def test_no_measure_without_reasons(conn: Connection, nils: Seller, change: dict[str, str]) -> None:
    with pytest.raises(BadReasons):
        await take_measure(conn, OLAV, "suspend_seller", nils.id, replace(REASONS, **change))
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == "active"


async def test_a_program_says_that_it_is_one(conn: Connection, nils: Seller) -> None:
    with pytest.raises(BadReasons):
        await take_measure(conn, SYSTEM, "suspend_seller", nils.id, REASONS)


async def test_refuses_what_there_is_not(conn: Connection) -> None:
    with pytest.raises(UnknownMeasure):
        await take_measure(conn, OLAV, "tar_and_feathers", 1, REASONS)
    with pytest.raises(SubjectNotFound):
        await take_measure(conn, OLAV, "hide_offer", 10**9, REASONS)


@pytest.mark.parametrize(
    ("measure", "status"),
    [("restrict_seller", "restricted"), ("suspend_seller", "suspended")],
)
async def test_a_reversal_restores(conn: Connection, nils: Seller, measure: str, status: str) -> None:
    statement = await take_measure(conn, OLAV, measure, nils.id, REASONS)
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == status
    async with as_seller(conn, nils.id):
        made = await complain(conn, Actor("seller", f"{nils.id}/5"), statement.reference, WHY)
    decided = await decide_complaint(conn, INGRID, made.id, "reversed", "The seller's report shows the earthing.")
    assert decided.outcome == "reversed"
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == "active"
    ended = await statement_by_id(conn, statement.id)
    assert (ended.ending, ended.complaint_id) == ("reversed", made.id)


async def test_an_upheld_decision_stands(conn: Connection, nils: Seller) -> None:
    statement = await take_measure(conn, OLAV, "suspend_seller", nils.id, REASONS)
    made = await complain(conn, Actor("seller", str(nils.id)), statement.reference, WHY)
    await decide_complaint(conn, INGRID, made.id, "upheld", "The report is about another charger.")
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == "suspended"
    with pytest.raises(AlreadyDecided):
        await decide_complaint(conn, INGRID, made.id, "reversed", "On second thoughts.")


async def test_never_by_whoever_decided_and_never_by_a_program(conn: Connection, nils: Seller) -> None:
    statement = await take_measure(conn, OLAV, "suspend_seller", nils.id, REASONS)
    made = await complain(conn, Actor("seller", str(nils.id)), statement.reference, WHY)
    with pytest.raises(NotByWhoDecided):
        await decide_complaint(conn, OLAV, made.id, "upheld", "I was right the first time.")
    for nobody in (SYSTEM, Actor("operator", ""), Actor("agent", "9"), Actor("seller", str(nils.id))):
        with pytest.raises(DecidedByPeople):
            await decide_complaint(conn, nobody, made.id, "upheld", "A program has looked at it.")
    with pytest.raises(psycopg.errors.CheckViolation):
        async with conn.transaction():
            await conn.execute(
                "UPDATE complaint SET outcome = 'upheld', decision = 'x', decided_by = 'system', decided = now()"
            )
    assert [each.id for each in await complaints_waiting(conn)] == [made.id]


async def test_for_six_months_and_once(conn: Connection, nils: Seller) -> None:
    statement = await take_measure(conn, OLAV, "suspend_seller", nils.id, REASONS)
    member = Actor("seller", str(nils.id))
    with pytest.raises(TooLateToComplain):
        await complain(conn, member, statement.reference, WHY, now=statement.at + timedelta(days=185))
    await complain(conn, member, statement.reference, WHY, now=statement.at + timedelta(days=183))
    with pytest.raises(AlreadyComplained):
        await complain(conn, member, statement.reference, WHY)


async def test_a_competitor_finds_no_statement(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    statement = await take_measure(conn, OLAV, "suspend_seller", nils.id, REASONS)
    async with as_seller(conn, kaisa.id):
        assert await statements_of_seller(conn, nils.id) == []
        with pytest.raises(StatementNotFound):
            await complain(conn, Actor("seller", str(kaisa.id)), statement.reference, WHY)
    async with as_seller(conn, nils.id):
        assert [each.id for each in await statements_of_seller(conn, nils.id)] == [statement.id]


async def test_a_milder_measure_does_not_lift_a_harder_one(conn: Connection, nils: Seller) -> None:
    mild = await take_measure(conn, OLAV, "restrict_seller", nils.id, REASONS)
    hard = await take_measure(conn, OLAV, "suspend_seller", nils.id, REASONS)
    await end_measure(conn, INGRID, mild.id, "lifted")
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == "suspended"
    await end_measure(conn, INGRID, hard.id, "lifted")
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == "active"
    with pytest.raises(AlreadyEnded):
        await end_measure(conn, INGRID, hard.id, "lifted")


async def test_a_closure_waits_thirty_days(conn: Connection, nils: Seller) -> None:
    statement = await take_measure(conn, OLAV, "close_seller", nils.id, REASONS)
    assert statement.effective >= statement.at + timedelta(days=29, hours=23)
    assert await scalar(conn, "SELECT status FROM seller WHERE id = %s", nils.id) == "active"


async def test_the_export_is_what_the_transparency_database_takes(conn: Connection) -> None:
    """Its own rules, as its source states them: required fields, lengths, patterns, values that belong together."""
    seller = await open_seller(conn, "Olga", "556074-7569")
    _, _, offer = await add_product(conn, seller)
    until = NOW + timedelta(days=30)
    named = replace(REASONS, facts="Reported by eva@example.com, +46 70 123 45 67: the charger is live.")
    await take_measure(conn, OLAV, "hide_offer", offer, named, until=until)
    terms = replace(REASONS, ground="terms", automated_detection=True, automated_decision=True)
    await take_measure(conn, SYSTEM, "restrict_seller", seller.id, terms)
    day = timedelta(days=1)
    first, second = [exported(each) for each in await statements_between(conn, NOW - day, NOW + day)]
    for each in (first, second):
        decisions = [each[f"decision_{name}"] for name in ("visibility", "monetary", "provision", "account")]
        assert sum(decision is not None for decision in decisions) == 1
        assert re.fullmatch(r"[a-zA-Z0-9_-]{1,500}", each["puid"])
        assert set(each["territorial_scope"]) == {"SE", "NO", "DK", "FI"}
        for name in ("content_date", "application_date"):
            assert re.fullmatch(r"\d{4}-\d\d-\d\d", each[name])
        assert each["source_type"] == "SOURCE_VOLUNTARY"
        assert "source_identity" not in each
    assert first["decision_visibility"] == ["DECISION_VISIBILITY_CONTENT_DISABLED"]
    assert first["end_date_visibility_restriction"] == until.date().isoformat()
    assert first["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT"
    assert {"illegal_content_legal_ground", "illegal_content_explanation"} <= set(first)
    assert first["content_type"] == ["CONTENT_TYPE_PRODUCT"]
    assert "eva@" not in first["decision_facts"]
    assert "123 45" not in first["decision_facts"]
    assert second["decision_provision"] == "DECISION_PROVISION_PARTIAL_SUSPENSION"
    assert second["automated_decision"] == "AUTOMATED_DECISION_FULLY"
    assert {"incompatible_content_ground", "incompatible_content_explanation"} <= set(second)
    assert second["content_type_other"]


def test_dates_and_numbers_of_goods_are_left_in_the_export() -> None:
    text = "From 2026-08-24 to 2026-11-22: 30.0 % late (of 1200). GTIN 7310865004703."
    assert without_people(text) == text
    for number in ("+46 70 123 45 67", "070-123 45 67", "+358 40 1234567", "0701234567"):
        assert without_people(f"Ring {number} nu.") == "Ring […] nu."
