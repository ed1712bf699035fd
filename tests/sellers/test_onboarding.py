import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.sellers.conftest import NILS_NUMBER, member
from torg.accounts import Account
from torg.core.db import Connection
from torg.core.desk import Form
from torg.core.i18n import catalogue
from torg.core.isolation import as_seller
from torg.markets import LANGUAGES
from torg.sellers import Seller, company_registry
from torg.sellers.accept_agreement import accept_agreement, certify
from torg.sellers.agreements import NOTICE, Agreement, agreement_in_force, agreements
from torg.sellers.checks import CHECKS, checks_of
from torg.sellers.company_registry import RegisterUnavailable, TestRegistry
from torg.sellers.completeness import STEPS, WANTED, missing, steps_done
from torg.sellers.decision_models import GROUND_NAMES, STATUS_NAMES, SURFACE_NAMES
from torg.sellers.errors import AgreementChanged
from torg.sellers.jobs import tell_of_agreement
from torg.sellers.open_registers import OpenRegisters
from torg.sellers.org_numbers import canonical_org_number
from torg.sellers.portal_team import ROLE_MEANINGS
from torg.sellers.read_file import whole_file
from torg.sellers.read_step import ACCOUNT_KINDS, CONTACTS, LEGAL_FORMS, read_step
from torg.sellers.save_step import save_step
from torg.sellers.words import DOCUMENT_NAMES, KIND_NAMES, STEP_NAMES


async def filled(conn: Connection, nils: Account, seller: Seller, step: str, **typed: str | list[str]) -> Form:
    """Fill a step in as the portal does."""
    form = Form({name: value if isinstance(value, list) else [value] for name, value in typed.items()}, language="en")
    async with as_seller(conn, seller.id):
        of = await whole_file(conn, seller.id)
        await save_step(conn, member(seller, nils), of, *read_step(step, form, of))
    return form


async def test_a_draft_begins_with_what_the_register_knows(conn: Connection, nils: Account, draft: Seller) -> None:
    of = await whole_file(conn, draft.id)
    assert (of.seller.status, of.seller.name, of.seller.org_number) == (
        "draft",
        "Nils Verktyg och Järn AB",
        NILS_NUMBER,
    )
    assert of.seller.address.city == "Göteborg"
    assert of.seller.vat_number == "SE559999200401"
    assert (of.file.tin, of.file.tin_country) == (NILS_NUMBER, "SE")
    assert steps_done(of) == dict.fromkeys(STEPS, False) | {"company": True}


async def test_every_step_saves_and_nothing_wrong_is_lost_or_kept(
    conn: Connection, nils: Account, draft: Seller
) -> None:
    form = await filled(
        conn, nils, draft, "contact", email="not an address", phone="08-123 456 78", languages=["sv", "en"]
    )
    assert set(form.errors) == {"email"}
    of = await whole_file(conn, draft.id)
    assert (of.seller.email, of.seller.phone, of.seller.languages) == (nils.email, "+46 8 123 456 78", ["sv", "en"])
    form = await filled(
        conn, nils, draft, "company", country="SE", org_number="559999-2005", street="Ny gata 1", vat_number=""
    )
    assert set(form.errors) == {"org_number"}
    of = await whole_file(conn, draft.id)
    assert (of.seller.org_number, of.seller.address.street, of.seller.vat_number) == (NILS_NUMBER, "Ny gata 1", "")
    assert of.seller.address.city == "Göteborg"
    form = await filled(
        conn, nils, draft, "account", account_kind="bankgiro", account_number="5402-9682", account_holder="N"
    )
    assert set(form.errors) == {"account_number"}
    assert (await whole_file(conn, draft.id)).file.account_holder == "N"
    cursor = await conn.execute(
        "SELECT body FROM journal WHERE seller_id = %s AND kind = 'onboarding.saved'", (draft.id,)
    )
    said = str(await cursor.fetchall())
    assert "phone" in said
    assert "123 456" not in said


async def test_delivery_by_market_and_returns(conn: Connection, nils: Account, draft: Seller) -> None:
    form = await filled(
        conn, nils, draft, "delivery", to_se="1", se_price="49", se_free="499,00", se_least="1", se_most="3", to_no="1",
        no_price="99", no_least="5", no_most="2", return_days="30", return_payer="seller", handling_days="1",
    )  # fmt: skip
    assert set(form.errors) == {"no_most"}
    seller = (await whole_file(conn, draft.id)).seller
    assert list(seller.delivery) == ["se"]
    assert (seller.delivery["se"].price, seller.delivery["se"].free_over) == (4900, 49900)
    assert (seller.returns.days, seller.returns.payer, seller.returns.address) == (30, "seller", seller.address)


async def test_the_report_names_each_field_and_why(conn: Connection, nils: Account, draft: Seller) -> None:
    lacking = missing(await whole_file(conn, draft.id))
    assert [each.field for each in lacking][:2] == ["phone", "representative"]
    assert {"identity", "self_certified", "agreement", "delivery", "returns"} <= {each.field for each in lacking}
    assert all(each.wanted.why and each.wanted.source for each in lacking)
    # A sole trader is asked for the day of birth as well.
    await filled(conn, nils, draft, "company", country="SE", legal_form="sole_trader")
    assert "birth_date" in {each.field for each in missing(await whole_file(conn, draft.id))}
    await filled(conn, nils, draft, "people", birth_date="1980-02-30", representative="Nils Nilsson")
    assert "birth_date" in {each.field for each in missing(await whole_file(conn, draft.id))}
    await filled(conn, nils, draft, "people", birth_date="1980-02-28", representative="Nils Nilsson")
    assert "birth_date" not in {each.field for each in missing(await whole_file(conn, draft.id))}


async def test_a_complete_file_lacks_nothing(conn: Connection, complete: Seller) -> None:
    assert missing(await whole_file(conn, complete.id)) == []


async def test_a_new_account_has_to_be_checked_again(conn: Connection, nils: Account, complete: Seller) -> None:
    assert (await whole_file(conn, complete.id)).file.account_checked is not None
    await filled(conn, nils, complete, "account", account_kind="plusgiro", account_number="4-2")
    of = await whole_file(conn, complete.id)
    assert (of.file.account_number, of.file.account_checked) == ("42", None)
    assert "account_unchecked" in checks_of(of)


async def test_the_agreement_is_accepted_by_version(conn: Connection, nils: Account, draft: Seller) -> None:
    actor, agreement = member(draft, nils), agreement_in_force()
    async with as_seller(conn, draft.id):
        await accept_agreement(conn, actor, draft.id, agreement.version, "fi")
        await accept_agreement(conn, actor, draft.id, agreement.version, "sv")
        await certify(conn, actor, draft.id)
        with pytest.raises(AgreementChanged):
            await accept_agreement(conn, actor, draft.id, "1999-01-01", "sv")
    cursor = await conn.execute("SELECT language, digest FROM seller_agreement WHERE seller_id = %s", (draft.id,))
    assert await cursor.fetchall() == [("fi", agreement.digest("fi"))]


async def test_new_terms_are_told_once_and_never_bind_sooner_than_fifteen_days(
    conn: Connection, complete: Seller
) -> None:
    from datetime import UTC, date, datetime

    await conn.execute("UPDATE seller SET status = 'active' WHERE id = %s", (complete.id,))
    first = agreement_in_force()
    new = Agreement("2027-01-01", date(2027, 1, 1), date(2027, 1, 16), first.texts, first.changes)
    assert await tell_of_agreement(conn, new) == 1
    assert await tell_of_agreement(conn, new) == 0
    late = datetime(2027, 1, 10, tzinfo=UTC)
    assert new.binds(datetime(2027, 1, 1, tzinfo=UTC)) == date(2027, 1, 16)
    assert new.binds(late) == (late + NOTICE).date()
    for each in agreements():
        assert set(each.texts) == set(LANGUAGES)
        assert len({len(sections) for sections in each.texts.values()}) == 1


async def test_a_register_fills_in_and_the_unknown_stays_unknown() -> None:
    for (country, number), company in company_registry.test_companies().items():
        assert canonical_org_number(country, number) == number
        assert await TestRegistry().look_up(country, number) == company
    assert await TestRegistry().look_up("SE", "5560125790") is None


@pytest.fixture
def register():
    """A register of a neighbour country on this machine."""
    answers = {
        "/no/988077917": {
            "organisasjonsnummer": "988077917", "navn": "PRØVE AS", "organisasjonsform": {"kode": "AS"},
            "registrertIMvaregisteret": True, "konkurs": False,
            "forretningsadresse": {"adresse": ["Storgata 1"], "postnummer": "0155", "poststed": "OSLO"},
        },
        "/fi/2077474-0": {
            "companies": [{
                "names": [{"name": "Vanha Oy", "type": "1", "endDate": "2020-01-01"}, {"name": "Koe Oy", "type": "1"}],
                "addresses": [{"street": "Katu", "buildingNumber": "2", "postCode": "00100",
                               "postOffices": [{"city": "HELSINKI", "languageCode": "1"}]}],
                "companyForms": [{"type": "16"}],
            }]
        },
        "/eu/DE/136695976": {"isValid": True, "name": "Probe GmbH", "address": "Musterstr. 1\n10115 Berlin"},
        "/no/999999999": ["not an object"],
    }  # fmt: skip

    class Register(BaseHTTPRequestHandler):
        def do_GET(self):
            found = answers.get(self.path)
            self.send_response(200 if found is not None else 404)
            self.end_headers()
            self.wfile.write(json.dumps(found).encode())

        def log_message(self, *_):
            pass

    server = HTTPServer(("127.0.0.1", 0), Register)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    at = f"http://127.0.0.1:{server.server_port}"
    places = {"NO": f"{at}/no/{{number}}", "FI": f"{at}/fi/{{dashed}}", "EU": f"{at}/eu/{{prefix}}/{{digits}}"}
    yield OpenRegisters(places, allow_private=True)
    server.shutdown()
    server.server_close()
    thread.join()


async def test_the_public_registers_are_read(register: OpenRegisters) -> None:
    norwegian = await register.look_up("NO", "988077917")
    assert norwegian is not None
    assert (norwegian.name, norwegian.vat_number, norwegian.legal_form) == ("PRØVE AS", "NO988077917MVA", "company")
    finnish = await register.look_up("FI", "20774740")
    assert finnish is not None
    assert (finnish.name, finnish.address.street, finnish.address.city) == ("Koe Oy", "Katu 2", "Helsinki")
    german = await register.look_up("DE", "DE136695976")
    assert german is not None
    assert (german.name, german.address.postal_code, german.address.city) == ("Probe GmbH", "10115", "Berlin")
    assert await register.look_up("NO", "974760673") is None
    with pytest.raises(RegisterUnavailable):
        await register.look_up("NO", "999999999")
    gone = OpenRegisters({"NO": "http://127.0.0.1:9/{number}"}, allow_private=True)
    with pytest.raises(RegisterUnavailable):
        await gone.look_up("NO", "988077917")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_in_a_table_has_words(language: str) -> None:
    tables = [STATUS_NAMES, SURFACE_NAMES, GROUND_NAMES, STEP_NAMES, DOCUMENT_NAMES, KIND_NAMES, CONTACTS, LEGAL_FORMS,
              ACCOUNT_KINDS, ROLE_MEANINGS]  # fmt: skip
    said = {words for table in tables for words in table.values()}
    said |= {each.name for each in WANTED.values()} | {each.why for each in WANTED.values()}
    if language in {"sv", "en"}:
        said |= set(CHECKS.values())
    words = catalogue(language)
    assert sorted(each for each in said if each not in words) == []
