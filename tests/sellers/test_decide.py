from datetime import UTC, datetime, timedelta

import pytest

from tests.sellers.conftest import INGRID, OLAV, member
from torg.accounts import Account
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.sellers import NewDecision, Seller, decide
from torg.sellers.accept_agreement import submit_application
from torg.sellers.complain import answer_complaint, complain
from torg.sellers.decision_queries import decisions_of, notices_of
from torg.sellers.errors import BadSeller, NoComplaint, NoSuchChange, NotComplete, ReasonWanted, SellerExists, TooSoon
from torg.sellers.jobs import apply_due, end_measures
from torg.sellers.queries import sellers_by_id


async def status_of(conn: Connection, seller: Seller) -> str:
    return (await sellers_by_id(conn, [seller.id]))[seller.id].status


@pytest.fixture
async def active(conn: Connection, nils: Account, complete: Seller) -> Seller:
    await submit_application(conn, member(complete, nils), complete.id)
    await decide(conn, OLAV, complete.id, NewDecision("active", ground="application"))
    return (await sellers_by_id(conn, [complete.id]))[complete.id]


async def test_from_draft_to_active_each_step_is_told(conn: Connection, nils: Account, active: Seller) -> None:
    assert active.status == "active"
    assert active.selling
    decided = await decisions_of(conn, active.id)
    assert [(each.from_status, each.to_status) for each in decided] == [
        ("under_review", "active"), ("draft", "under_review"),
    ]  # fmt: skip
    assert [each.kind for each in await notices_of(conn, active.id)] == ["decision.active", "decision.under_review"]
    cursor = await conn.execute("SELECT recipient FROM mail_message WHERE message_id LIKE 'seller-decision-%'")
    assert await cursor.fetchall() == [(nils.email,), (nils.email,)]
    cursor = await conn.execute("SELECT kind, seller_id FROM journal WHERE subject = %s", (f"seller:{active.id}",))
    assert ("seller.activated", active.id) in await cursor.fetchall()


async def test_an_incomplete_draft_cannot_be_handed_in(conn: Connection, nils: Account, draft: Seller) -> None:
    with pytest.raises(NotComplete, match="telephone for customers") as refusal:
        await submit_application(conn, member(draft, nils), draft.id)
    assert "identity" in refusal.value.extra["missing"]
    assert await status_of(conn, draft) == "draft"


async def test_a_draft_takes_nobodys_number_but_an_application_does(
    conn: Connection, nils: Account, active: Seller
) -> None:
    from torg.sellers.begin_selling import begin_selling
    from torg.sellers.complete_trial import complete_trial_seller

    second = await begin_selling(conn, nils, country="SE", org_number=active.org_number, name="The same again")
    await complete_trial_seller(conn, OLAV, second, "Nils")
    with pytest.raises(SellerExists):
        await submit_application(conn, member(second, nils), second.id)


async def test_nothing_is_taken_away_without_a_reason(conn: Connection, active: Seller) -> None:
    for new in (
        NewDecision("suspended"),
        NewDecision("closed", " "),
        NewDecision("restricted", restrictions=("campaigns",)),
    ):
        with pytest.raises(ReasonWanted):
            await decide(conn, OLAV, active.id, new)
    with pytest.raises(BadSeller, match="names what it takes away"):
        await decide(conn, OLAV, active.id, NewDecision("restricted", "Why not"))
    with pytest.raises(BadSeller, match="names what it takes away"):
        await decide(conn, OLAV, active.id, NewDecision("restricted", "Why not", restrictions=("air",)))
    with pytest.raises(NoSuchChange):
        await decide(conn, OLAV, active.id, NewDecision("under_review", "Again"))


async def test_a_restriction_names_its_surfaces_and_offers_stay(conn: Connection, active: Seller) -> None:
    new = NewDecision("restricted", "Three false reductions", restrictions=("campaigns", "featured"))
    await decide(conn, OLAV, active.id, new)
    seller = (await sellers_by_id(conn, [active.id]))[active.id]
    assert (seller.status, seller.restrictions, seller.selling) == ("restricted", ["campaigns", "featured"], True)
    assert seller.may("new_offers")
    assert not seller.may("campaigns")


async def test_a_closure_by_the_market_waits_thirty_days(conn: Connection, active: Seller) -> None:
    now = datetime.now(UTC)
    with pytest.raises(TooSoon):
        await decide(conn, OLAV, active.id, NewDecision("closed", "Why", effective=now + timedelta(days=29)), now=now)
    announced = await decide(conn, OLAV, active.id, NewDecision("closed", "No answers for a year"), now=now)
    assert announced.applied is None
    assert announced.effective == now + timedelta(days=30)
    assert await status_of(conn, active) == "active"
    assert await apply_due(conn, now + timedelta(days=29)) == 0
    assert await apply_due(conn, now + timedelta(days=30, seconds=1)) == 1
    assert await status_of(conn, active) == "closed"


async def test_a_duty_under_law_closes_at_once(conn: Connection, active: Seller) -> None:
    await decide(conn, OLAV, active.id, NewDecision("closed", "A court has ordered it", "legal_duty"))
    assert await status_of(conn, active) == "closed"


async def test_a_seller_leaves_when_it_wants_and_cannot_judge_itself(
    conn: Connection, nils: Account, active: Seller
) -> None:
    actor = member(active, nils)
    async with as_seller(conn, active.id):
        with pytest.raises(NoSuchChange):
            await decide(conn, actor, active.id, NewDecision("suspended", "no"))
        await decide(conn, actor, active.id, NewDecision("closed", ground="own_wish"))
    assert await status_of(conn, active) == "closed"


async def test_a_measure_ends_by_itself(conn: Connection, active: Seller) -> None:
    now = datetime.now(UTC)
    until = now + timedelta(days=7)
    await decide(conn, OLAV, active.id, NewDecision("suspended", "Faulty goods", "standing", until=until), now=now)
    assert await end_measures(conn, now + timedelta(days=6)) == 0
    assert await end_measures(conn, until) == 1
    assert await status_of(conn, active) == "active"
    assert await end_measures(conn, until) == 0


async def test_a_complaint_is_answered_by_another_person_and_may_undo(
    conn: Connection, nils: Account, active: Seller
) -> None:
    decided = await decide(conn, OLAV, active.id, NewDecision("suspended", "Unlawful knives", "illegal"))
    async with as_seller(conn, active.id):
        await complain(conn, member(active, nils), active.id, decided.id, "They are bread knives.")
        with pytest.raises(NoComplaint):
            await complain(conn, member(active, nils), active.id, decided.id, "Once more")
    with pytest.raises(NoComplaint, match="Another person"):
        await answer_complaint(conn, OLAV, decided.id, "No", upheld=False)
    await answer_complaint(conn, INGRID, decided.id, "They are indeed.", upheld=True)
    assert await status_of(conn, active) == "active"
    assert next(each for each in await decisions_of(conn, active.id) if each.id == decided.id).withdrawn is not None


async def test_a_complaint_about_anothers_decision_is_not_found(
    conn: Connection, nils: Account, active: Seller
) -> None:
    from torg.core.errors import NotFound

    decided = await decide(conn, OLAV, active.id, NewDecision("suspended", "Unlawful knives", "illegal"))
    with pytest.raises(NotFound):
        await complain(conn, member(active, nils), active.id + 1, decided.id, "It is wrong")
