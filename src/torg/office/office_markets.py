"""Markets: what is sold where, and the dated facts that hold there today."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from litestar import Request, Response, get
from litestar.datastructures import State

from torg.accounts import staff_at
from torg.core.desk import Desk
from torg.markets import VAT_CLASSES, country_name, law, local_day, vat_periods
from torg.markets.registry import COUNTRIES
from torg.office.queries import count_by_market
from torg.office.words import VAT_CLASS_WORDS


@get("/office/markets")
async def markets(request: Request[Any, Any, State]) -> Response[Any]:
    """Answer every market with its languages, currency, VAT and law of today, and what is offered there."""
    async with staff_at(request, "read") as desk:
        counts = await count_by_market(desk.conn)
        shown = [_market(desk, country, counts.get(COUNTRIES[country].code, (0, 0))) for country in COUNTRIES]
        return desk.page("office/office/markets.html", title=desk.say("Markets"), markets=shown)


routes = [markets]


def _percent(rate: Decimal) -> str:
    return f"{rate.normalize():f}\u00a0%"


def _market(desk: Desk, country: str, counts: tuple[int, int]) -> dict[str, Any]:
    facts = COUNTRIES[country]
    today = local_day(country, datetime.now(UTC))
    now = {each.vat_class: each for each in vat_periods() if each.country == country and each.valid_from <= today
           and (each.valid_to is None or today <= each.valid_to)}  # fmt: skip
    coming = [each for each in vat_periods() if each.country == country and each.valid_from > today]
    words = law(country, "en", today) if facts.open else None
    return {
        "code": facts.code,
        "name": country_name(country, desk.language),
        "open": facts.open,
        "currency": facts.currency,
        "languages": ", ".join(facts.languages),
        "time_zone": facts.time_zone,
        "vat": ", ".join(
            f"{desk.say(VAT_CLASS_WORDS[name])} {_percent(now[name].rate)}" for name in VAT_CLASSES if name in now
        ),
        "coming": ", ".join(
            f"{desk.say(VAT_CLASS_WORDS[each.vat_class])} {_percent(each.rate)} ({each.valid_from.isoformat()})"
            for each in coming
        ),
        "withdrawal": words.withdrawal_days if words else None,
        "prior": words.prior_price_days if words else None,
        "guarantee": words.guarantee_years if words else None,
        "offers": counts[0],
        "sellers": counts[1],
    }
