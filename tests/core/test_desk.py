"""The desk's parts by themselves: what is typed, what is written, limits."""

import asyncio
from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from torg.core.db import Pool, open_pool
from torg.core.desk import Form
from torg.core.desk_cells import written_amount
from torg.core.desk_csv import safe_cell
from torg.core.money import decimals
from torg.core.security import Limit, TooMany, take, token_hash


def typed(**fields: str) -> Form:
    return Form({name: [value] for name, value in fields.items()})


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("129", 12900), ("129,90", 12990), ("129.90", 12990), ("1 299,90", 129990), ("1\u00a0299", 129900),
        ("1.299,90", 129990), ("1,299.90", 129990), ("0", 0), ("0,005", 1), (" 12 ", 1200),
    ],
)  # fmt: skip
def test_amounts_as_people_write_them(text: str, amount: int) -> None:
    form = typed(price=text)
    assert form.money("price", "SEK") == amount
    assert form


@pytest.mark.parametrize("text", ["", "dyrt", "-1", "1e9", "12,,5", "١٢", "NaN", "9" * 40, "1.2.3", "12 kr"])
def test_amounts_that_cannot_be_read_stay_as_they_are(text: str) -> None:
    form = typed(price=text)
    assert form.money("price", "SEK") == 0
    assert form.errors["price"]
    assert form.value("price") == text


@given(st.integers(0, 10**13), st.sampled_from(["SEK", "EUR", "ISK"]), st.sampled_from(["sv", "en", "fi"]))
def test_what_a_cell_writes_a_form_reads(amount: int, currency: str, language: str) -> None:
    form = typed(value=written_amount(amount, currency, language))
    assert form.money("value", currency) == amount
    assert form
    assert decimals(currency) in {0, 2}


def test_fields() -> None:
    form = typed(a="  Nils \n Järnbod ", b="7", c="2026-11-22", d="x", e="nils@torg.example", f="12,5", g="a\x00\r\nb")
    assert form.text("a") == "Nils Järnbod"
    assert form.whole("b", most=10) == 7
    assert str(form.day("c")) == "2026-11-22"
    assert form.choice("d", {"x", "y"}) == "x"
    assert form.email("e") == "nils@torg.example"
    assert form.decimal("f") == Decimal("12.5")
    assert form.text("g", lines=True) == "a\nb"
    assert form
    for name in ("a", "e", "g"):
        form.whole(name)
    form.email("a")
    form.day("b")
    form.choice("b", {"x"})
    form.text("missing")
    assert set(form.errors) == {"a", "b", "e", "g", "missing"}


@pytest.mark.parametrize("text", ["a@b", "a b@c.se", "@c.se", "a@.se", "a@c.se\nBcc: x@y.se", "a@c..se"])
def test_what_is_no_address(text: str) -> None:
    form = typed(email=text)
    form.email("email")
    assert not form


def test_the_first_error_stays() -> None:
    form = typed()
    form.refuse("a", "one")
    form.refuse("a", "two")
    assert form.errors == {"a": "one"}


@given(st.text())
def test_no_cell_is_a_formula(text: str) -> None:
    written = safe_cell(text)
    assert written.removeprefix("'") == text or written == text
    assert not written.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.fixture
async def pool(database_url: str) -> AsyncIterator[Pool]:
    pool = open_pool(database_url, size=6)
    await pool.open()
    yield pool
    async with pool.connection() as conn:
        await conn.execute("DELETE FROM rate_bucket WHERE key LIKE 'test-%'")
    await pool.close()


async def test_a_limit_lets_so_many_through_however_they_come(pool: Pool) -> None:
    limit = Limit("test-burst", burst=5, seconds=3600)
    tries = await asyncio.gather(*(take(pool, limit, "nils") for _ in range(20)), return_exceptions=True)
    refused = [each for each in tries if isinstance(each, TooMany)]
    assert len(refused) == 15
    assert all(3500 < int(str(each.extra["retry_after"])) <= 3600 for each in refused)
    await take(pool, limit, "kaisa")


async def test_waiting_always_helps(pool: Pool) -> None:
    limit = Limit("test-wait", burst=2, seconds=60)
    for _ in range(2):
        await take(pool, limit, "nils")
    for _ in range(10):
        with pytest.raises(TooMany):
            await take(pool, limit, "nils")
    async with pool.connection() as conn:
        await conn.execute("UPDATE rate_bucket SET at = at - interval '61 seconds' WHERE key = 'test-wait:nils'")
    await take(pool, limit, "nils")
    with pytest.raises(TooMany):
        await take(pool, limit, "nils")


async def test_a_limit_counts_also_when_the_request_is_undone(pool: Pool) -> None:
    limit = Limit("test-undone", burst=1, seconds=3600)
    async with pool.connection() as conn, conn.transaction(force_rollback=True):
        await take(pool, limit, "nils")
    with pytest.raises(TooMany):
        await take(pool, limit, "nils")


def test_a_hash_says_nothing_of_its_token() -> None:
    assert token_hash("a") != token_hash("b")
    assert len(token_hash("a")) == 32
