"""Articles without GTIN that are a known model of their brand: by its number, whatever case and separators it has."""

from collections.abc import Sequence

from msgspec.structs import replace

from torg.catalog import Texts
from torg.catalog.matching.model_numbers import ModelNumber, contradict, is_suffix, model_number
from torg.catalog.matching_queries import ModelVariant, variants_by_model
from torg.core.db import Connection
from torg.offers.feed_rows import CheckedRow
from torg.offers.matching import Known, Place, Standing
from torg.offers.move_queries import products_sold_by, variants_kept_apart


async def known_models(
    conn: Connection, seller_id: int, rows: Sequence[CheckedRow], by_sku: dict[str, Standing]
) -> dict[str, Place]:
    """Give what new articles are by brand and model number; variant zero is another variant of that product."""
    asked: dict[str, tuple[str, ModelNumber]] = {}
    for row in rows:
        item = row.item
        if row.gtin is None and item.group is None and item.brand is not None and item.sku not in by_sku:
            number = model_number(item.mpn)
            if number is not None:
                asked[item.sku] = (brand_key(item.brand), number)
    if not asked:
        return {}
    wanted = sorted({(brand, number.base) for brand, number in asked.values()})
    found: dict[tuple[str, str], list[ModelVariant]] = {}
    for each in await variants_by_model(conn, wanted):
        found.setdefault((each.brand_key, each.asked), []).append(each)
    if not found:
        return {}
    everything = [each for several in found.values() for each in several]
    own = await products_sold_by(conn, seller_id, {each.product_id for each in everything})
    apart = await variants_kept_apart(conn, seller_id, list(asked))
    places: dict[str, Place] = {}
    for row in rows:
        if row.item.sku in asked:
            brand, number = asked[row.item.sku]
            allowed = [
                each
                for each in found.get((brand, number.base), ())
                # A seller that sells the product already has said that this article is something else.
                if each.product_id not in own and (row.item.sku, each.variant_id) not in apart
            ]
            place = place_by_model(row, number, allowed)
            if place is not None:
                places[row.item.sku] = place
    return _once(places)


def place_by_model(row: CheckedRow, number: ModelNumber, known: Sequence[ModelVariant]) -> Place | None:
    """Give the variant with the very number; else, where only colour or size differs, its product with variant zero.

    None when several products have the number, or when titles or options say that it is something else.
    """
    alike = [each for each in known if each.model_key == number.key or _differs_by_suffix(each.model_key, number)]
    if len({each.product_id for each in alike}) != 1 or any(_contradicts(row, each.title) for each in alike):
        return None
    same = [
        each
        for each in alike
        if each.model_key == number.key and all(each.options.get(code, value) == value for code, value in _options(row))
    ]
    if len(same) == 1:
        return Place(same[0].variant_id, same[0].product_id)
    return Place(0, alike[0].product_id)


async def without_others_gtins(
    conn: Connection, seller_id: int, rows: Sequence[CheckedRow], known: Known
) -> list[CheckedRow]:
    """Take the GTIN from rows whose article a person has told apart from the variant that has it."""
    skus = [row.item.sku for row in rows if row.gtin is not None and row.gtin in known.by_gtin]
    apart = await variants_kept_apart(conn, seller_id, skus)
    if not apart:
        return list(rows)
    return [
        replace(row, gtin=None)
        if row.gtin is not None
        and row.gtin in known.by_gtin
        and (row.item.sku, known.by_gtin[row.gtin].variant) in apart
        else row
        for row in rows
    ]


def brand_key(name: str) -> str:
    """Give a brand's name as it is compared: case folded, spaces collapsed."""
    return " ".join(name.casefold().split())


def _differs_by_suffix(key: str, number: ModelNumber) -> bool:
    """Tell whether two numbers are one model in two colours or sizes."""
    if not key.startswith(number.base) or key == number.key:
        return False
    rest = key[len(number.base) :]
    return is_suffix(rest) or (not rest and number.base != number.key)


def _contradicts(row: CheckedRow, title: Texts) -> bool:
    return any(contradict(text, title[language]) for language, text in row.item.title.items() if language in title)


def _options(row: CheckedRow) -> list[tuple[str, str]]:
    return list(row.item.options.items())


def _once(places: dict[str, Place]) -> dict[str, Place]:
    """Leave out articles of one batch that would be the same variant: the seller has said that they are several."""
    taken: dict[int, int] = {}
    for place in places.values():
        taken[place.product] = taken.get(place.product, 0) + 1
    return {sku: place for sku, place in places.items() if taken[place.product] == 1}
