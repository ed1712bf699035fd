import psycopg
import pytest

from tests.offers.conftest import KAISA, NILS, opened
from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.isolation import as_seller
from torg.sellers import Seller
from torg.webhooks import (
    EndpointChange,
    NewEndpoint,
    change_endpoint,
    create_endpoint,
    endpoint_of,
    remove_endpoint,
    rotate_secret,
    send_test,
)
from torg.webhooks.errors import BadEndpoint, EndpointNotFound, TooManyEndpoints
from torg.webhooks.queries import endpoints_of_seller, save_secret

ACTOR = Actor("seller", "1/1")
HOOKS = NewEndpoint("https://nils.example/hooks", ["offer.changed", "offer.changed"], " Warehouse ")


@pytest.fixture
async def nils(conn: Connection) -> Seller:
    return await opened(conn, NILS)


@pytest.fixture
async def kaisa(conn: Connection) -> Seller:
    return await opened(conn, KAISA)


async def test_an_endpoint_is_made_with_a_secret_that_is_seen_once(conn: Connection, nils: Seller) -> None:
    async with as_seller(conn, nils.id):
        made = await create_endpoint(conn, ACTOR, nils.id, HOOKS)
        assert made.secret.startswith("whsec_")
        assert (made.endpoint.events, made.endpoint.description) == (["offer.changed"], "Warehouse")
        assert await endpoints_of_seller(conn, nils.id) == [made.endpoint]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with conn.transaction():
                await conn.execute("SELECT secret FROM webhook_endpoint")


@pytest.mark.parametrize(
    "url",
    [
        "http://nils.example/hooks",
        "ftp://nils.example",
        "https://",
        "nils.example",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://nils.example/#part",
        "https://nils.example/a b",
        "https://nils.example/" + "a" * 2000,
    ],
)
async def test_an_address_that_leads_nowhere_good_is_refused(conn: Connection, nils: Seller, url: str) -> None:
    with pytest.raises(BadEndpoint):
        await create_endpoint(conn, ACTOR, nils.id, NewEndpoint(url))


async def test_over_http_only_to_this_machine_and_only_where_that_is_allowed(conn: Connection, nils: Seller) -> None:
    made = await create_endpoint(conn, ACTOR, nils.id, NewEndpoint("http://localhost:9000/"), allow_private=True)
    assert made.endpoint.url == "http://localhost:9000/"
    with pytest.raises(BadEndpoint):
        await create_endpoint(conn, ACTOR, nils.id, NewEndpoint("http://nils.example/"), allow_private=True)


@pytest.mark.parametrize("events", [[], ["offer.exploded"], ["*", "offer"]])
async def test_only_event_types_that_there_are_can_be_wanted(conn: Connection, nils: Seller, events: list[str]) -> None:
    with pytest.raises(BadEndpoint):
        await create_endpoint(conn, ACTOR, nils.id, NewEndpoint(HOOKS.url, events))


async def test_a_seller_changes_and_removes_its_own(conn: Connection, nils: Seller) -> None:
    async with as_seller(conn, nils.id):
        made = await create_endpoint(conn, ACTOR, nils.id, HOOKS)
        changed = await change_endpoint(
            conn, ACTOR, nils.id, made.endpoint.id, EndpointChange(events=["*", "offer.changed"], active=False)
        )
        assert (changed.events, changed.state, changed.url) == (["*"], "paused", HOOKS.url)
        await remove_endpoint(conn, ACTOR, nils.id, made.endpoint.id)
        assert await endpoints_of_seller(conn, nils.id) == []
        with pytest.raises(EndpointNotFound):
            await remove_endpoint(conn, ACTOR, nils.id, made.endpoint.id)
    cursor = await conn.execute("SELECT secret, old_secret FROM webhook_endpoint")
    assert await cursor.fetchall() == [("", None)]


async def test_a_secret_is_replaced_by_the_seller_who_cannot_read_it(conn: Connection, nils: Seller) -> None:
    async with as_seller(conn, nils.id):
        made = await create_endpoint(conn, ACTOR, nils.id, HOOKS)
        fresh = await rotate_secret(conn, ACTOR, nils.id, made.endpoint.id)
    cursor = await conn.execute("SELECT secret, old_secret FROM webhook_endpoint")
    assert await cursor.fetchall() == [(fresh.secret, made.secret)]


async def test_another_sellers_endpoint_is_nowhere(conn: Connection, nils: Seller, kaisa: Seller) -> None:
    async with as_seller(conn, nils.id):
        made = await create_endpoint(conn, ACTOR, nils.id, HOOKS)
    async with as_seller(conn, kaisa.id):
        # Also where the code forgets to ask whose it is: the database does not forget.
        for seller in (kaisa.id, nils.id):
            assert await endpoints_of_seller(conn, seller) == []
            for refused in (
                endpoint_of(conn, seller, made.endpoint.id),
                change_endpoint(conn, ACTOR, seller, made.endpoint.id, EndpointChange(active=False)),
                rotate_secret(conn, ACTOR, seller, made.endpoint.id),
                remove_endpoint(conn, ACTOR, seller, made.endpoint.id),
                send_test(conn, ACTOR, seller, made.endpoint.id),
            ):
                with pytest.raises(EndpointNotFound):
                    await refused
        await save_secret(conn, made.endpoint.id, "whsec_stolen", made.endpoint.created)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            async with conn.transaction():
                await create_endpoint(conn, ACTOR, nils.id, HOOKS)
    cursor = await conn.execute("SELECT secret FROM webhook_endpoint")
    assert await cursor.fetchall() == [(made.secret,)]


async def test_a_seller_has_twenty_at_most(conn: Connection, nils: Seller) -> None:
    for _ in range(20):
        await create_endpoint(conn, ACTOR, nils.id, HOOKS)
    with pytest.raises(TooManyEndpoints):
        await create_endpoint(conn, ACTOR, nils.id, HOOKS)
