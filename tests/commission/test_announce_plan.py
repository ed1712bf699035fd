"""Announcing a plan: sellers know of a rise fifteen days before it holds, by mail."""

from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest

from torg.catalog.categories import TREE
from torg.commission import BadPlan, NewPlan, NoticeTooShort, PriceList, announce_plan, plans_of, preview_plan
from torg.commission.jobs import tell_sellers
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.markets import local_day
from torg.sellers import NewSeller, Seller, SellerNotFound, register_seller

OLAV = Actor("operator", "1")
TOOLS = TREE.roots()[0]


@pytest.fixture
def today() -> date:
    return local_day("se", datetime.now(UTC))


@pytest.fixture
async def nils(conn: Connection) -> Seller:
    new = NewSeller("Nils Verktyg", "SE", "556012-5790", "se", email="nils@verktyg.example", languages=["sv"])
    return await register_seller(conn, OLAV, new)


@pytest.fixture
async def kaisa(conn: Connection) -> Seller:
    new = NewSeller("Kaisan Kirjat", "FI", "2077474-0", "fi", email="kaisa@kirjat.example", languages=["fi"])
    return await register_seller(conn, OLAV, new)


def days(number: int) -> timedelta:
    return timedelta(days=number)


async def test_a_rise_needs_fifteen_days(conn: Connection, today: date) -> None:
    for soon in (0, 1, 14):
        with pytest.raises(NoticeTooShort) as refused:
            await announce_plan(conn, OLAV, NewPlan("se", today + days(soon), 1100), "Costs.")
        assert refused.value.extra == {"earliest": (today + days(15)).isoformat()}
    made = await announce_plan(conn, OLAV, NewPlan("se", today + days(15), 1100), "Costs.")
    book = PriceList(await plans_of(conn, "se"))
    assert book.plan_for(None, None, today + days(14)).rate == 1000
    assert book.plan_for(None, None, today + days(15)) == made


@pytest.mark.parametrize(
    "plan", [{"rate": 900}, {"rate": 1000}, {"rate": 900, "minimum": 0}, {"rate": None, "category_id": TOOLS.id}]
)
async def test_what_costs_nobody_more_holds_at_once(conn: Connection, today: date, plan: dict[str, int | None]) -> None:
    await announce_plan(conn, OLAV, NewPlan("se", today, **plan))  # type: ignore[arg-type]


@pytest.mark.parametrize("plan", [{"rate": 900, "fixed": 1}, {"rate": 1000, "minimum": 1}, {"rate": 1000, "fixed": 1}])
async def test_a_rise_in_any_part_is_a_rise(conn: Connection, today: date, plan: dict[str, int]) -> None:
    with pytest.raises(NoticeTooShort):
        await announce_plan(conn, OLAV, NewPlan("se", today + days(3), **plan))


async def test_taking_a_sellers_own_terms_away_is_a_rise_for_it(conn: Connection, nils: Seller, today: date) -> None:
    await announce_plan(conn, OLAV, NewPlan("se", today, 500, seller_id=nils.id))
    with pytest.raises(NoticeTooShort):
        await announce_plan(conn, OLAV, NewPlan("se", today + days(1), None, seller_id=nils.id))
    await announce_plan(conn, OLAV, NewPlan("se", today + days(15), None, seller_id=nils.id))


async def test_a_time_that_ends_sooner_is_a_rise_when_it_ends(conn: Connection, today: date) -> None:
    """Lower for a time needs no notice, nor does its end, which was told with it; an earlier end does."""
    await announce_plan(conn, OLAV, NewPlan("se", today, 500, valid_until=today + days(60)))
    preview = await preview_plan(conn, NewPlan("se", today + days(1), 1000))
    assert preview.dearer
    assert preview.earliest == today + days(15)
    calm = await preview_plan(conn, NewPlan("se", today, 400, valid_until=today + days(10)))
    assert not calm.dearer
    assert calm.earliest == today


@pytest.mark.parametrize(
    "change",
    [
        {"market": "xx"},
        {"rate": -1},
        {"rate": 10_001},
        {"fixed": -1},
        {"minimum": 10**12},
        {"rate": None},
        {"valid_from": date(2020, 1, 1)},
        {"valid_from": date(2099, 1, 1)},
        {"valid_until": date(2020, 1, 1)},
        {"category_id": 2**31 - 1},
    ],
)
async def test_what_cannot_be_a_plan(conn: Connection, today: date, change: dict[str, object]) -> None:
    plan = {"market": "se", "valid_from": today, "rate": 500, **change}
    with pytest.raises(BadPlan):
        await announce_plan(conn, OLAV, NewPlan(**plan))  # type: ignore[arg-type]


async def test_a_plan_for_nobody(conn: Connection, today: date) -> None:
    with pytest.raises(SellerNotFound):
        await announce_plan(conn, OLAV, NewPlan("se", today, 500, seller_id=999_999))


async def test_those_whom_it_concerns_are_told(conn: Connection, nils: Seller, kaisa: Seller, today: date) -> None:
    await conn.execute("UPDATE seller SET status = 'under_review' WHERE status = 'draft'")
    made = await announce_plan(conn, OLAV, NewPlan("se", today + days(20), 1250, fixed=5_00), "Costs.")
    jobs = await (
        await conn.execute("SELECT task_name, args FROM procrastinate_jobs ORDER BY id DESC LIMIT 1")
    ).fetchall()
    assert jobs == [("commission.tell_sellers", {"plan_id": made.id})]
    assert await tell_sellers(conn, made.id, "https://torg.example") == 1
    assert await tell_sellers(conn, made.id, "https://torg.example") == 1
    mails = await (await conn.execute("SELECT recipient, subject, content->>'text' FROM mail_message")).fetchall()
    assert len(mails) == 1
    recipient, subject, text = mails[0]
    assert recipient == "nils@verktyg.example"
    assert subject.startswith("Provisionen")
    assert "12,5 % + 5 kr per styck" in text.replace("\u00a0", " ")
    assert "https://torg.example/portal/nils-verktyg/terms" in text
    assert "säga upp" in text


async def test_a_seller_with_terms_of_its_own_is_not_told_of_others(
    conn: Connection, nils: Seller, kaisa: Seller, today: date
) -> None:
    await conn.execute("UPDATE seller SET status = 'under_review' WHERE status = 'draft'")
    await announce_plan(conn, OLAV, NewPlan("se", today, 500, seller_id=nils.id))
    made = await announce_plan(conn, OLAV, NewPlan("se", today, 900))
    assert await tell_sellers(conn, made.id) == 0
    theirs = await announce_plan(conn, OLAV, NewPlan("fi", today, 900, seller_id=kaisa.id))
    assert await tell_sellers(conn, theirs.id) == 1


async def test_the_journal_says_who_and_why(conn: Connection, nils: Seller, today: date) -> None:
    made = await announce_plan(conn, OLAV, NewPlan("se", today, 500, seller_id=nils.id), "They are new.")
    row = await (
        await conn.execute(
            "SELECT actor, market, seller_id, body FROM journal WHERE subject = %s", (f"commission_plan:{made.id}",)
        )
    ).fetchone()
    assert row is not None
    assert row[:3] == ("operator:1", "se", nils.id)
    assert (row[3]["rate"], row[3]["why"]) == (500, "They are new.")


async def test_a_seller_sees_its_own_terms_and_everybodys(
    conn: Connection, nils: Seller, kaisa: Seller, today: date
) -> None:
    await announce_plan(conn, OLAV, NewPlan("se", today, 500, seller_id=nils.id))
    await announce_plan(conn, OLAV, NewPlan("se", today, 400, seller_id=kaisa.id))
    assert len(await plans_of(conn, "se")) == 3
    async with as_seller(conn, nils.id):
        assert {each.seller_id for each in await plans_of(conn, "se")} == {None, nils.id}
    async with as_seller(conn, nils.id):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with conn.transaction():
                await conn.execute("SELECT why FROM commission_plan")


async def test_plans_are_only_ever_added(conn: Connection) -> None:
    with pytest.raises(psycopg.errors.RestrictViolation):
        await conn.execute("UPDATE commission_plan SET rate = 1")
