"""Choosing a variant: each option with its values, each value a link that works without a script."""

from msgspec import Struct

from torg.shelf.models import ProductDocument, VariantDocument


class Choice(Struct, frozen=True):
    """One value of an option and the variant that it leads to."""

    value: str
    variant: int
    selected: bool
    available: bool
    """Whether the variant that it leads to can be bought from anyone."""


class Option(Struct, frozen=True):
    """One way in which variants differ (`Storlek`), and its choices."""

    name: str
    chosen: str
    choices: list[Choice]


def chosen_variant(document: ProductDocument, wanted: int | None) -> VariantDocument | None:
    """Give the variant that the shopper asked for, else that of the featured offer, else the first."""
    if not document.variants:
        return None
    if wanted is None and document.featured:
        wanted = document.featured.variant
    return next((each for each in document.variants if each.id == wanted), document.variants[0])


def options_of(document: ProductDocument, chosen: VariantDocument | None) -> list[Option]:
    """Give the options of a product; a value leads to the variant most like the chosen one that has it."""
    if chosen is None or len(document.variants) < 2:
        return []
    names = list(dict.fromkeys(name for each in document.variants for name in each.options))
    return [option for name in names if len((option := _option(document, chosen, name)).choices) > 1]


def _option(document: ProductDocument, chosen: VariantDocument, name: str) -> Option:
    mine = chosen.options.get(name, "")
    best: dict[str, tuple[int, VariantDocument]] = {}
    for each in document.variants:
        value = each.options.get(name)
        if value is None:
            continue
        likeness = sum(2 for other, word in each.options.items() if other != name and chosen.options.get(other) == word)
        likeness += each.featured is not None
        if each is chosen:
            likeness += 1000
        if value not in best or likeness > best[value][0]:
            best[value] = (likeness, each)
    choices = [
        Choice(value, each.id, selected=value == mine, available=each.featured is not None)
        for value, (_, each) in best.items()
    ]
    return Option(name, mine, choices)
