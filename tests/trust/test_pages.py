"""Trust in the browser: anybody reports, the office decides, the seller complains, the buyer chooses."""

import re
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from tests.accounts.conftest import Market, market, served
from tests.trust.cast import REASONS, Sold, add_product, purchase
from torg.core.actor import Actor
from torg.sellers import sellers_by_id
from torg.trust import NewRecall, open_recall, plugged_in, reach_buyers, take_measure

__all__ = ["market", "served"]
REPORT = {
    "about": "/sv-se/p/laddare-1",
    "category": "unsafe",
    "reason": "The charger gives electric shocks; I have measured it.",
    "name": "Eva",
    "email": "eva@example.com",
    "good_faith": "1",
}


async def _staff(market: Market, name: str) -> int:
    """Let one more person work with trust, and give their account's number."""
    [(account,)] = await market.query(
        "INSERT INTO account (email, email_key, name, language) VALUES (%s, %s, %s, 'sv') RETURNING id",
        f"{name}@torg.example",
        f"{name}@torg.example",
        name,
    )
    await market.change("INSERT INTO staff_member (account_id, roles) VALUES (%s, '{owner}')", account)
    return int(account)


async def test_anybody_reports_and_reads_how_far_it_is(market: Market) -> None:
    page = await market.client.get("/sv-se/report?about=/sv-se/p/laddare-1")
    assert page.status_code == 200
    assert 'value="/sv-se/p/laddare-1"' in page.text
    answer = await market.client.post("/sv-se/report", data=REPORT, follow_redirects=True)
    assert answer.status_code == 200, answer.text
    assert "Din anmälan har kommit in" in answer.text
    assert "noindex" in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("missing", ["reason", "name", "email", "good_faith", "category"])
async def test_what_is_missing_is_said_and_nothing_typed_is_lost(market: Market, missing: str) -> None:
    typed = {name: value for name, value in REPORT.items() if name != missing}
    answer = await market.client.post("/sv-se/report", data=typed)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    for name in typed.keys() - {"category", "good_faith"}:
        assert typed[name] in answer.text
    assert await market.query("SELECT FROM notice") == []


async def test_another_sites_page_reports_nothing(market: Market) -> None:
    answer = await market.client.post("/sv-se/report", data=REPORT, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


async def test_too_many_reports_at_once_are_refused(market: Market) -> None:
    answers = [(await market.client.post("/sv-se/report", data=REPORT)).status_code for _ in range(12)]
    assert answers[0] == 200
    assert answers[-1] == 429


async def test_the_office_decides_and_both_sides_read_why(market: Market) -> None:
    await _staff(market, "ingrid")
    async with await psycopg.AsyncConnection.connect(market.url) as conn:
        nils = (await sellers_by_id(conn, [market.people.nils_shop]))[market.people.nils_shop]
        product, _, offer = await add_product(conn, nils)
    about = f"/sv-se/p/laddare-{product}?offer={offer}"
    await market.client.post("/sv-se/report", data={**REPORT, "about": about})
    [(notice,)] = await market.query("SELECT id FROM notice")
    await market.sign_in("ingrid@torg.example")
    assert "Anmälningar av olagligt innehåll" in (await market.client.get("/office/notices")).text
    page = await market.client.get(f"/office/notices/{notice}")
    assert page.status_code == 200
    assert "Ta ned erbjudandet" in page.text
    reasons = {
        "measure": "hide_offer", "subject_id": str(offer), "facts": REASONS.facts, "ground": "law",
        "ground_reference": REASONS.ground_reference, "ground_explanation": REASONS.ground_explanation,
        "category": REASONS.category, "days": "30",
    }  # fmt: skip
    short = await market.client.post(f"/office/notices/{notice}/measure", data={**reasons, "facts": ""})
    assert short.status_code == 422
    done = await market.client.post(f"/office/notices/{notice}/measure", data=reasons, follow_redirects=True)
    assert done.status_code == 200, done.text
    [(reference,)] = await market.query("SELECT reference FROM statement")
    read = await market.client.get(f"/sv-se/decision/{reference}")
    assert REASONS.facts in read.text
    assert "Ta ned erbjudandet" in read.text
    said = {"reason": "The earthing is there: see the test report."}
    complained = await market.client.post(f"/sv-se/decision/{reference}", data=said, follow_redirects=True)
    assert "Det finns ett klagomål om beslutet" in complained.text
    [(complaint,)] = await market.query("SELECT id FROM complaint")
    assert "Du fattade beslutet" in (await market.client.get(f"/office/complaints/{complaint}")).text


async def test_two_people_suspend(market: Market) -> None:
    await _staff(market, "ingrid")
    await market.sign_in("ingrid@torg.example")
    shop = market.people.nils_shop
    reasons = {
        "measure": "suspend_seller", "subject_id": str(shop), "facts": REASONS.facts, "ground": "terms",
        "ground_reference": "Terms, 4", "ground_explanation": "It says so.", "category": "OTHER_VIOLATION_TC",
    }  # fmt: skip
    done = await market.client.post(f"/office/measures/seller/{shop}", data=reasons, follow_redirects=True)
    assert "en annan person måste godkänna" in done.text
    assert await market.query("SELECT kind, state FROM approval") == [("trust.measure", "waiting")]
    assert await market.query("SELECT FROM statement") == []


async def test_a_dry_run_changes_nothing(market: Market) -> None:
    await _staff(market, "ingrid")
    await market.sign_in("ingrid@torg.example")
    assert (await market.client.get("/office/rules")).status_code == 200
    typed = {
        "measure": "late", "threshold": "12,5", "window_days": "60", "minimum": "10", "action": "restrict",
        "grace_days": "7", "duration_days": "", "ground": "Terms, 1", "active": "1",
    }  # fmt: skip
    tried = await market.client.post("/office/rules/late_deliveries", data={**typed, "act": "try"})
    assert "Skulle träffa 0 säljare nu" in tried.text
    newest = "SELECT version, threshold FROM trust_rule WHERE code = 'late_deliveries' ORDER BY version DESC LIMIT 1"
    before = await market.query(newest)
    await market.client.post("/office/rules/late_deliveries", data={**typed, "act": "write"})
    [(version, threshold)] = await market.query(newest)
    assert (version, float(threshold)) == (before[0][0] + 1, 0.125)


async def test_every_room_of_the_office_opens(market: Market) -> None:
    await _staff(market, "ingrid")
    await market.sign_in("ingrid@torg.example")
    rooms = ("notices", "complaints", "statements", "rules", "rules/new", "recalls", "recalls/new", "said")
    for room in rooms:
        answer = await market.client.get(f"/office/{room}")
        assert answer.status_code == 200, (room, answer.text)
    exported = await market.client.get("/office/statements.json?first=2026-01-01&last=2026-12-31")
    assert exported.json() == {"statements": []}
    assert (await market.client.get("/office/statements.json?first=yesterday")).status_code == 400


async def test_a_seller_sees_its_standing_and_complains(market: Market) -> None:
    shop = market.people.nils_shop
    async with await psycopg.AsyncConnection.connect(market.url) as conn:
        statement = await take_measure(conn, Actor("operator", "999"), "restrict_seller", shop, REASONS)
    [(slug, email)] = await market.query(
        """
        SELECT s.slug, a.email FROM seller s JOIN seller_member m ON m.seller_id = s.id
        JOIN account a ON a.id = m.account_id WHERE s.id = %s AND 'owner' = ANY (m.roles)
        """,
        shop,
    )
    await market.sign_in(email)
    for room in ("standing", "recalls", "recalls/new", "reviews", "questions"):
        answer = await market.client.get(f"/portal/{slug}/{room}")
        assert answer.status_code == 200, (room, answer.text)
    page = await market.client.get(f"/portal/{slug}/statements/{statement.reference}")
    assert REASONS.facts in page.text
    said = {"reason": "The earthing is there: see the test report."}
    done = await market.client.post(f"/portal/{slug}/statements/{statement.reference}", data=said)
    assert done.status_code == 200
    assert await market.query("SELECT seller_id FROM complaint") == [(shop,)]


async def test_a_buyer_chooses_without_signing_in(market: Market) -> None:
    async with await psycopg.AsyncConnection.connect(market.url) as conn:
        nils = (await sellers_by_id(conn, [market.people.nils_shop]))[market.people.nils_shop]
        product, variant, _ = await add_product(conn, nils)
        bought = purchase("l1", product, variant, nils.id, bought=datetime.now(UTC) - timedelta(days=9))
        new = NewRecall(
            "recall", {"sv": "Laddare X1"}, {"sv": "Den kan ge elstötar."}, {"sv": "Sluta använda den."},
            "020-12 34 56", products=(product,), remedies=("refund", "replace"),
        )  # fmt: skip
        with plugged_in(Sold(bought)):
            recall = await open_recall(conn, Actor("operator", "1"), new)
            await reach_buyers(conn, recall.id)
    [(text,)] = await market.query("SELECT content ->> 'text' FROM mail_message WHERE subject LIKE 'Säkerhet%%'")
    path = re.search(r"/sv-se/recall/[\w-]+", text)
    assert path is not None
    page = await market.client.get(path[0])
    assert "Säkerhetsåterkallelse: Laddare X1" in page.text
    done = await market.client.post(path[0], data={"remedy": "refund"}, follow_redirects=True)
    assert "Du har valt: Pengarna tillbaka" in done.text
    assert (await market.client.get("/sv-se/recall/none-such")).status_code == 404
