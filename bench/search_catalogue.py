"""A believable Swedish catalogue of any size, and what people ask it: the same for the same numbers."""

import random
from collections.abc import Iterator

from torg.shelf.models import Attribute, Named, OfferDocument, Picture, ProductDocument, VariantDocument

LOCALE = "sv-se"

# Root category: leaf categories, each with the heads of its products' names and what may stand before them.
TREE = {
    "Kläder": {
        "Jackor": ("jacka vinter skal regn dun vind fleece soft lätt parkas", "clothes"),
        "Byxor": ("byxor vandrings arbets mjukis cykel regn täck jeans", "clothes"),
        "Tröjor": ("tröja stick fleece ylle under luv tränings", "clothes"),
        "Skor": ("skor vandrings löpar vinter arbets gymnastik fotbolls", "clothes"),
        "Handskar": ("handskar skinn arbets vinter cykel trädgårds", "clothes"),
    },
    "Verktyg": {
        "Borrmaskiner": ("borrmaskin slag pelar hand skruv", "tools"),
        "Sågar": ("såg cirkel stick bord kap sticks tiger", "tools"),
        "Skruvmejslar": ("skruvmejsel precisions bits elektriker", "tools"),
        "Slipmaskiner": ("slipmaskin vinkel excenter band plan", "tools"),
        "Verktygslådor": ("verktygslåda plast metall rull", "tools"),
    },
    "Livsmedel": {
        "Kaffe": ("kaffe brygg kok snabb espresso mellanrost", "food"),
        "Te": ("te ört grön svart frukt", "food"),
        "Pasta": ("pasta fullkorns glutenfri ägg färsk", "food"),
        "Sylt och marmelad": ("sylt hallon jordgubbs lingon blåbärs drottning", "food"),
        "Choklad": ("choklad mörk mjölk nougat mint apelsin", "food"),
    },
    "Elektronik": {
        "Hörlurar": ("hörlurar trådlösa gaming sport barn studio", "devices"),
        "Högtalare": ("högtalare bluetooth bokhylle golv bärbar dusch", "devices"),
        "Laddare": ("laddare snabb bil vägg usb batteri", "devices"),
        "Mobilskal": ("mobilskal silikon läder stöt plånboks", "devices"),
        "Tangentbord": ("tangentbord gaming trådlöst ergonomiskt mekaniskt", "devices"),
    },
    "Hem och hushåll": {
        "Diskmedel och maskindisk": ("diskmaskinstabletter allt-i-ett parfymfria extra", "food"),
        "Lampor": ("lampa bord golv tak skrivbords vägg fönster", "home"),
        "Mattor": ("matta ull tras dörr badrums trapp", "home"),
        "Kastruller": ("kastrull sås gryt gjutjärns kopparbottnad", "home"),
        "Gardiner": ("gardin mörkläggnings panel hiss rull", "home"),
    },
    "Barn": {
        "Barnvagnar": ("barnvagn sitt ligg syskon res duo", "home"),
        "Leksaker": ("leksak trä bad dockskåp bygg pedagogisk", "home"),
        "Bilbarnstolar": ("bilbarnstol bakåtvänd bälteskudde roterbar", "home"),
    },
}  # fmt: skip
COLOURS = {
    "red": "Röd", "blue": "Blå", "green": "Grön", "black": "Svart", "white": "Vit", "grey": "Grå", "brown": "Brun",
    "yellow": "Gul", "pink": "Rosa", "beige": "Beige",
}  # fmt: skip
GENDERS = {"male": "Herr", "female": "Dam", "kids": "Barn"}
MATERIALS = {
    "cotton": "Bomull", "wool": "Ull", "polyester": "Polyester", "leather": "Läder", "steel": "Stål", "oak": "Ek",
    "plastic": "Plast", "linen": "Lin",
}  # fmt: skip
_SYLLABLES = (
    "Nor Fjäll Hav Björk Ek Sol Måne Sten Lim Väst Öst Grön Is Vind Berg Sjö Stål Varg Lo Älv",
    "sken vik dal strand gård lund fors näs holm ström mark hamn by ö torp berg",
)
_FIRST, _LAST = (words.split() for words in _SYLLABLES)
_SERIES = "Pro Classic Nova Aktiv Original Light Plus Urban Trail Premium Basic Max Mini Eco"
SERIES = _SERIES.split()
SELLERS = [Named(number, f"{name} Handel", f"{name.lower()}-handel") for number, name in enumerate(_FIRST[:12], 1)]
BRANDS = [f"{first}{last}" for first in _FIRST for last in _LAST]
_LINES = (
    "Passar lika bra till vardags som på resan och håller år efter år.",
    "Tillverkad med omsorg av material som tål att användas.",
    "Levereras i återvunnen förpackning med utförlig anvisning på svenska.",
    "Provad av våra egna testare under en hel säsong i norr.",
    "Enkel att sköta: torka av med fuktig trasa och låt lufttorka.",
    "En favorit bland kunderna, med tre års garanti mot fabrikationsfel.",
    "Formgiven i Göteborg, med rena linjer och en färg som inte bleknar.",
    "Ta den med till stugan, båten eller balkongen.",
    "Lågt ljud, liten vikt och lång hållbarhet gör den lätt att tycka om.",
    "Ersättningsdelar finns i minst tio år efter att modellen utgått.",
    "Innehållet är kontrollerat av oberoende laboratorium varje kvartal.",
    "Rekommenderas av hantverkare, föräldrar och idrottslärare.",
    "Kan returneras fritt inom trettio dagar om du ångrar köpet.",
    "Sömmarna är förstärkta där slitaget brukar vara störst.",
    "Ytan står emot repor, fläckar och solljus.",
    "Förvaras torrt och svalt, skyddat från starkt ljus.",
    "Ett prisvärt val för dig som köper sällan men vill köpa rätt.",
    "Går att kombinera med hela serien, även äldre modeller.",
    "Utsedd till bäst i test av två tidningar förra hösten.",
    "Fötterna är justerbara och skyddar golvet mot märken.",
    "Spänne och dragkedja kommer från en känd europeisk leverantör.",
    "Smakar fylligt och runt, med en ton av karamell.",
    "Sockret är ersatt med frukt från odlare på Österlen.",
    "Batteriet laddas på fyrtio minuter och räcker en arbetsdag.",
    "Fungerar i kyla ned till minus tjugo grader.",
    "Monteras på en kvart utan andra redskap än dem som följer med.",
    "Överensstämmer med kraven i europeisk standard och är märkt därefter.",
    "Barn över tre år kan använda den på egen hand.",
    "Vikbar, så att den ryms i en vanlig garderob.",
    "Färgen kan avvika något från bilden beroende på skärm.",
)
_MEASURES = {
    "food": ("250 g", "450 g", "500 g", "1 kg", "1,5 l", "30-pack"),
    "tools": ("18V", "12V", "750 W", "1200 W", "19 delar"),
    "devices": ("USB-C", "20 W", "5000 mAh", "1,5 m", "ANC"),
    "clothes": ("", "", "3-pack", ""),
    "home": ("60x90 cm", "120 cm", "3 l", "2-pack", ""),
}
_LEAVES = [
    (root, leaf, *names) for root, leaves in TREE.items() for leaf, names in leaves.items()
]  # fmt: skip
_CATEGORY = {name: number for number, name in enumerate([*TREE, *(leaf[1] for leaf in _LEAVES)], 1)}


def documents(size: int, seed: int = 7) -> Iterator[ProductDocument]:
    """Give a catalogue of `size` products, the popular ones few and the others many, as in a shop."""
    chance = random.Random(seed)
    for number in range(1, size + 1):
        yield _document(number, chance)


def queries(count: int, seed: int = 11) -> list[str]:
    """Give what people type: kinds, compounds, brands, whole wishes with price and colour, and slips."""
    chance = random.Random(seed)
    return [_query(chance) for _ in range(count)]


def beginnings(count: int, seed: int = 13) -> list[str]:
    """Give what the search box sees while people type, letter by letter."""
    chance = random.Random(seed)
    found: list[str] = []
    while len(found) < count:
        text = _query(chance)
        start = chance.randint(1, 3)
        found += [text[:length] for length in range(start, min(len(text), 14) + 1)]
    return found[:count]


def _document(number: int, chance: random.Random) -> ProductDocument:
    root, leaf, parts, kind = chance.choice(_LEAVES)
    brand = chance.choices(range(len(BRANDS)), cum_weights=_BRAND_WEIGHTS)[0]
    name = _name(parts, chance)
    measure = chance.choice(_MEASURES[kind])
    title = " ".join(filter(None, (name.capitalize(), chance.choice(SERIES), str(chance.randint(1, 900)), measure)))
    price = int(chance.lognormvariate({"food": 3.9, "clothes": 6.4}.get(kind, 6.1), 0.8)) * 100 + 9_00
    offers = [_offer(number, place, price, chance) for place in range(chance.choice((1, 1, 1, 2, 3, 5)))]
    lowest, highest = min(offer.price for offer in offers), max(offer.price for offer in offers)
    slug = "".join(letter if letter.isalnum() else "-" for letter in title.lower())
    text = " ".join(chance.sample(_LINES, 3))
    return ProductDocument(
        id=number,
        slug=slug,
        url=f"/{LOCALE}/p/{slug}-{number}",
        locale=LOCALE,
        currency="SEK",
        title=title,
        description=f"<p>{title} från {BRANDS[brand]}. {text}</p>",
        brand=Named(brand + 1, BRANDS[brand], BRANDS[brand].lower()),
        category=[Named(_CATEGORY[each], each, each.lower()) for each in (root, leaf)],
        pictures=[Picture(f"/pictures/{number}.svg", title, 800, 800)],
        attributes=_attributes(kind, chance),
        variants=[
            VariantDocument(number, f"{7_300_000_000_000 + number}", f"{BRANDS[brand][:3].upper()}-{number}", {}, 1)
        ],
        offers=offers,
        featured=offers[0],
        price_from=lowest,
        price_to=highest,
        availability=offers[0].availability,
        popularity=int(chance.paretovariate(0.8)),
        languages={},
        updated="2026-11-22T08:00:00Z",
    )


_BRAND_WEIGHTS = [sum(1 / rank for rank in range(1, place + 2)) for place in range(len(BRANDS))]


def _name(parts: str, chance: random.Random) -> str:
    head, *before = parts.split()
    word = chance.choice([*before, ""])
    # Adjectives stand apart from what they describe, parts of compounds do not.
    return f"{word} {head}" if word.endswith(("a", "t", "fri", "ett")) else f"{word}{head}"


def _offer(number: int, place: int, price: int, chance: random.Random) -> OfferDocument:
    seller = SELLERS[(number * 7 + place * 5) % len(SELLERS)]
    own = int(price * chance.uniform(1.0, 1.15)) if place else price
    return OfferDocument(
        id=number * 10 + place,
        variant=number,
        seller=seller,
        seller_country="SE",
        seller_standing=chance.randint(60, 100),
        sku=f"{seller.id}-{number}",
        condition="new",
        price=own,
        delivery=chance.choice((0, 39_00, 49_00)),
        total=own,
        availability=chance.choices(("in_stock", "low_stock", "out_of_stock"), (80, 12, 8))[0],
        delivery_days=(1, chance.randint(1, 8)),
    )


def _attributes(kind: str, chance: random.Random) -> list[Attribute]:
    found: list[Attribute] = []
    if kind != "food":
        key = chance.choice(list(COLOURS))
        found.append(Attribute("colour", "Färg", COLOURS[key], key))
    if kind == "clothes":
        key = chance.choice(list(GENDERS))
        found.append(Attribute("gender", "Kön", GENDERS[key], key))
        size = chance.choice(("XS", "S", "M", "L", "XL"))
        found.append(Attribute("size", "Storlek", size, size.lower()))
    if kind in ("clothes", "home"):
        key = chance.choice(list(MATERIALS))
        found.append(Attribute("material", "Material", MATERIALS[key], key))
    return found


def _query(chance: random.Random) -> str:
    _, leaf, parts, kind = chance.choice(_LEAVES)
    name, brand = _name(parts, chance), chance.choices(BRANDS, cum_weights=_BRAND_WEIGHTS)[0]
    colour = chance.choice(list(COLOURS.values())).lower()
    who = chance.choice(("herr", "dam", "barn")) if kind == "clothes" else chance.choice(SERIES).lower()
    shapes = (
        (30, name),
        (15, f"{brand} {name}".lower()),
        (10, f"{name} {chance.choice(_MEASURES[kind])}".strip()),
        (13, f"{colour} {name}" if kind != "food" else f"ekologisk {name}"),
        (12, f"{colour} {name} {who} under {chance.choice((200, 500, 1000, 2000))} kr"),
        (5, leaf.lower()),
        (5, f"{brand} {chance.choice(SERIES)} {chance.randint(1, 900)}"),
        (10, _slip(name, chance)),
    )
    return chance.choices([text for _, text in shapes], [weight for weight, _ in shapes])[0]


def _slip(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, max(2, len(word) - 1))
    way = chance.randrange(3)
    if way == 0:
        return word[:place] + word[place + 1 :]
    if way == 1:
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
