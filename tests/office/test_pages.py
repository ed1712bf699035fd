"""The office's pages: each for those who may, each with its table, form and file."""

import csv
import io
from datetime import UTC, datetime, timedelta

import msgspec

from tests.accounts.conftest import Market
from tests.web.reading import Page
from torg.core.actor import Actor
from torg.core.approvals import propose
from torg.ledger import Posting, commission_revenue, credit, debit, post, provider_clearing, seller_payable
from torg.markets import local_day

PAGES = {
    "/office": "read",
    "/office/approvals": "read",
    "/office/categories/se": "read",
    "/office/attributes": "read",
    "/office/markets": "read",
    "/office/settings": "settings",
    "/office/settings/operator": "settings",
    "/office/settings/operator?market=no": "settings",
    "/office/settings/ranking": "settings",
    "/office/settings/featured": "settings",
    "/office/staff": "staff",
    "/office/audit": "audit",
    "/office/commission": "finance",
    "/office/commission/new": "finance",
    "/office/ledger": "finance",
    "/office/ledger/bank/SEK": "finance",
}


def today() -> datetime:
    return datetime.now(UTC)


async def read(office: Market, path: str, status: int = 200) -> Page:
    answer = await office.client.get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    page = Page(answer.text)
    assert page.faults == [], path
    return page


async def test_every_page_is_for_those_who_may(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    for path in PAGES:
        await read(office, path)
        if path.split("?")[0].split("/")[2:3] in (["approvals"], ["staff"], ["audit"], ["commission"], ["ledger"]):
            answer = await office.client.get(path + ("&" if "?" in path else "?") + "form=csv")
            assert answer.status_code == 200
    await office.sign_in("liv@torg.example")
    for path, permission in PAGES.items():
        answer = await office.client.get(path)
        assert answer.status_code == (200 if permission in {"read", "finance"} else 403), path
    await office.sign_in("nils@torg.example")
    for path in PAGES:
        assert (await office.client.get(path)).status_code == 404, path


async def test_what_is_not_there(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    for path in (
        "settings/cookies",
        "settings/operator?market=xx",
        "settings/categories",
        "categories/xx",
        "ledger/cookies/SEK",
        "approvals/999",
        "audit/99999999999999999999",
        "staff/999",
    ):
        assert (await office.client.get(f"/office/{path}")).status_code == 404, path


async def test_settings_are_saved_with_a_reason_and_nothing_typed_is_lost(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    page = "/office/settings/operator"
    typed = {"name": "Hallen", "country": "SE", "support_email": "not an address", "dsa_tier": "platform",
             "dsa_languages": "sv", "why": "A new name."}  # fmt: skip
    wrong = await office.client.post(page, data=typed)
    assert wrong.status_code == 422
    assert 'value="not an address"' in wrong.text
    assert 'value="Hallen"' in wrong.text
    assert 'id="field-support_email-error"' in wrong.text
    saved = await office.client.post(
        page, data={**typed, "support_email": "help@hallen.example"}, follow_redirects=False
    )
    assert saved.status_code == 303
    rows = await office.query("SELECT value->>'name', market, why FROM market_setting")
    assert rows == [("Hallen", None, "A new name.")]
    own = await office.client.post(
        f"{page}?market=no", data={**typed, "support_email": "hjelp@hallen.example"}, follow_redirects=False
    )
    assert own.status_code == 303
    shown = await read(office, f"{page}?market=no")
    assert "hjelp@hallen.example" in shown.text
    assert "A new name." in shown.text


async def test_weights_of_the_ranking(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    form = await office.client.get("/office/settings/ranking")
    fields = {each["name"]: each["value"] for each in Page(form.text).all("input", inputmode="decimal")}
    bad = await office.client.post("/office/settings/ranking", data={**fields, "price": "a lot", "why": "Cheaper."})
    assert bad.status_code == 422
    good = await office.client.post(
        "/office/settings/ranking", data={**fields, "price": "0.5", "why": "Cheaper."}, follow_redirects=False
    )
    assert good.status_code == 303
    assert await office.query("SELECT value->'price' FROM market_setting WHERE name = 'ranking'") == [(0.5,)]


async def test_commission_takes_two(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    day = local_day("se", today())
    plan = {
        "market": "se",
        "rate": "12,5",
        "fixed": "5",
        "valid_from": (day + timedelta(days=2)).isoformat(),
        "why": "Costs.",
    }
    soon = await office.client.post("/office/commission/new", data={**plan, "act": "propose"})
    assert soon.status_code == 422
    assert (day + timedelta(days=15)).isoformat() in soon.text
    plan["valid_from"] = (day + timedelta(days=20)).isoformat()
    preview = await office.client.post("/office/commission/new", data={**plan, "act": "preview"})
    assert preview.status_code == 200
    assert "12.5% + SEK\u00a05 a piece" in preview.text
    assert await office.query("SELECT count(*) FROM approval") == [(0,)]
    proposed = await office.client.post(
        "/office/commission/new", data={**plan, "act": "propose"}, follow_redirects=False
    )
    assert proposed.status_code == 303
    where = proposed.headers["location"]
    mine = await office.client.post(where, data={"decision": "approve"})
    assert mine.status_code == 422
    assert await office.query("SELECT count(*) FROM commission_plan") == [(4,)]
    await office.sign_in("liv@torg.example")
    empty = await office.client.post(where, data={"decision": "decline", "answer": ""})
    assert empty.status_code == 422
    decided = await office.client.post(where, data={"decision": "approve", "answer": "Ja."}, follow_redirects=False)
    assert decided.status_code == 303
    assert await office.query("SELECT rate, fixed FROM commission_plan ORDER BY id DESC LIMIT 1") == [(1250, 500)]
    assert await office.query("SELECT state, answer FROM approval") == [("approved", "Ja.")]


async def test_a_category_by_its_name(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    day = (local_day("se", today()) + timedelta(days=20)).isoformat()
    plan = {"market": "se", "rate": "8", "valid_from": day, "why": "Books.", "act": "preview"}
    unknown = await office.client.post("/office/commission/new", data={**plan, "category": "kryptonit"})
    assert unknown.status_code == 422
    assert "There is no such category." in unknown.text
    several = await office.client.post("/office/commission/new", data={**plan, "category": "bo"})
    assert several.status_code == 422
    assert "Which of these?" in several.text
    assert 'name="category_id"' in several.text


async def test_staff_come_and_go_but_an_owner_stays(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    invited = await office.client.post(
        "/office/staff",
        data={"email": "mia@torg.example", "name": "Mia", "roles": ["trust", "audit"], "language": "sv"},
        follow_redirects=False,
    )
    assert invited.status_code == 303
    mail = await office.query("SELECT recipient, content->>'text' FROM mail_message")
    assert mail[0][0] == "mia@torg.example"
    assert "http://shop.example/office" in mail[0][1]
    again = await office.client.post(
        "/office/staff", data={"email": "mia@torg.example", "name": "Mia", "roles": "trust", "language": "sv"}
    )
    assert again.status_code == 422
    none = await office.client.post("/office/staff", data={"email": "x@torg.example", "name": "X", "language": "sv"})
    assert none.status_code == 422
    olav = office.people.olav.id
    for path, data in ((f"/office/staff/{olav}", {"roles": "audit"}), (f"/office/staff/{olav}/remove", {})):
        last = await office.client.post(path, data=data)
        assert last.status_code in {409, 422}
        assert "another person an owner" in last.text
    mia = (await office.query("SELECT id FROM account WHERE email = 'mia@torg.example'"))[0][0]
    changed = await office.client.post(f"/office/staff/{mia}", data={"roles": "owner"}, follow_redirects=False)
    assert changed.status_code == 303
    removed = await office.client.post(f"/office/staff/{olav}/remove", follow_redirects=False)
    assert removed.status_code == 303
    gone = await office.client.get("/office", follow_redirects=False)
    assert gone.status_code in {303, 404}
    kinds = await office.query("SELECT kind FROM journal WHERE kind LIKE 'staff.%%' ORDER BY id")
    assert [each[0] for each in kinds] == ["staff.invited", "staff.roles_changed", "staff.removed"]


async def test_categories_are_hidden_in_one_market(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    listed = await office.client.get("/office/categories/se?departments=1")
    number = int(listed.text.split('name="id" value="')[1].split('"')[0])
    hidden = await office.client.post("/office/categories/se/hide", data={"id": str(number)}, follow_redirects=False)
    assert hidden.status_code == 303
    rows = await office.query("SELECT market, value FROM market_setting")
    assert rows == [("se", {"categories": [number]})]
    assert await office.query("SELECT count(*) FROM journal WHERE kind = 'shelf.outdated'") == [(1,)]
    within = await office.client.get("/office/categories/se?state=within")
    assert "Within a hidden one" in within.text
    elsewhere = await office.client.get("/office/categories/no?state=hidden")
    assert f'value="{number}"' not in elsewhere.text
    shown = await office.client.post("/office/categories/se/show", data={"id": str(number)}, follow_redirects=False)
    assert shown.status_code == 303
    assert (await office.query("SELECT value FROM market_setting ORDER BY id DESC LIMIT 1")) == [({"categories": []},)]
    assert (await office.client.post("/office/categories/se/bake", data={"id": "1"})).status_code == 404


async def test_attributes_get_names_of_our_own(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    cell = await office.client.post(
        "/office/attributes/colour/sv", data={"value": "Kulör"}, headers={"hx-request": "true"}
    )
    assert cell.status_code == 200
    assert 'value="Kulör"' in cell.text
    assert await office.query("SELECT value FROM market_setting") == [({"names": {"colour": {"sv": "Kulör"}}},)]
    back = await office.client.post("/office/attributes/colour/sv", data={"value": ""}, headers={"hx-request": "true"})
    assert 'value="Färg"' in back.text
    assert (await office.client.post("/office/attributes/colour/xx", data={"value": "x"})).status_code == 404
    assert (await office.client.post("/office/attributes/cookies/sv", data={"value": "x"})).status_code == 404


async def test_the_audit_trail_is_filtered_and_taken_away(office: Market) -> None:
    olav = office.people.olav
    await office.sign_in("olav@torg.example")
    await office.client.post(
        "/office/settings/operator",
        data={"name": "=Hallen", "country": "SE", "dsa_languages": "sv", "dsa_tier": "platform", "why": "=1+1"},
    )
    filtered = await office.client.get(f"/office/audit?role=operator&kind=setting.&actor=operator:{olav.id}")
    assert "Setting changed" in filtered.text
    assert "Account opened" not in filtered.text
    by_mail = await office.client.get("/office/audit?actor=olav@torg.example&subject=setting:operator")
    assert "Setting changed" in by_mail.text
    number = (await office.query("SELECT id FROM journal WHERE kind = 'setting.changed'"))[0][0]
    entry = await read(office, f"/office/audit/{number}")
    assert "=Hallen" in entry.text
    table = await office.client.get("/office/audit?kind=setting.&form=csv")
    rows = list(csv.reader(io.StringIO(table.text.lstrip("\ufeff"))))
    assert len(rows) == 2
    lines = await office.client.get("/office/audit?kind=setting.&form=json")
    entries = [msgspec.json.decode(line) for line in lines.text.splitlines()]
    assert [each["body"]["why"] for each in entries] == ["=1+1"]
    assert entries[0]["who"] == "olav@torg.example"


async def test_the_ledger_is_shown_as_it_stands(office: Market) -> None:
    nils = office.people.nils_shop
    async with office.framework.state.pool.connection() as conn:
        entries = [
            *debit(provider_clearing("sandbox", "SEK"), 100_00, "goods"),
            *credit(seller_payable(nils, "SEK"), 90_00, "goods"),
            *credit(commission_revenue("SEK"), 10_00, "commission"),
        ]
        await post(conn, Actor("system"), Posting("parcel.captured", "parcel:1", entries))
    await office.sign_in("liv@torg.example")
    trial = await read(office, "/office/ledger")
    assert "Nils Järnbod" in trial.text
    assert "Råbalans" in trial.text
    account = await read(office, f"/office/ledger/seller_payable/SEK/{nils}")
    assert account.text.count("90\u00a0kr") == 2
    later = await read(office, f"/office/ledger/seller_payable/SEK/{nils}?day_from=2099-01-01")
    assert later.text.count("90\u00a0kr") == 2  # opening and closing; no lines


async def test_queues_count_what_waits(office: Market) -> None:
    await office.sign_in("olav@torg.example")
    quiet = await office.client.get("/office")
    assert quiet.text.count("Nothing waits") == len(office.framework.state.office_queues)
    async with office.framework.state.pool.connection() as conn:
        body = {"market": "se", "valid_from": "2099-01-01", "rate": 500}
        await propose(conn, Actor("operator", "999"), "commission.change", "commission:se/all/all", body, "Why not.")
    waiting = await office.client.get("/office")
    assert "1 waits" in waiting.text
    await office.sign_in("liv@torg.example")
    hers = await office.client.get("/office")
    assert "Säljare att granska" not in hers.text


async def test_sellers_see_their_terms_and_work_them_out(office: Market) -> None:
    await office.sign_in("nils@torg.example")
    terms = await read(office, "/portal/nils-jarnbod/terms")
    assert "10\u00a0%" in terms.text
    sum_ = await read(office, "/portal/nils-jarnbod/terms?market=se&price=999&quantity=2")
    for amount in ("1\u00a0998\u00a0kr", "199,80\u00a0kr", "49,95\u00a0kr", "1\u00a0748,25\u00a0kr"):
        assert amount in sum_.text
    await office.change(
        """
        INSERT INTO commission_plan (market, seller_id, valid_from, rate, actor)
        VALUES ('se', %s, '2026-01-01', 850, 'x')
        """,
        office.people.nils_shop,
    )
    own = await read(office, "/portal/nils-jarnbod/terms")
    assert "8,5\u00a0%" in own.text
    assert "10\u00a0%" not in own.text
    wrong = await office.client.get("/portal/nils-jarnbod/terms?price=much&quantity=0")
    assert wrong.status_code == 200
    assert 'value="much"' in wrong.text
    assert "field-price-error" in wrong.text
    assert (await office.client.get("/portal/kaisas-bokhylla/terms")).status_code == 404
