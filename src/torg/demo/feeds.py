"""The feeds of the twelve sellers: who offers what, at which price, with how many in stock."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from random import Random

from msgspec import Struct

from torg.catalog.models import Condition, FeedItem, FeedPrice
from torg.demo.duties import duty_texts
from torg.demo.generate import SEED, products
from torg.demo.market import five, read_market
from torg.demo.models import Claim, PriceStep, Product, Seller, Variant
from torg.demo.prices import own_delivery, price_story, shop_price
from torg.demo.texts import attribute_texts, descriptions, titles

_TO_BASE = {
    "g": ("kg", Decimal("0.001")),
    "kg": ("kg", Decimal(1)),
    "ml": ("l", Decimal("0.001")),
    "cl": ("l", Decimal("0.01")),
    "dl": ("l", Decimal("0.1")),
    "l": ("l", Decimal(1)),
    "m": ("m", Decimal(1)),
    "m2": ("m2", Decimal(1)),
    "pcs": ("st", Decimal(1)),
}


class Listing(Struct, frozen=True):
    """One seller's decision to offer one product: what all its variants share."""

    product: Product
    seller: Seller
    condition: Condition
    level: float
    claim: Claim | None
    cut: float
    chance: float


def feed(seller: Seller, seed: int = SEED) -> Iterator[FeedItem]:
    """Give everything that one seller offers, variants of a product one after the other."""
    for listing in listings(seller, seed):
        yield from _items(listing, seed)


def price_stories(seller: Seller, seed: int = SEED) -> dict[tuple[str, str], list[PriceStep]]:
    """Give the earlier prices of the offers that claim a reduction: article number and market to steps."""
    stories = {}
    for listing in listings(seller, seed):
        if listing.claim:
            for variant in _kept(listing, seed):
                for price in _prices(listing):
                    steps = price_story(listing.claim, price.amount, price.regular or price.amount, listing.chance)
                    stories[(_sku(listing, variant), price.market)] = steps
    return stories


def listings(seller: Seller, seed: int = SEED) -> Iterator[Listing]:
    """Give the products that one seller carries; who else carries them was decided in the same draw."""
    for product in _carried(seed)[seller.code]:
        yield _listing(product, seller, Random(f"{seed}:{seller.code}:{product.code}"))


def coverage(seller: Seller, product: Product) -> float:
    """Tell how willing a seller is to carry a product; a key such as `fashion:kids` narrows a department."""
    department = product.kind.department
    tags = {*product.kind.brands.split(), product.gender}
    best = seller.departments.get(department, 0.0)
    for key, share in seller.departments.items():
        where, _, tag = key.partition(":")
        if where == department and tag in tags:
            best = max(best, share)
    return best


@lru_cache(maxsize=2)
def _carried(seed: int) -> dict[str, list[Product]]:
    shelves: dict[str, list[Product]] = {seller.code: [] for seller in read_market().sellers}
    for product in products(seed):
        for code in _carriers(product, Random(f"{seed}:carriers:{product.code}")):
            shelves[code].append(product)
    return shelves


def _carriers(product: Product, rng: Random) -> set[str]:
    if product.rank < 0.12:
        wanted = rng.choice((3, 3, 4, 4, 5, 6))
    elif product.rank < 0.38:
        wanted = rng.choice((2, 2, 3))
    else:
        wanted = rng.choice((1, 1, 1, 2))
    shares = [(coverage(seller, product), seller.code) for seller in read_market().sellers]
    # Weighted draw without putting back: the exponential of each share is a race, and the quickest win.
    race = sorted((rng.expovariate(share), code) for share, code in shares if share > 0)
    return {code for _, code in race[:wanted]}


def _listing(product: Product, seller: Seller, rng: Random) -> Listing:
    condition: Condition = "new"
    if product.kind.department in {"electronics", "phones"} and rng.random() < 0.05:
        condition = "refurbished"
    elif product.kind.department in {"furniture", "books", "baby", "car"} and rng.random() < 0.025:
        condition = "used"
    claim: Claim | None = None
    if condition == "new" and rng.random() < 0.17:
        claim = rng.choices(("lawful", "raised", "young"), (62, 20, 18))[0]
    worn = {"new": 1.0, "refurbished": 0.72, "used": 0.48}[condition]
    return Listing(
        product=product,
        seller=seller,
        condition=condition,
        level=seller.price_level * rng.uniform(0.95, 1.06) * worn,
        claim=claim,
        cut=rng.choice((0.1, 0.15, 0.2, 0.2, 0.25, 0.3, 0.4)),
        chance=rng.random(),
    )


def _items(listing: Listing, seed: int) -> Iterator[FeedItem]:
    product, seller = listing.product, listing.seller
    rng = Random(f"{seed}:{seller.code}:{product.code}:items")
    title = titles(product, seller.title_style)
    description = descriptions(product, rng)
    kind = product.kind
    department = five(read_market().departments[kind.department].name)[seller.languages[0]]
    attributes = attribute_texts(product) | duty_texts(product, seed)
    group = f"{_prefix(seller)}{product.code}" if len(product.variants) > 1 else None
    handling = max(0, seller.handling_days + rng.choice((0, 0, 0, 0, 1, 2)) + (2 if kind.bulky else 0))
    net_quantity, net_unit = _net(product)
    prices = _prices(listing)
    for variant in _kept(listing, seed):
        yield FeedItem(
            sku=_sku(listing, variant),
            title=title,
            description=description,
            prices=prices,
            group=group,
            gtin=variant.gtin,
            mpn=f"{product.brand.slug[:4].upper()}-{variant.gtin[6:12]}",
            brand=product.brand.name,
            category=f"{department} > {five(kind.name)[seller.languages[0]]}",
            google_category=kind.category,
            options=variant.options,
            attributes=attributes,
            pictures=pictures_of(product, variant),
            condition=listing.condition,
            stock=_stock(listing.condition, rng),
            handling_days=handling,
            net_quantity=net_quantity,
            net_unit=net_unit,
            popularity=round(product.popularity * rng.uniform(0.6, 1.0)),
        )


def pictures_of(product: Product, variant: Variant) -> list[str]:
    """Give the addresses of a variant's pictures: front, close, and where it is used."""
    look = variant.colour or product.colour or (f"c{product.choice}" if product.choice >= 0 else "plain")
    stem = f"/pictures/demo/{product.kind.code}/{product.brand.slug}/{product.number}-{look}"
    return [f"{stem}-{view}.svg" for view in (1, 2, 3)]


def _kept(listing: Listing, seed: int) -> list[Variant]:
    variants = list(listing.product.variants)
    rng = Random(f"{seed}:{listing.seller.code}:{listing.product.code}:kept")
    if len(variants) > 3:
        # Everybody has the first one, so that all offers of a product meet.
        variants = variants[:1] + [variant for variant in variants[1:] if rng.random() > 0.18]
    return variants if listing.condition == "new" else variants[:1]


def _prefix(seller: Seller) -> str:
    return "".join(part[0] for part in seller.code.split("-")).upper() + seller.org_number[-2:] + "-"


def _sku(listing: Listing, variant: Variant) -> str:
    number = variant.gtin[4:12]
    worn = "" if listing.condition == "new" else f"-{listing.condition[0].upper()}"
    return f"{_prefix(listing.seller)}{number}{worn}"


def _prices(listing: Listing) -> list[FeedPrice]:
    kronor = listing.product.price * listing.level
    prices = []
    for market in listing.seller.delivery:
        amount, regular = shop_price(kronor, market), None
        if listing.claim == "raised":
            regular = shop_price(kronor * (1 + listing.cut), market)
        elif listing.claim:
            regular, amount = amount, shop_price(kronor * (1 - listing.cut), market)
        if regular is not None and regular <= amount:
            regular = None
        delivery = own_delivery(market) if listing.product.kind.bulky else None
        prices.append(FeedPrice(market, amount, regular, delivery))
    return prices


def _net(product: Product) -> tuple[Decimal | None, str | None]:
    if not product.kind.net or not product.form:
        return None, None
    number, _, unit = product.form.partition("=")[2].partition(" ")
    base, factor = _TO_BASE[unit]
    return Decimal(number) * factor, base


def _stock(condition: str, rng: Random) -> int:
    if condition != "new":
        return rng.choice((1, 1, 2, 3))
    luck = rng.random()
    if luck < 0.05:
        return 0
    return rng.randint(1, 3) if luck < 0.17 else round(4 + rng.paretovariate(1.1) * 9) % 400
