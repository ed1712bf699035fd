"""The form in which a product's words are written: what it shows, and the fields that differ from what stands there."""

from typing import Any

from msgspec import Struct

from torg.catalog.attributes import attribute_name
from torg.catalog.category_tree import TREE
from torg.catalog.completeness import Completeness, completeness
from torg.catalog.content import ProductContent
from torg.catalog.content_fields import product_fields
from torg.catalog.content_queries import PastChange
from torg.catalog.content_sources import BRAND_OWNER, BY_HAND, OPERATOR, OWNER, Source
from torg.catalog.editor_queries import brand_by_name
from torg.catalog.models import Texts
from torg.catalog.products import Product
from torg.core.db import Connection
from torg.core.desk import Form
from torg.markets import LANGUAGES

LANGUAGE_NAMES = {"sv": "Swedish", "nb": "Norwegian", "da": "Danish", "fi": "Finnish", "en": "English"}
GAP_WORDS = {
    "picture": "A picture",
    "pictures": "Three pictures or more",
    "titles": "A title in each language of your markets",
    "title_length": "A title of at least %(number)s characters",
    "descriptions": "A description in each language of your markets",
    "description_length": "A description of at least %(number)s characters",
    "brand": "The brand",
    "category": "A category",
    "gtin": "A GTIN for each variant",
    "attributes": "At least %(number)s properties",
}
SOURCE_WORDS = {
    "operator": "the operator",
    "brand": "the brand's owner",
    "owner": "who sold it first",
    "seller": "another seller",
}
FIELD_NAMES = {
    "title": "Title", "description": "Description", "brand": "Brand", "category": "Category", "pictures": "Pictures",
    "source_category": "The seller's category", "mpn": "Model number", "gtin": "GTIN", "net": "Quantity",
    "options": "Variant",
}  # fmt: skip
_MOST_ATTRIBUTES = 100
_LONGEST = {"title": 500, "description": 100_000}


class Editor(Struct, frozen=True):
    """Everything that the page of a product shows."""

    product: Product
    content: ProductContent
    completeness: Completeness
    history: list[PastChange]
    category_path: str
    languages: list[str]


def editor_of(
    product: Product, content: ProductContent, history: list[PastChange], languages: list[str], language: str
) -> Editor:
    """Put together what the page of a product shows."""
    path = [] if product.category_id is None else [each.names[language] for each in TREE.path(product.category_id)]
    shown = completeness(product, languages)
    every = [*languages, *(each for each in LANGUAGES if each not in languages)]
    return Editor(product, content, shown, history, " > ".join(path), every)


async def typed_fields(conn: Connection, form: Form, content: ProductContent) -> dict[str, Any]:
    """Read the fields that differ from what stands in the product; errors stand beside the form's fields."""
    typed: dict[str, Any] = {}
    for language in LANGUAGES:
        for kind, longest in _LONGEST.items():
            name = f"{kind}.{language}"
            if name in form:
                typed[name] = form.text(name, longest=longest, required=False, lines=kind == "description") or None
    for index, code in enumerate(form.values("code")[:_MOST_ATTRIBUTES]):
        values = form.values("value")
        if code.strip() and index < len(values):
            typed[f"attributes.{code.strip()[:100]}"] = values[index].strip()[:2000] or None
    if "brand" in form:
        typed["brand"] = await _brand(conn, form)
    if "category" in form:
        typed["category"] = _category(form)
    standing = product_fields(content)
    return {name: value for name, value in typed.items() if standing.get(name) != value}


def attribute_rows(content: ProductContent, language: str) -> list[tuple[str, str, str]]:
    """Give the properties of a product as the form shows them: field, name, value."""
    rows: list[tuple[str, str, str]] = []
    for name, value in product_fields(content).items():
        if name.startswith("attributes."):
            field = name.partition(".")[2]
            code, found, spoken = field.rpartition("@")
            known = attribute_name(code, language) + f" ({spoken})" if found else attribute_name(field, language)
            rows.append((field, known, str(value)))
    return rows


def text_for(texts: Texts, language: str) -> str:
    """Give a text to somebody who reads a language: in it, else in the first there is."""
    return texts.get(language) or next(iter(texts.values()), "")


def source_word(source: Source) -> str:
    """Give the msgid for who says something."""
    if source.rank >= OPERATOR:
        return SOURCE_WORDS["operator"]
    if source.rank >= BRAND_OWNER:
        return SOURCE_WORDS["brand"]
    return SOURCE_WORDS["owner" if source.rank in {OWNER, OWNER + BY_HAND} else "seller"]


def field_word(name: str) -> tuple[str, str]:
    """Give the msgid for a field and what it is narrowed to: a language, or a property."""
    kind, _, rest = name.partition(".")
    if kind == "attributes":
        return "", rest
    return FIELD_NAMES.get(kind, kind), rest


async def _brand(conn: Connection, form: Form) -> int | None:
    written = form.text("brand", longest=120, required=False)
    if not written:
        return None
    found = await brand_by_name(conn, " ".join(written.casefold().split()))
    if found is None:
        form.refuse("brand", form.words.say("No brand of that name is known here: a feed brings new ones."))
        return None
    return found.id


def _category(form: Form) -> int | None:
    typed = form.text("category", longest=20, required=False)
    if not typed:
        return None
    number = int(typed) if typed.isdecimal() else 0
    if TREE.nearest(number) != number:
        form.refuse("category", form.words.say("There is no category of that number."))
        return None
    return number
