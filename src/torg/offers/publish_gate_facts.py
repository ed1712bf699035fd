"""Tell what the gate asks of a seller: registrations of producer responsibility, and who makes what it sells."""

from typing import ClassVar

from torg.core.actor import Actor
from torg.core.db import Connection
from torg.core.errors import NotFound, Refusal
from torg.core.journal import record
from torg.markets import MARKETS
from torg.offers.publish_gate import EU, fits
from torg.offers.publish_gate_queries import (
    MANUFACTURER,
    STREAMS,
    Registration,
    delete_fields,
    delete_registration,
    save_fields,
    save_registration,
    touch_seller,
)

_LONGEST = 300
_NEEDED = ("manufacturer", "manufacturer_address", "manufacturer_email", "manufacturer_country")
_NEEDED_OUTSIDE = ("responsible_person", "responsible_address", "responsible_email")


class BadFact(Refusal):
    """What is told cannot be right."""

    code: ClassVar[str] = "bad_fact"
    status: ClassVar[int] = 422


class FactNotFound(NotFound):
    """Nothing of that kind is told."""

    code: ClassVar[str] = "fact_not_found"


async def tell_registration(conn: Connection, actor: Actor, seller_id: int, registration: Registration) -> Registration:
    """Keep under which number producer responsibility is taken in a market; raises `BadFact` with the field."""
    number, holder = " ".join(registration.number.split()), " ".join(registration.holder.split())
    if registration.market not in MARKETS:
        raise BadFact(f"There is no market {registration.market[:20]!r}.", field="market")
    if registration.stream not in STREAMS:
        raise BadFact(f"There is no stream {registration.stream[:20]!r}.", field="stream")
    if not 3 <= len(number) <= 60 or not number.isprintable():
        raise BadFact("A registration number has 3 to 60 characters.", field="number")
    if len(holder) > 120 or not holder.isprintable():
        raise BadFact("The name of the one registered has 120 characters at most.", field="holder")
    checked = Registration(registration.market, registration.stream, number, holder)
    await save_registration(conn, seller_id, checked)
    await _tell(conn, actor, seller_id, "seller.registration_changed", {"market": checked.market, "number": number})
    return checked


async def forget_registration(conn: Connection, actor: Actor, seller_id: int, market: str, stream: str) -> None:
    """Take a registration away; offers that need it are hidden again. Raises `FactNotFound`."""
    if not await delete_registration(conn, seller_id, market, stream):
        raise FactNotFound
    await _tell(conn, actor, seller_id, "seller.registration_changed", {"market": market, "number": None})


async def tell_manufacturer(
    conn: Connection, actor: Actor, seller_id: int, brand_id: int | None, fields: dict[str, str]
) -> dict[str, str]:
    """Keep who makes a brand, or everything that no other entry speaks of; raises `BadFact` with the field.

    One outside the EU comes with the person who is responsible inside it (GPSR Art. 19(b)).
    """
    told = {code: " ".join(fields.get(code, "").split()) for code in MANUFACTURER}
    told["manufacturer_country"] = told["manufacturer_country"].upper()
    country = told["manufacturer_country"]
    needed = _NEEDED if country in EU else (*_NEEDED, *_NEEDED_OUTSIDE)
    for code, text in told.items():
        if not text and code in needed:
            raise BadFact("This has to be filled in.", field=code)
        if len(text) > _LONGEST or not text.isprintable():
            raise BadFact(f"This has {_LONGEST} characters at most.", field=code)
        if text and code.endswith("_email") and not fits("email", text):
            raise BadFact("This is neither an e-mail address nor a web address.", field=code)
    if not (len(country) == 2 and country.isascii() and country.isalpha()):
        raise BadFact("A country is told by two letters, such as SE.", field="manufacturer_country")
    kept = {code: text for code, text in told.items() if text}
    await save_fields(conn, seller_id, brand_id, kept)
    await _tell(conn, actor, seller_id, "seller.manufacturer_changed", {"brand": brand_id})
    return kept


async def forget_manufacturer(conn: Connection, actor: Actor, seller_id: int, brand_id: int | None) -> None:
    """Take away what is told of a brand's manufacturer. Raises `FactNotFound`."""
    if not await delete_fields(conn, seller_id, brand_id):
        raise FactNotFound
    await _tell(conn, actor, seller_id, "seller.manufacturer_changed", {"brand": brand_id})


async def _tell(conn: Connection, actor: Actor, seller_id: int, kind: str, body: dict[str, object]) -> None:
    """Journal it as the seller's, at which the follower looks at all of its products anew, and its portal too."""
    await touch_seller(conn, seller_id)
    await record(conn, actor, kind, f"seller:{seller_id}", {"seller": seller_id, **body}, seller=seller_id)
