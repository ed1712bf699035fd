"""The two judged sets of ../shared/data/search, as product documents and queries; nothing of them is committed."""

import csv
import json
import zipfile
import zlib
from collections import defaultdict
from pathlib import Path

from msgspec import Struct

from torg.shelf.models import Attribute, Named, ProductDocument, VariantDocument

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


class Judged(Struct, frozen=True):
    """A query with the grades of the products that answer it; what has no grade does not answer it."""

    query: str
    grades: dict[int, int]
    half: int
    """0: weights were tried on it; 1: they were not."""


class JudgedSet(Struct, frozen=True):
    """Products of one shop or catalogue, and the queries asked of it."""

    locale: str
    documents: list[ProductDocument]
    queries: list[Judged]


def shop_to_shop() -> list[JudgedSet]:
    """Read matpriser_sv: what one shop calls a product, asked of all that another shop sells.

    Indexed are that shop's names, brands and categories only. Relevant is the product with the same EAN;
    the EAN itself is in no document.
    """
    folder = SHARED / "catalogues" / "matpriser_sv"
    departments = {row["id"]: row["name"] for row in _rows(folder / "maincategory.csv")}
    categories = {row["id"]: row["name"] for row in _rows(folder / "subcategory.csv")}
    found: dict[str, list[ProductDocument]] = defaultdict(list)
    by_ean: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, row in enumerate(_rows(folder / "product_with_ean_derived.csv"), 1):
        path = []
        if row["mainCategoryId"] in departments:
            path.append(Named(int(row["mainCategoryId"]), departments[row["mainCategoryId"]], ""))
        if row["subCategoryId"] in categories:
            path.append(Named(1000 + int(row["subCategoryId"]), categories[row["subCategoryId"]], ""))
        found[row["storeId"]].append(_document("sv-se", number, row["name"], "", row["brand"], path, [], []))
        by_ean[row["storeId"], row["ean_derived"]].append(number)
    asked: dict[str, list[Judged]] = defaultdict(list)
    for row in _rows(SHARED / "search" / "matpriser_sv" / "same_product_other_shop.csv"):
        grades = dict.fromkeys(by_ean[row["indexed_shop"], row["ean"]], 1)
        asked[row["indexed_shop"]].append(Judged(row["query"], grades, _half(row["ean"])))
    return [JudgedSet("sv-se", found[shop], asked[shop]) for shop in sorted(asked)]


def rated() -> JudgedSet:
    """Read icecat_en: electronics with titles, short descriptions and properties, and people's grades from 0 to 3."""
    folder = SHARED / "search" / "icecat_en"
    documents = []
    for file in sorted(folder.glob("products_*.json.zip")):
        with zipfile.ZipFile(file) as archive:
            rows = json.loads(archive.read(archive.namelist()[0]))
        for row in rows:
            properties = [
                Attribute(code.split("_", 2)[2], code.split("_", 2)[2].replace("_", " "), said, said.lower())
                for code, value in row.items()
                if code.startswith("attr_") and (said := _said(value))
            ]
            title, text, numbers = row["title"], row.get("short_description") or "", [row["name"], *row["ean"][:3]]
            documents.append(_document("en-se", int(row["id"]), title, text, row["supplier"], [], properties, numbers))
    grades: dict[str, dict[int, int]] = defaultdict(dict)
    for row in _rows(folder / "judgements.csv"):
        grades[row["query"]][int(row["docid"])] = int(row["rating"])
    return JudgedSet("en-se", documents, [Judged(query, found, _half(query)) for query, found in grades.items()])


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _half(key: str) -> int:
    return zlib.crc32(key.encode()) % 2


def _said(value: object) -> str:
    """The value of a property as a feed would bring it; what is not so is not said."""
    if isinstance(value, bool):
        return "yes" if value else ""
    return f"{value:g}" if isinstance(value, float) else str(value or "")


def _document(
    locale: str,
    number: int,
    title: str,
    text: str,
    brand: str,
    category: list[Named],
    properties: list[Attribute],
    numbers: list[str],
) -> ProductDocument:
    return ProductDocument(
        id=number,
        slug="",
        url=f"/{locale}/p/{number}",
        locale=locale,
        currency="SEK",
        title=title,
        description=text,
        brand=Named(zlib.crc32(brand.encode()) + 1, brand, "") if brand else None,
        category=category,
        pictures=[],
        attributes=properties,
        variants=[VariantDocument(place, None, each, {}, None) for place, each in enumerate(numbers)],
        offers=[],
        featured=None,
        price_from=None,
        price_to=None,
        availability="in_stock",
        popularity=0,
        languages={},
        updated="2026-01-01T00:00:00Z",
    )
