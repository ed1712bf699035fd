"""Price words inside a query: `under 1000 kr`, `500–1000 kr`, `från 300`, `alle 50 €`, `mindre enn 300 kr`."""

import re
from decimal import Decimal
from functools import cache

from msgspec import Struct

from torg.core.money import format_money, minor_units


class PricePhrase(Struct, frozen=True):
    """A price said in words: the bounds in minor units, and where in the query they stand."""

    minimum: int | None
    maximum: int | None
    spans: tuple[tuple[int, int], ...]
    certain: bool
    """A currency and a bound were said; else it may be something else (`air max 90`, `presentkort 500 kr`)."""


_NUMBER = r"\d{1,3}(?:[ .,\u00a0\u202f]\d{3})+(?:,\d{1,2})?|\d{1,9}(?:[.,]\d{1,2})?"
_CROWNS = r"kr(?:\.(?!\w)|onor|onan|oner|ona|one)?|:-|,-|;-"
_CURRENCY = {
    "SEK": rf"sek|{_CROWNS}|spänn|kruunua?",
    "NOK": rf"nok|{_CROWNS}|kruunua?",
    "DKK": rf"dkk|{_CROWNS}|kruunua?",
    "EUR": r"€|eur(?:o|oa|on|os|olla|osta|oon)?|e",
}
# Words of three languages that Scandinavians read alike stand together; English is understood everywhere.
_MAXIMUM = (
    r"under|below|max(?:imalt|imum|\.)?|maks(?:imum|imalt|\.)?|högst|høyst|højst|hogst|upp till|opp til|opptil|op til"
    r"|inntil|indtil|mindre än|mindre enn|mindre end|billigare än|billigere enn|billigere end|inte över|ikke over"
    r"|inte mer än|ikke mer enn|ikke mere end|up to|at most|less than|cheaper than|no more than|not over|within|<=?|≤"
)
_MINIMUM = (
    r"över|over|above|från|fra|from|minst|mindst|lägst|at least|mer än|mer enn|mere end|mera än|more than|dyrare än"
    r"|dyrere enn|dyrere end|starting at|>=?|≥"
)
_AROUND = r"ca\.?|cirka|circa|runt|kring|omkring|rundt|around|about|ungefär|omtrent|omtrent|noin|n\."
_BETWEEN = r"mellan|mellom|mellem|between"
_AND = r"och|og|and|&|ja|-|–"
_TO = r"-|–|—|till|til|to|\.\.\.?"
_MAXIMUM_AFTER = r"eller (?:mindre|under|billigare|billigere)|or (?:less|under)|max|maks|tai alle|asti"
_MINIMUM_AFTER = (
    r"(?:och|og) (?:uppåt|opp|opover|op|opefter)|and up|(?:eller|or) (?:mer|mere|more)|(?:tai|ja) yli|alkaen"
)
_FINNISH_MAXIMUM = (
    r"alle|enintään|korkeintaan|maksimissaan|halvempi kuin|halvemmat kuin|vähemmän kuin|edullisempi kuin|enint\."
)
_FINNISH_MINIMUM = r"yli|vähintään|alkaen|enemmän kuin|kalliimpi kuin"
_BEFORE = r"(?:(?:till? ett pris |pris(?:et)?|hinta|price|priced|som kostar|costing|för|for|till?) )?"
_THOUSAND = r"\s?(?:k|tusen|tusind|thousand|tuhatta)\b"
_UNITS = (
    r"cm|mm|dm|km|m|m2|m²|m3|kvm|g|gr|kg|hg|mg|l|dl|cl|ml|v|w|kw|wh|kwh|mah|ah|a|hz|khz|ghz|gb|tb|mb|mp|st|stk|pcs|kpl"
    r"|pk|år|ar|mån|mnd|mdr|kk|vko|hk|hv|nm|lm|k|bar|db|tum|cal|kcal|års|åring|åringar|p|fps|rpm|km/h|px|denier|den"
    r"|månader|måneder|måned|grader|grad|tommer|tums|inch|inches|liter|litraa|watt|volt|gram|kilo|meter|metriä|bitar"
    r"|bitars|delar|deler|dele|pack|pakk|personer|person|platser|dagar|dager|dage|timmar|timer|minuter|minutter|years"
    r"|months|pieces|people|vuotta|vuotiaalle|henkilöä|pax|sidor|volts|watts"
)
_NO_UNIT = rf"(?![^\W_]|[.,:]\d)(?!\s?(?:[-–x×/*+]\s?\d|[%°\"'′″]|(?:{_UNITS})(?![^\W_])))"
_START = r"(?<![^\W_])(?<!\d[.,])"


def price_phrase(query: str, currency: str, *, finnish: bool = False) -> PricePhrase | None:
    """Find the price that `query` asks for, in minor units of `currency`; none when it names no price.

    `finnish` adds the words of Finnish, some of which mean something else in Scandinavia (`alle`).
    A price in another currency than the market's is left alone: there is nothing honest to compare it with.
    """
    text = query.lower()
    # Lower-casing may change the length of a few letters; spans would then point at the wrong words.
    if len(text) != len(query) or not any(map(str.isdecimal, text)):
        return None
    found: dict[str, PricePhrase] = {}
    for kind, pattern in _patterns(currency, finnish):
        for match in pattern.finditer(text):
            phrase = _phrase(kind, match, currency)
            if phrase is None or any(_overlap(phrase, other) for other in found.values()):
                continue
            # A price after the bounds are known is somebody's model number or a second thought: the first counts.
            if kind in {"maximum", "minimum"}:
                found.setdefault(kind, phrase)
                continue
            if not found:
                return phrase
    if len(found) == 2:
        return _both(found["minimum"], found["maximum"])
    return next(iter(found.values()), None)


def price_name(minimum: int | None, maximum: int | None, currency: str, language: str) -> str:
    """Write a price span as a chip says it: `högst 1 000 kr`, `från 300 kr`, `500–1 000 kr`."""
    least, most = {
        "sv": ("från {}", "högst {}"),
        "nb": ("fra {}", "høyst {}"),
        "da": ("fra {}", "højst {}"),
        "fi": ("vähintään {}", "enintään {}"),
    }.get(language, ("from {}", "up to {}"))
    if minimum is None:
        return most.format(format_money(maximum or 0, currency, language))
    if maximum is None:
        return least.format(format_money(minimum, currency, language))
    # The currency stands once, on the side where the language puts it.
    lower = format_money(minimum, currency, language, short=language != "en")
    return f"{lower}–{format_money(maximum, currency, language, short=language == 'en')}"


@cache
def _patterns(currency: str, finnish: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:  # noqa: FBT001 - keyed by the cache.
    """Write the grammar of prices for one currency, the surest forms first."""
    money = _CURRENCY.get(currency, re.escape(currency.lower()))
    one, two = _price("one", money), _price("two", money)
    most = rf"{_MAXIMUM}|{_FINNISH_MAXIMUM}" if finnish else _MAXIMUM
    least = rf"{_MINIMUM}|{_FINNISH_MINIMUM}" if finnish else _MINIMUM
    grammar = (
        ("range", rf"{_START}{_BEFORE}(?:(?P<word>{_BETWEEN}|{least})\s*)?{one}\s*(?:{_AND}|{_TO})\s*{two}{_NO_UNIT}"),
        ("maximum", rf"{_START}{_BEFORE}(?:{most})\s*{one}{_NO_UNIT}"),
        ("maximum", rf"{_START}{one}\s+(?P<word>{_MAXIMUM_AFTER})\b"),
        ("minimum", rf"{_START}{one}\s+(?P<word>{_MINIMUM_AFTER})\b"),
        ("minimum", rf"{_START}{_BEFORE}(?:{least})\s*{one}{_NO_UNIT}"),
        ("around", rf"{_START}(?:{_AROUND})\s*{one}{_NO_UNIT}"),
        ("bare", rf"{_START}{_BEFORE}{one}{_NO_UNIT}"),
    )
    return tuple((kind, re.compile(pattern)) for kind, pattern in grammar)


def _price(name: str, money: str) -> str:
    return (
        rf"(?:(?P<{name}_before>{money})\s?)?(?P<{name}>{_NUMBER})(?P<{name}_thousand>{_THOUSAND})?"
        rf"(?:\s?(?P<{name}_after>{money})(?![^\W_]))?"
    )


def _phrase(kind: str, match: re.Match[str], currency: str) -> PricePhrase | None:
    groups = match.groupdict()
    names = [name for name in ("one", "two") if name in groups]
    said = any(groups[f"{name}_before"] or groups[f"{name}_after"] for name in names)
    amounts = [_amount(groups[name], currency, thousand=bool(groups[f"{name}_thousand"])) for name in names]
    # Without a currency only a word that bounds makes a price of a number: sizes and models are numbers as well.
    if not said and (kind in {"around", "bare"} or ("word" in groups and groups["word"] is None)):
        return None
    spans = ((match.start(), match.end()),)
    if kind == "range":
        low, high = amounts
        # "5–10 tusen" says the thousand once, for both.
        if groups["two_thousand"] and not groups["one_thousand"] and low * 1000 <= high:
            low *= 1000
        return PricePhrase(min(low, high), max(low, high), spans, said)
    amount = amounts[0]
    if kind == "minimum":
        return PricePhrase(amount, None, spans, said)
    if kind == "around":
        return PricePhrase(amount * 4 // 5, amount * 6 // 5, spans, said)
    # An amount alone is what one wants to spend; it may also be what a gift card holds, so it is never certain.
    return PricePhrase(None, amount, spans, said and kind == "maximum")


def _amount(number: str, currency: str, *, thousand: bool) -> int:
    plain = re.sub(r"[ \u00a0\u202f]", "", number).replace(",", ".")
    whole, point, rest = plain.rpartition(".")
    value = Decimal(f"{whole.replace('.', '')}.{rest}" if point and len(rest) <= 2 else plain.replace(".", ""))
    return minor_units(value * (1000 if thousand else 1), currency)


def _overlap(one: PricePhrase, other: PricePhrase) -> bool:
    return any(a < d and c < b for a, b in one.spans for c, d in other.spans)


def _both(least: PricePhrase, most: PricePhrase) -> PricePhrase:
    low, high = sorted((least.minimum or 0, most.maximum or 0))
    return PricePhrase(low, high, tuple(sorted(least.spans + most.spans)), least.certain or most.certain)
