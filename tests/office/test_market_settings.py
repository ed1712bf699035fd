"""What the operator sets: typed, versioned, read without the database."""

from collections.abc import Iterator
from typing import Annotated, Any

import psycopg
import pytest
from msgspec import Meta, Struct

from torg.core import market_settings
from torg.core.actor import SYSTEM
from torg.core.db import Connection
from torg.core.market_settings import (
    DECLARED,
    BadMarketSetting,
    Declared,
    change,
    checked_value,
    current,
    declare,
    read,
    refresh,
)


class Stall(Struct, frozen=True):
    """A value for these tests."""

    name: Annotated[str, Meta(min_length=1)] = "Torget"
    seats: Annotated[int, Meta(ge=0, le=10)] = 4


@pytest.fixture
def stall() -> Iterator[Declared[Stall]]:
    declared = declare("stall", Stall, by_market=True)
    market_settings.forget()
    yield declared
    del DECLARED["stall"]
    market_settings.forget()


async def test_a_value_holds_from_the_next_look(conn: Connection, stall: Declared[Stall]) -> None:
    assert await read(conn, stall) == current(stall) == Stall()
    assert await change(conn, SYSTEM, stall, Stall("Hallen"), "A roof.")
    assert current(stall) == Stall()
    assert await refresh(conn)
    assert current(stall) == await read(conn, stall) == Stall("Hallen")
    assert not await refresh(conn)


async def test_a_market_has_its_own_or_the_common_one(conn: Connection, stall: Declared[Stall]) -> None:
    await change(conn, SYSTEM, stall, Stall("Hallen"), "A roof.")
    await change(conn, SYSTEM, stall, Stall("Hallen", 2), "Small.", "no")
    await refresh(conn)
    assert [current(stall, market).seats for market in (None, "se", "no")] == [4, 4, 2]
    assert [(await read(conn, stall, market)).seats for market in (None, "se", "no")] == [4, 4, 2]
    await change(conn, SYSTEM, stall, Stall("Hallen", 5), "Chairs.")
    assert (await read(conn, stall, "no")).seats == 2


async def test_every_version_is_kept_with_who_and_why(conn: Connection, stall: Declared[Stall]) -> None:
    await change(conn, SYSTEM, stall, Stall("Hallen"), "A roof.")
    await change(conn, SYSTEM, stall, Stall("Torget"), "Sun again.")
    assert not await change(conn, SYSTEM, stall, Stall("Torget"), "The same.")
    kept = await (await conn.execute("SELECT value->>'name', actor, why FROM market_setting ORDER BY id")).fetchall()
    assert kept == [("Hallen", "system", "A roof."), ("Torget", "system", "Sun again.")]
    body = await (await conn.execute("SELECT body FROM journal WHERE kind = 'setting.changed' ORDER BY id")).fetchall()
    assert [each[0]["changed"] for each in body] == [{"name": ["Torget", "Hallen"]}, {"name": ["Hallen", "Torget"]}]
    with pytest.raises(psycopg.errors.RestrictViolation):
        await conn.execute("DELETE FROM market_setting")


@pytest.mark.parametrize("raw", [{"name": ""}, {"seats": 11}, {"seats": "many"}])
def test_a_wrong_value_is_refused_with_its_place(stall: Declared[Stall], raw: dict[str, Any]) -> None:
    with pytest.raises(BadMarketSetting, match="stall: .*" + next(iter(raw))):
        checked_value(stall, raw)


async def test_a_change_without_a_reason_or_in_a_market_that_has_none(conn: Connection, stall: Declared[Stall]) -> None:
    with pytest.raises(BadMarketSetting):
        await change(conn, SYSTEM, stall, Stall("Hallen"), "")
    everywhere = declare("stall", Stall)
    with pytest.raises(BadMarketSetting):
        await change(conn, SYSTEM, everywhere, Stall("Hallen"), "A roof.", "se")


async def test_what_an_older_release_kept_is_read_as_far_as_it_goes(conn: Connection, stall: Declared[Stall]) -> None:
    for value in ('{"name": "Hallen", "candles": 3}', '{"seats": 99}'):
        await conn.execute(
            "INSERT INTO market_setting (name, value, actor, why) VALUES ('stall', %s, 'system', 'old')", (value,)
        )
        found = await read(conn, stall)
        assert found == (Stall("Hallen") if "Hallen" in value else Stall())
