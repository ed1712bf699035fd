"""Titles, descriptions and attribute values in five languages, composed so that nothing has to agree."""

import re
from functools import cache
from random import Random

from torg.demo.market import colour, five, read_market
from torg.demo.models import LANGUAGES, Product

_QUANTITY = re.compile(r"(?P<number>[0-9][0-9.x]*) ?(?P<unit>[^0-9 ]*)")


def titles(product: Product, style: int) -> dict[str, str]:
    """Give the product's title in each language, in a seller's manner.

    0: kind, brand and line, trait; 1: brand and line first; 2: kind, trait and form first, brand last.
    """
    kind = five(product.kind.name)
    trait = five(product.trait)
    form = quantity_texts(product.form)
    rest = [choice_texts(product)]
    if product.colour:
        rest.append(colour(product.colour)[1])
    result = {}
    for language in LANGUAGES:
        noun = _noun(product, kind[language], language)
        tail = [part[language] for part in rest if part[language]]
        if product.work:
            result[language] = _book_title(product, noun, [form[language], *tail], style)
            continue
        name = f"{product.brand.name} {product.series}".strip()
        thing = f"{noun} {trait[language]}".strip()
        if style == 2:
            head, tail = f"{thing} {form[language]}".strip(), [name, *tail]
        elif style == 1:
            head, tail = f"{name} {uncapitalised(thing)}", [form[language], *tail]
        else:
            head, tail = f"{noun} {name} {trait[language]}".strip(), [form[language], *tail]
        result[language] = ", ".join(part for part in (head, *tail) if part)
    return result


def descriptions(product: Product, rng: Random) -> dict[str, str]:
    """Give two to four sentences about the product in each language, none of them twice."""
    market = read_market()
    lines = list(product.kind.says)
    if len(lines) > 2:
        lines.pop(rng.randrange(len(lines)))
    if rng.random() < 0.3:
        lines.reverse()
    about_material = market.words["material_sentences"].get(product.material)
    where = market.words["material_where"].get(product.material, product.kind.code).split()
    if about_material and {product.kind.code, product.kind.department} & set(where):
        lines.append(about_material)
    if len(lines) < 3 or rng.random() < 0.45:
        groups = [group for group in product.kind.brands.split() if group in product.brand.groups]
        if product.gender in {"women", "men"}:
            # What a brand says of its children's clothes is not said of their parents'.
            groups.sort(key=lambda group: group == "kids")
        lines.append(market.groups[groups[0]].format(brand=product.brand.name, year=product.brand.year))
    texts = [five(line) for line in lines[:4]]
    return {language: " ".join(text[language] for text in texts) for language in LANGUAGES}


@cache
def quantity_texts(form: str) -> dict[str, str]:
    """Write a form such as `volume=1.5 l` or `size=30x20 cm` as people do in each language."""
    if not form:
        return dict.fromkeys(LANGUAGES, "")
    value = form.partition("=")[2]
    match = _QUANTITY.fullmatch(value)
    units = read_market().words["units"]
    if match is None:
        return five(units[value]) if value in units else dict.fromkeys(LANGUAGES, value)
    unit = five(units[match["unit"]]) if match["unit"] in units else dict.fromkeys(LANGUAGES, match["unit"])
    result = {}
    for language in LANGUAGES:
        number = match["number"].replace("x", " × ")
        if language != "en":
            number = number.replace(".", ",")
        result[language] = f"{number} {unit[language]}".strip()
    return result


def choice_texts(product: Product) -> dict[str, str]:
    """Give the product's flavour, scent, motif or the like; empty texts when it has none."""
    if product.choice < 0:
        return dict.fromkeys(LANGUAGES, "")
    return five(product.kind.choices[product.choice])


def attribute_texts(product: Product) -> dict[str, str | dict[str, str]]:
    """Give the attributes that are true of every variant of the product: code to value."""
    words = read_market().words
    result: dict[str, str | dict[str, str]] = {}
    if product.colour:
        result["colour"] = colour(product.colour)[1]
    if product.material:
        result["material"] = five(words["materials"][product.material])
    if product.gender:
        parts = [part.strip() for part in words["genders"][product.gender].split(" | ")]
        result["gender"] = dict(zip(LANGUAGES, parts[:5], strict=True))
    if product.form:
        result[product.form.partition("=")[0]] = neutral(quantity_texts(product.form))
    if product.choice >= 0:
        result[product.kind.choice] = neutral(choice_texts(product))
    for code, value in product.attributes.items():
        result[code] = neutral(quantity_texts(f"{code}={value}"))
    return result


def neutral(texts: dict[str, str]) -> str | dict[str, str]:
    """Give one text where all languages say the same."""
    return texts["sv"] if len(set(texts.values())) == 1 else texts


def uncapitalised(name: str) -> str:
    """Write a noun as in the middle of a line: `LED-lampa` and `T-shirt` keep their capitals."""
    return name if name[1:2].isupper() or name[1:2] == "-" else name[:1].lower() + name[1:]


def _noun(product: Product, noun: str, language: str) -> str:
    if not product.gender:
        return noun
    parts = [part.strip() for part in read_market().words["genders"][product.gender].split(" | ")]
    word = dict(zip(LANGUAGES, parts[5:], strict=True))[language]
    return f"{word} {uncapitalised(noun)}" if language in {"fi", "en"} else f"{noun} {word}"


def _book_title(product: Product, noun: str, tail: list[str], style: int) -> str:
    work, _, author = product.work.partition(" / ")
    facts = ", ".join(part for part in (uncapitalised(noun), *tail) if part)
    if not author:
        return f"{work}, {facts}"
    return f"{author}: {work}, {facts}" if style == 1 else f"{work} – {author}, {facts}"
