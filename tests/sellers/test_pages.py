"""The way from the first question to an active seller, page by page, and into its team."""

import re

from tests.accounts.conftest import Market, market, served
from torg.sellers.eu_numbers import HOMES

__all__ = ["market", "served"]

SLUG = "nils-verktyg-och-jarn-ab"
SHOP = f"/portal/{SLUG}"
NAME = "Nils Verktyg och Järn AB"
STEPS = {
    "company": {"country": "SE", "org_number": "559999-2004", "name": NAME, "legal_form": "company",
                "street": "Verkstadsgatan 8", "postal_code": "41199", "city": "Göteborg"},
    "contact": {"email": "kund@nils.example", "phone": "031-123 45 67", "languages": "sv"},
    "people": {"representative": "Nils Nilsson", "tin": "5599992004", "tin_country": "SE"},
    "account": {"account_kind": "bankgiro", "account_number": "5402-9681", "account_holder": NAME},
    "delivery": {"to_se": "1", "se_price": "49", "return_street": "Verkstadsgatan 8", "return_city": "Göteborg"},
}  # fmt: skip


async def post(
    market: Market, path: str, data: dict[str, str] | None = None, status: int = 303, **options: object
) -> str:
    answer = await market.client.post(path, data=data, follow_redirects=False, **options)
    assert answer.status_code == status, f"{path}: {answer.status_code} {answer.text[-1500:]}"
    return answer.headers.get("location", "") or answer.text


async def read(market: Market, path: str) -> str:
    answer = await market.client.get(path, follow_redirects=False)
    assert answer.status_code == 200, f"{path}: {answer.status_code} {answer.text[-1500:]}"
    return answer.text


async def test_the_way_in_is_open_in_every_language(market: Market) -> None:
    for locale in ("sv-se", "nb-no", "da-dk", "fi-fi", "en-se"):
        assert f'href="/{locale}/sell/begin"' in await read(market, f"/{locale}/sell")


async def test_from_the_first_question_to_active(market: Market) -> None:
    lead = await market.client.get("/sv-se/sell/begin", follow_redirects=False)
    assert lead.headers["location"].startswith("/")
    assert "next=%2Fsv-se%2Fsell%2Fbegin" in lead.headers["location"]
    await market.sign_in("astrid@torg.example")
    first = await read(market, "/sv-se/sell/begin")
    assert all(f'value="{country}"' in first for country in HOMES)
    wrong = await post(market, "/sv-se/sell/begin", {"country": "SE", "org_number": "559999-2005"}, 422)
    assert "559999-2005" in wrong
    assert await post(market, "/sv-se/sell/begin", {"country": "SE", "org_number": "559999-2004"}) == f"{SHOP}/start"
    for step, typed in STEPS.items():
        await read(market, f"{SHOP}/start/{step}")
        await post(market, f"{SHOP}/start/{step}", typed)
    await post(market, f"{SHOP}/start/submit")
    assert await market.query("SELECT status FROM seller WHERE slug = %s", SLUG) == [("draft",)]
    picture = {"file": ("pass.pdf", b"%PDF-1.7 pass", "application/pdf")}
    await post(market, f"{SHOP}/documents", {"kind": "identity"}, files={"file": ("x.exe", b"MZ", "x/y")}, status=422)
    await post(market, f"{SHOP}/documents", {"kind": "identity"}, files=picture)
    assert "/documents/1" in await read(market, f"{SHOP}/start/documents")
    assert (await market.client.get(f"{SHOP}/documents/1")).content == b"%PDF-1.7 pass"
    page = await read(market, f"{SHOP}/start/agreement")
    version = re.search(r'name="version" value="([^"]+)"', page)
    assert version is not None
    await post(market, f"{SHOP}/start/agreement", {"version": version[1], "accept": "1"}, 422)
    await post(market, f"{SHOP}/start/agreement", {"version": version[1], "accept": "1", "certify": "1"})
    assert f'action="{SHOP}/start/submit"' in await read(market, f"{SHOP}/start")
    await post(market, f"{SHOP}/start/submit")
    for page in ("team", "activity", "decisions", "start", "start/company"):
        await read(market, f"{SHOP}/{page}")
    ((number, status),) = await market.query("SELECT id, status FROM seller WHERE slug = %s", SLUG)
    assert status == "under_review"

    await market.sign_in("olav@torg.example")
    assert "Nils Verktyg" in await read(market, "/office/sellers")
    await read(market, f"/office/sellers/{number}")
    decision = f"/office/sellers/{number}/decision"
    await post(market, decision, {"target": "active", "ground": "application"})
    await post(market, decision, {"target": "suspended", "ground": "illegal"}, 422)
    await post(market, decision, {"target": "suspended", "ground": "illegal", "reason": "Unlawful goods"})
    # One person only proposes it.
    assert await market.query("SELECT status FROM seller WHERE id = %s", number) == [("active",)]
    assert await market.query("SELECT kind, state FROM approval") == [("seller.decision", "waiting")]


async def test_into_a_team_by_invitation(market: Market) -> None:
    await market.sign_in("nils@torg.example")
    await post(market, "/portal/nils-jarnbod/team", {"email": "astrid@torg.example", "roles": "prices"})
    ((mail,),) = await market.query("SELECT content::text FROM mail_message WHERE recipient = 'astrid@torg.example'")
    found = re.search(r"/invited/([\w-]+)", mail)
    assert found is not None
    path = found[0]
    await post(market, path, status=403)
    await market.sign_in("astrid@torg.example")
    assert "Nils Järnbod" in await read(market, path)
    assert await post(market, path) == "/portal/nils-jarnbod"
    await post(market, path, status=410)
    answer = await market.client.get("/portal/nils-jarnbod/team")
    assert answer.status_code == 403


def test_every_home_has_a_name() -> None:
    from torg.sellers.pages import country_choices

    assert set(country_choices("sv")) == set(HOMES)
