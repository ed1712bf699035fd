"""What has to be known before an offer shows, by market, category and day."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.offers.conftest import DRILL, Import, item
from torg.catalog import Product, Variant, products_by_id
from torg.catalog.categories import TREE
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.offers import (
    BadFact,
    FactNotFound,
    GateFacts,
    Offer,
    Registration,
    forget_manufacturer,
    forget_registration,
    gate_rules,
    hides,
    offer_visible,
    offers_of_products,
    publish_gate,
    sellers_facts,
    showing,
    tell_manufacturer,
    tell_registration,
)
from torg.offers.visible import Sellers
from torg.sellers import Seller

TODAY = date(2026, 11, 22)
WASHER, TOY, BOOK, FOOD, WINE, SCREEN = 2549, 1253, 784, 4629, 421, 305
RULES = gate_rules()
NILS_HIMSELF = Actor("seller", "1/1")
MADE_BY = {
    "manufacturer": "Järnbacka AB",
    "manufacturer_address": "Storgatan 1, 111 22 Stockholm",
    "manufacturer_email": "hej@jarnbacka.example",
    "manufacturer_country": "SE",
}
RESPONSIBLE = {
    "responsible_person": "Ombud AB",
    "responsible_address": "Torget 2, Lund",
    "responsible_email": "https://ombud.example",
}


def of(category: int) -> frozenset[int]:
    return frozenset(step.id for step in TREE.path(category))


def facts(category: int = BOOK, **changes: object) -> GateFacts:
    """A book of which everything is known, unless told otherwise."""
    known = GateFacts(
        market="se",
        categories=of(category),
        condition="new",
        fields=dict(MADE_BY),
        pictures=1,
        gtin=True,
        registrations=frozenset({"packaging"}),
    )
    return replace(known, **changes)


def codes(known: GateFacts, on: date = TODAY) -> list[str]:
    return [each.code for each in publish_gate(known, RULES.rules, on)]


def test_of_a_book_with_everything_nothing_is_missing() -> None:
    assert codes(facts()) == []


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"fields": {}}, ["manufacturer", "manufacturer_address", "manufacturer_email"]),
        ({"fields": {**MADE_BY, "manufacturer_email": "ring oss"}}, ["manufacturer_email"]),
        ({"fields": {**MADE_BY, "manufacturer_email": "www.example"}}, ["manufacturer_email"]),
        ({"fields": {**MADE_BY, "manufacturer": "  "}}, ["manufacturer"]),
        (
            {"fields": {**MADE_BY, "manufacturer_country": "cn"}},
            ["responsible_person", "responsible_address", "responsible_email"],
        ),
        ({"fields": {**MADE_BY, **RESPONSIBLE, "manufacturer_country": "CN"}}, []),
        ({"pictures": 0}, ["picture"]),
        ({"gtin": False}, ["identifier"]),
        ({"gtin": False, "model": True}, []),
        ({"gtin": False, "condition": "used"}, []),
        ({"registrations": frozenset()}, ["packaging"]),
        ({"registrations": frozenset(), "condition": "used"}, []),
    ],
)
def test_general_product_safety(changes: dict[str, object], missing: list[str]) -> None:
    assert codes(facts(**changes)) == missing


def test_an_appliance_shows_its_energy_label() -> None:
    washer = facts(WASHER, registrations=frozenset({"packaging", "electronics"}))
    assert codes(washer) == ["energy_class", "energy_range", "eprel_id"]
    labelled = {**MADE_BY, "energy_class": "B", "energy_range": "A–G", "eprel_id": "1234567"}
    assert codes(replace(washer, fields=labelled)) == []
    assert codes(replace(washer, fields={**labelled, "energy_class": "H"})) == ["energy_class"]
    assert codes(replace(washer, fields={}, condition="used")) == [
        "manufacturer",
        "manufacturer_address",
        "manufacturer_email",
    ]


def test_screens_have_a_label_and_shoes_have_none() -> None:
    assert "energy_class" in codes(facts(SCREEN))
    assert codes(facts(187)) == []


def test_electrical_goods_and_what_has_a_battery_are_registered() -> None:
    assert "electronics" in codes(facts(WASHER))
    assert codes(facts(fields={**MADE_BY, "battery": "litium"})) == ["batteries"]
    assert codes(facts(fields={**MADE_BY, "battery": {"sv": "Nej", "en": "No"}})) in ([], ["batteries"])


def test_warnings_are_wanted_in_the_markets_own_languages() -> None:
    toy = facts(TOY)
    (warning,) = publish_gate(toy, RULES.rules, TODAY)
    assert (warning.code, warning.languages, warning.where) == ("safety_warnings", ["sv"], "product")
    danish = {**MADE_BY, "safety_warnings": {"da": "Ikke til børn under 3 år."}}
    assert codes(replace(toy, fields=danish)) == ["safety_warnings"]
    assert codes(replace(toy, fields=danish, market="dk")) == []
    finnish = {**MADE_BY, "safety_warnings": {"fi": "Ei alle 3-vuotiaille."}}
    (warning,) = publish_gate(replace(toy, fields=finnish, market="fi"), RULES.rules, TODAY)
    assert warning.languages == ["sv"]


def test_food_tells_its_quantity_and_is_outside_product_safety() -> None:
    assert codes(facts(FOOD, fields={})) == ["net_quantity"]
    assert codes(facts(FOOD, fields={}, quantity=True)) == []


def test_alcohol_is_refused_where_the_state_sells_it_and_has_an_age_where_not() -> None:
    assert "alcohol" in codes(facts(WINE, quantity=True))
    wine = replace(facts(WINE, quantity=True), market="dk")
    assert codes(wine) == ["age_limit"]
    assert codes(replace(wine, fields={**MADE_BY, "age_limit": "18"})) == []
    assert codes(facts(900021, quantity=True)) == [], "what is free of alcohol is not meant"


def test_the_rules_name_categories_by_their_own_numbers() -> None:
    named = {number for rule in RULES.rules for number in rule.categories | rule.excepted}
    assert {
        number: node and node.id for number in named if (node := TREE.get(number)) is None or node.id != number
    } == {}


def test_a_rule_holds_from_its_day_on() -> None:
    nothing = facts(fields={}, registrations=frozenset())
    assert codes(nothing, date(2024, 12, 12)) == []
    assert codes(nothing, date(2024, 12, 13)) == ["manufacturer", "manufacturer_address", "manufacturer_email"]
    assert "packaging" in codes(nothing, date(2026, 8, 12))


def test_norway_has_not_made_product_safety_law_yet() -> None:
    assert codes(facts(fields={}, market="no", registrations=frozenset())) == []


def test_each_missing_thing_says_why_and_where_and_whence() -> None:
    for missing in publish_gate(facts(WASHER, fields={"energy_class": "Z"}), RULES.rules, TODAY):
        assert missing.why.endswith(".")
        assert missing.source
        assert missing.where in {"product", "offer", "seller"}
        assert missing.found == ("Z" if missing.field == "energy_class" else "")


@pytest.mark.parametrize(
    ("certified", "on", "hidden"),
    [
        (None, TODAY, False),
        (date(2026, 10, 31), TODAY, False),
        (date(2026, 11, 1), TODAY, True),
        (date(2026, 11, 1), date(2026, 10, 31), False),
    ],
)
def test_it_hides_what_sellers_offer_who_certified_themselves_under_it(
    certified: date | None, on: date, hidden: bool
) -> None:
    assert hides(RULES, "se", certified, on) is hidden


def test_some_day_it_is_everybodys() -> None:
    everybody = replace(RULES, everybody_from={"se": date(2027, 6, 1)})
    assert not hides(everybody, "se", None, date(2027, 5, 31))
    assert hides(everybody, "se", None, date(2027, 6, 1))
    assert not hides(everybody, "dk", None, date(2027, 6, 1))


known_facts = st.builds(
    GateFacts,
    market=st.sampled_from(["se", "no", "dk", "fi"]),
    categories=st.sampled_from([WASHER, TOY, BOOK, FOOD, WINE, SCREEN]).map(of),
    condition=st.sampled_from(["new", "refurbished", "used"]),
    fields=st.dictionaries(
        st.sampled_from([*MADE_BY, *RESPONSIBLE, "battery", "safety_warnings", "energy_class", "eprel_id"]),
        st.sampled_from(["", "SE", "CN", "A", "1234567", "a@b.example"]),
    ),
    pictures=st.integers(0, 2),
    gtin=st.booleans(),
    model=st.booleans(),
    quantity=st.booleans(),
    registrations=st.frozensets(st.sampled_from(["packaging", "electronics", "batteries"])),
)


@settings(deadline=None)
@given(known_facts, st.dates(date(2004, 1, 1), date(2030, 1, 1)))
def test_each_thing_is_missed_once_and_telling_more_of_it_never_makes_it_missing(known: GateFacts, on: date) -> None:
    missing = publish_gate(known, RULES.rules, on)
    assert len({each.code for each in missing}) == len(missing)
    more = replace(known, pictures=known.pictures + 1, gtin=True, quantity=True,
                   registrations=frozenset({"packaging", "electronics", "batteries"}))  # fmt: skip
    assert {each.code for each in publish_gate(more, RULES.rules, on)} <= {each.code for each in missing}


async def offer_of(conn: Connection, seller: Seller) -> tuple[Offer, Product, Variant, Sellers]:
    cursor = await conn.execute("SELECT id FROM product ORDER BY id DESC LIMIT 1")
    (product_id,) = await cursor.fetchone() or (0,)
    product = (await products_by_id(conn, [product_id]))[product_id]
    offer = (await offers_of_products(conn, [product_id]))[product_id][0]
    return offer, product, product.variants[0], await sellers_facts(conn, [seller.id])


async def test_a_seller_under_the_gate_is_hidden_until_it_has_told_everything(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    certified = replace(nils, self_certified=datetime(2026, 11, 20, tzinfo=UTC))
    await bring(
        nils, item("BOK", gtin=DRILL, brand="Järnbacka", google_category=784, pictures=["https://b.example/1.jpg"])
    )
    offer, product, variant, told = await offer_of(conn, nils)
    assert offer_visible(offer, product, variant, nils, told, TODAY), "brought in before the gate"
    assert not offer_visible(offer, product, variant, certified, told, TODAY)
    state = showing(offer, product, variant, certified, told, TODAY)
    assert state.hidden == "missing"
    assert [each.code for each in state.missing] == [
        "manufacturer",
        "manufacturer_address",
        "manufacturer_email",
        "packaging",
    ]
    assert product.brand is not None
    async with as_seller(conn, nils.id):
        await tell_registration(conn, NILS_HIMSELF, nils.id, Registration("se", "packaging", " SE-2024 17 ", ""))
        await tell_manufacturer(conn, NILS_HIMSELF, nils.id, product.brand.id, MADE_BY)
    offer, product, variant, told = await offer_of(conn, nils)
    assert offer_visible(offer, product, variant, certified, told, TODAY)
    async with as_seller(conn, nils.id):
        await forget_manufacturer(conn, NILS_HIMSELF, nils.id, product.brand.id)
    *_, told = await offer_of(conn, nils)
    assert not offer_visible(offer, product, variant, certified, told, TODAY)


async def test_what_holds_for_everything_else_fills_in_where_no_brand_is_named(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await bring(nils, item("BORR", gtin=DRILL, brand="Järnbacka"))
    await tell_manufacturer(conn, NILS_HIMSELF, nils.id, None, {**MADE_BY, "manufacturer": "Nils själv"})
    _, product, _, told = await offer_of(conn, nils)
    assert told.fields_of(nils.id, product)["manufacturer"] == "Nils själv"
    own = replace(product, attributes={"manufacturer": "Björk Oy"})
    assert told.fields_of(nils.id, own) == {"manufacturer": "Björk Oy"}, "one maker's name never gets another's address"


async def test_where_the_seller_does_not_deliver_or_may_not_sell_nothing_shows(
    conn: Connection, nils: Seller, bring: Import
) -> None:
    await bring(nils, item("BORR", gtin=DRILL))
    offer, product, variant, told = await offer_of(conn, nils)
    for seller, code in [
        (replace(nils, delivery={}), "no_delivery"),
        (replace(nils, status="suspended"), "seller"),
    ]:
        assert not offer_visible(offer, product, variant, seller, told, TODAY)
        assert showing(offer, product, variant, seller, told, TODAY).hidden == code
    assert showing(offer, product, variant, nils, told, TODAY, active=False).hidden == "withdrawn"
    warned = showing(offer, product, variant, nils, told, TODAY)
    assert warned.hidden is None
    assert warned.missing, "a seller from before the gate is told what is missing all the same"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"manufacturer": " "}, "manufacturer"),
        ({"manufacturer_email": "x"}, "manufacturer_email"),
        ({"manufacturer_country": "Sverige"}, "responsible_person"),
        ({"manufacturer_country": "CN"}, "responsible_person"),
        ({"manufacturer_country": "C1", **RESPONSIBLE}, "manufacturer_country"),
        ({"manufacturer_address": "a" * 301}, "manufacturer_address"),
    ],
)
async def test_a_maker_that_cannot_be_is_refused_with_its_field(
    conn: Connection, nils: Seller, wrong: dict[str, str], field: str
) -> None:
    with pytest.raises(BadFact) as refused:
        await tell_manufacturer(conn, NILS_HIMSELF, nils.id, None, {**MADE_BY, **wrong})
    assert refused.value.extra["field"] == field


@pytest.mark.parametrize(
    ("registration", "field"),
    [
        (Registration("xx", "packaging", "SE123", ""), "market"),
        (Registration("se", "paper", "SE123", ""), "stream"),
        (Registration("se", "packaging", "1", ""), "number"),
        (Registration("se", "packaging", "SE123", "x" * 121), "holder"),
    ],
)
async def test_a_registration_that_cannot_be_is_refused_with_its_field(
    conn: Connection, nils: Seller, registration: Registration, field: str
) -> None:
    with pytest.raises(BadFact) as refused:
        await tell_registration(conn, NILS_HIMSELF, nils.id, registration)
    assert refused.value.extra["field"] == field


async def test_only_what_is_told_can_be_taken_back_and_only_by_its_seller(
    conn: Connection, nils: Seller, kaisa: Seller
) -> None:
    await tell_registration(conn, NILS_HIMSELF, nils.id, Registration("se", "packaging", "SE123", "Importören AB"))
    async with as_seller(conn, kaisa.id):
        with pytest.raises(FactNotFound):
            await forget_registration(conn, Actor("seller", "2/2"), nils.id, "se", "packaging")
        assert (await sellers_facts(conn, [nils.id])).registrations == {}
    await forget_registration(conn, NILS_HIMSELF, nils.id, "se", "packaging")
    assert (await sellers_facts(conn, [nils.id])).registrations == {}
