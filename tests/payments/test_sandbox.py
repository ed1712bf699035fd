"""The sandbox provider: what it authorises, asks and refuses, and that it does everything once."""

import json
import time
from pathlib import Path

import pytest

from tests.payments.sandboxed import ASKS, DECLINED, GOOD, SECRET, sandbox
from torg.payments import BadSignature, PaymentRequest, ProviderRefused
from torg.payments.sandbox.books import Books
from torg.payments.sandbox.server import signature


def request(key: str = "torg-payment-1", **fields: object) -> PaymentRequest:
    given = {
        "key": key, "method": "sandbox_card", "amount": 19900, "currency": "SEK", "order_number": "7KQ2-M04X",
        "email": "astrid@example.se", "language": "sv", "country": "SE", "return_url": "http://market.test/back",
    } | fields  # fmt: skip
    return PaymentRequest(**given)  # type: ignore[arg-type]


async def test_a_good_card_is_authorised_and_the_shopper_sent_back(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as (provider, browser, _):
        answer = await provider.begin(request())
        assert answer.state == "action"
        page = await browser.get(answer.action_url or "")
        assert "199\xa0kr" in page.text
        back = await browser.post(answer.action_url or "", data={"number": GOOD, "expires": "2030-12"})

        assert back.headers["location"] == f"http://market.test/back?payment={answer.reference}&result=authorised"
        seen = await provider.look(answer.reference)
        assert seen is not None
        assert (seen.state, seen.captured) == ("authorised", 0)
        assert await provider.look_by_key("torg-payment-1") == seen


@pytest.mark.parametrize(
    ("number", "expires", "failure"),
    [
        (DECLINED, "2030-12", "declined"),
        ("4000000000009995", "2030-12", "insufficient_funds"),
        ("4242424242424241", "2030-12", "invalid_card"),
        (GOOD, "2020-01", "expired_card"),
    ],
)
async def test_a_bad_card_is_refused_with_its_reason(tmp_path: Path, number: str, expires: str, failure: str) -> None:
    async with sandbox(tmp_path) as (provider, browser, _):
        answer = await provider.begin(request())
        await browser.post(answer.action_url or "", data={"number": number, "expires": expires})
        seen = await provider.look(answer.reference)
        assert seen is not None
        assert (seen.state, seen.failure) == ("failed", failure)


@pytest.mark.parametrize(("code", "state"), [("123456", "authorised"), ("000000", "failed")])
async def test_some_cards_ask_who_it_is(tmp_path: Path, code: str, state: str) -> None:
    async with sandbox(tmp_path) as (provider, browser, _):
        answer = await provider.begin(request())
        url = answer.action_url or ""
        asked = await browser.post(url, data={"number": ASKS, "expires": "2030-12"})
        assert asked.headers["location"].endswith(answer.reference)
        assert "one-time-code" in (await browser.get(url)).text
        await browser.post(url, data={"code": code})
        seen = await provider.look(answer.reference)
        assert seen is not None
        assert seen.state == state


async def test_the_same_key_is_the_same_payment(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as (provider, _, _books):
        first, second = await provider.begin(request()), await provider.begin(request())
        assert first == second


async def test_a_card_on_file_pays_without_the_shopper(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as (provider, browser, _):
        answer = await provider.begin(request(keep=True))
        await browser.post(answer.action_url or "", data={"number": GOOD, "expires": "2030-12"})
        seen = await provider.look(answer.reference)
        assert seen is not None
        assert seen.kept is not None
        assert seen.kept.label == "Visa •••• 4242"

        again = await provider.begin(request("torg-payment-2", token=seen.kept.token))
        assert again.state == "authorised"


async def test_draws_and_gives_back_once_for_a_key_and_never_more_than_there_is(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as (provider, browser, _):
        answer = await provider.begin(request())
        await browser.post(answer.action_url or "", data={"number": GOOD, "expires": "2030-12"})
        reference = answer.reference
        for _ in range(2):
            await provider.capture(reference, 15000, "SEK", "capture-1")
        with pytest.raises(ProviderRefused):
            await provider.capture(reference, 5000, "SEK", "capture-2")
        for _ in range(2):
            await provider.refund(reference, 4000, "SEK", "refund-1")
        with pytest.raises(ProviderRefused):
            await provider.refund(reference, 11001, "SEK", "refund-2")
        with pytest.raises(ProviderRefused):
            await provider.void(reference, "void-1")

        seen = await provider.look(reference)
        assert seen is not None
        assert (seen.captured, seen.refunded, seen.fee) == (15000, 4000, 15000 * 140 // 10_000 + 180)


async def test_the_books_survive_the_process(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as (provider, _, _books):
        answer = await provider.begin(request())
    books = Books(tmp_path / "sandbox" / "books.sqlite3")
    found = books.find(answer.reference)
    books.close()
    assert found is not None
    assert found.amount == 19900


async def test_events_are_signed_and_an_altered_or_old_one_is_refused(tmp_path: Path) -> None:
    async with sandbox(tmp_path) as (provider, browser, books):
        answer = await provider.begin(request())
        await browser.post(answer.action_url or "", data={"number": GOOD, "expires": "2030-12"})
        ((_, body, _),) = books.due_events(time.time() + 1)
        raw, now = body.encode(), str(int(time.time()))
        headers = {"sandbox-timestamp": now, "sandbox-signature": signature(SECRET, now, raw)}

        event = provider.read_event(headers, raw)
        assert (event.kind, event.reference) == ("authorised", answer.reference)
        with pytest.raises(BadSignature):
            provider.read_event(headers, json.dumps(json.loads(body) | {"kind": "captured"}).encode())
        old = str(int(time.time()) - 3600)
        with pytest.raises(BadSignature):
            provider.read_event({"sandbox-timestamp": old, "sandbox-signature": signature(SECRET, old, raw)}, raw)
