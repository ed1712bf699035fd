"""The demo's goods carry what the law wants told, so that their pages show what real pages show."""

from datetime import date

from torg.catalog.categories import TREE
from torg.demo.feeds import feed
from torg.demo.market import read_market
from torg.offers import STREAMS, GateFacts, gate_rules, publish_gate

TODAY = date(2026, 11, 22)


def test_nothing_in_the_demo_lacks_anything_in_any_market() -> None:
    rules = gate_rules().rules
    lacking: dict[str, set[str]] = {}
    seen: set[tuple[str, str]] = set()
    for seller in read_market().sellers:
        for item in feed(seller):
            number = None if item.google_category is None else TREE.nearest(item.google_category)
            within = frozenset() if number is None else frozenset(step.id for step in TREE.path(number))
            for price in item.prices:
                if (item.sku, price.market) in seen:
                    continue
                seen.add((item.sku, price.market))
                facts = GateFacts(
                    market=price.market,
                    categories=within,
                    condition=item.condition,
                    fields=item.attributes,
                    pictures=len(item.pictures),
                    gtin=item.gtin is not None,
                    quantity=item.net_quantity is not None,
                    registrations=frozenset(STREAMS),
                )
                for missing in publish_gate(facts, rules, TODAY):
                    lacking.setdefault(missing.code, set()).add(item.title["sv"])
    assert len(seen) > 10_000
    assert {code: sorted(titles)[:3] for code, titles in lacking.items()} == {}
