"""A small market in five languages: what Astrid can find, sold by Nils (tools), Kaisa (books) and others."""

# ruff: noqa: E501 - one product a row reads better than the same product over fifteen lines.

from torg.search.filters import count
from torg.search.match import at_least
from torg.shelf.models import Attribute, Named, OfferDocument, Picture, ProductDocument, VariantDocument

LANGUAGES = ("sv", "nb", "da", "fi", "en")
CURRENCIES = {"se": "SEK", "no": "NOK", "dk": "DKK", "fi": "EUR"}

NILS = Named(1, "Nils Verktyg", "nils-verktyg")
KAISA = Named(2, "Kaisan Kirjat", "kaisan-kirjat")
FJELL = Named(3, "Fjell & Fritid", "fjell-fritid")

BRANDS = {
    "Haglund": Named(11, "Haglund", "haglund"),
    "Norrsken": Named(12, "Norrsken", "norrsken"),
    "Bosk": Named(13, "Bosk", "bosk"),
    "Only": Named(14, "Only", "only"),
    "Kaffe": Named(15, "Kaffe", "kaffe"),
    "Sony": Named(16, "Sony", "sony"),
}

# Identity, parent, and the name in sv, nb, da, fi, en.
CATEGORIES = {
    1: (None, ("Kläder", "Klær", "Tøj", "Vaatteet", "Clothing")),
    2: (1, ("Jackor", "Jakker", "Jakker", "Takit", "Jackets")),
    3: (1, ("Byxor", "Bukser", "Bukser", "Housut", "Trousers")),
    4: (None, ("Verktyg", "Verktøy", "Værktøj", "Työkalut", "Tools")),
    5: (4, ("Borrmaskiner", "Boremaskiner", "Boremaskiner", "Porakoneet", "Drills")),
    6: (None, ("Livsmedel", "Mat", "Mad", "Elintarvikkeet", "Food")),
    7: (6, ("Kaffe", "Kaffe", "Kaffe", "Kahvi", "Coffee")),
    8: (None, ("Böcker", "Bøker", "Bøger", "Kirjat", "Books")),
    9: (None, ("Elektronik", "Elektronikk", "Elektronik", "Elektroniikka", "Electronics")),
    10: (9, ("Hörlurar", "Hodetelefoner", "Høretelefoner", "Kuulokkeet", "Headphones")),
}

ATTRIBUTES = {
    "colour": ("Färg", "Farge", "Farve", "Väri", "Colour"),
    "gender": ("Kön", "Kjønn", "Køn", "Sukupuoli", "Gender"),
}
VALUES = {
    "red": ("Röd", "Rød", "Rød", "Punainen", "Red"),
    "blue": ("Blå", "Blå", "Blå", "Sininen", "Blue"),
    "black": ("Svart", "Svart", "Sort", "Musta", "Black"),
    "green": ("Grön", "Grønn", "Grøn", "Vihreä", "Green"),
    "male": ("Herr", "Herre", "Herre", "Miehet", "Men"),
    "female": ("Dam", "Dame", "Dame", "Naiset", "Women"),
}

# Identity, titles, category, brand, colour, gender, price in whole units, seller, popularity, availability, latest day.
PRODUCTS = (
    (101, ("Skaljacka Fjäll", "Skalljakke Fjell", "Skaljakke Fjeld", "Kuoritakki Tunturi", "Shell jacket Fell"), 2, "Haglund", "red", "male", 899, FJELL, 90, "in_stock", 3),
    (102, ("Skaljacka Fjäll", "Skalljakke Fjell", "Skaljakke Fjeld", "Kuoritakki Tunturi", "Shell jacket Fell"), 2, "Haglund", "blue", "male", 899, FJELL, 80, "in_stock", 3),
    (103, ("Vinterjacka Dun", "Vinterjakke Dun", "Vinterjakke Dun", "Talvitakki Untuva", "Winter jacket Down"), 2, "Norrsken", "red", "male", 2499, FJELL, 70, "in_stock", 5),
    (104, ("Vinterjacka Dun", "Vinterjakke Dun", "Vinterjakke Dun", "Talvitakki Untuva", "Winter jacket Down"), 2, "Norrsken", "red", "female", 2499, FJELL, 60, "low_stock", 5),
    (105, ("Regnjacka Storm", "Regnjakke Storm", "Regnjakke Storm", "Sadetakki Myrsky", "Rain jacket Storm"), 2, "Only", "green", "female", 399, FJELL, 50, "in_stock", 2),
    (106, ("Regnjacka Skur", "Regnjakke Byge", "Regnjakke Byge", "Sadetakki Kuuro", "Rain jacket Shower"), 2, "Norrsken", "red", "male", 599, FJELL, 40, "out_of_stock", 9),
    (107, ("Vandringsbyxor Stig", "Turbukser Sti", "Vandrebukser Sti", "Vaellushousut Polku", "Hiking trousers Trail"), 3, "Haglund", "black", "female", 799, FJELL, 45, "in_stock", 3),
    (108, ("Arbetsbyxor Snickare", "Arbeidsbukser Snekker", "Arbejdsbukser Tømrer", "Työhousut Kirvesmies", "Work trousers Carpenter"), 3, "Bosk", "black", "male", 649, NILS, 55, "in_stock", 2),
    (109, ("Borrmaskin 18V", "Boremaskin 18V", "Boremaskine 18V", "Porakone 18V", "Drill 18V"), 5, "Bosk", "green", None, 1290, NILS, 95, "in_stock", 1),
    (110, ("Slagborrmaskin 750 W", "Slagboremaskin 750 W", "Slagboremaskine 750 W", "Iskuporakone 750 W", "Hammer drill 750 W"), 5, "Bosk", "black", None, 799, NILS, 65, "in_stock", 1),
    (111, ("Borrset 19 delar", "Borsett 19 deler", "Borsæt 19 dele", "Poranteräsarja 19 osaa", "Drill bit set 19 pieces"), 4, "Bosk", None, None, 199, NILS, 35, "in_stock", 1),
    (112, ("Mellanrost bryggkaffe 450 g", "Mellombrent filterkaffe 450 g", "Mellemristet filterkaffe 450 g", "Keskipaahtoinen suodatinkahvi 450 g", "Medium roast filter coffee 450 g"), 7, "Kaffe", None, None, 49, FJELL, 99, "in_stock", 2),
    (113, ("Mörkrost espresso kaffe 500 g", "Mørkbrent espresso kaffe 500 g", "Mørkristet espresso kaffe 500 g", "Tumma espressokahvi 500 g", "Dark roast espresso coffee 500 g"), 7, "Norrsken", None, None, 79, FJELL, 85, "in_stock", 2),
    (114, ("Ekologiskt kaffe hela bönor", "Økologisk kaffe hele bønner", "Økologisk kaffe hele bønner", "Luomukahvi kokonaiset pavut", "Organic coffee whole beans"), 7, "Norrsken", None, None, 109, FJELL, 30, "in_stock", 2),
    (115, ("Den lilla boken om kaffe", "Den lille boken om kaffe", "Den lille bog om kaffe", "Pieni kirja kahvista", "The little book of coffee"), 8, None, None, None, 189, KAISA, 20, "in_stock", 4),
    (116, ("Svampboken", "Soppboken", "Svampebogen", "Sienikirja", "The mushroom book"), 8, None, None, None, 229, KAISA, 25, "in_stock", 4),
    (117, ("Trådlösa hörlurar", "Trådløse hodetelefoner", "Trådløse høretelefoner", "Langattomat kuulokkeet", "Wireless headphones"), 10, "Sony", "black", None, 1490, NILS, 88, "in_stock", 2),
    (118, ("Trådlösa hörlurar sport", "Trådløse hodetelefoner sport", "Trådløse høretelefoner sport", "Langattomat kuulokkeet sport", "Wireless headphones sport"), 10, "Sony", "red", None, 990, NILS, 77, "in_stock", 2),
    (119, ("Fodral till Sony hörlurar", "Etui til Sony hodetelefoner", "Etui til Sony høretelefoner", "Kotelo Sony kuulokkeille", "Case for Sony headphones"), 10, "Only", "black", None, 149, NILS, 15, "in_stock", 6),
)  # fmt: skip


def market(locale: str) -> list[ProductDocument]:
    """Give every product as its document in `locale`; a euro stands for ten crowns."""
    return [document(locale, *row) for row in PRODUCTS]


def document(
    locale, product_id, titles, category, brand, colour, gender, price, seller, popularity, availability, latest
) -> ProductDocument:
    language, _, country = locale.partition("-")
    index, currency = LANGUAGES.index(language), CURRENCIES[country]
    amount = price * (10 if currency == "EUR" else 100)
    title, slug = titles[index], f"product-{product_id}"
    offer = OfferDocument(
        id=product_id * 10,
        variant=product_id,
        seller=seller,
        seller_country="SE",
        seller_standing=80,
        sku=f"SKU-{product_id}",
        condition="new",
        price=amount,
        delivery=0,
        total=amount,
        availability=availability,
        delivery_days=(1, latest),
    )
    said = [(code, key) for code, key in (("colour", colour), ("gender", gender)) if key]
    return ProductDocument(
        id=product_id,
        slug=slug,
        url=f"/{locale}/p/{slug}-{product_id}",
        locale=locale,
        currency=currency,
        title=title,
        description=f"<p>{title}.</p>",
        brand=BRANDS[brand] if brand else None,
        category=path(category, index),
        pictures=[Picture(f"/pictures/{product_id}.svg", title, 600, 600)],
        attributes=[Attribute(code, ATTRIBUTES[code][index], VALUES[key][index], key) for code, key in said],
        variants=[VariantDocument(product_id, None, None, {}, offer.id)],
        offers=[offer],
        featured=offer,
        price_from=amount,
        price_to=amount,
        availability=availability,
        popularity=popularity,
        languages={},
        updated=f"2026-11-{product_id - 100:02}T12:00:00Z",
    )


def path(category: int, index: int) -> list[Named]:
    parent, names = CATEGORIES[category]
    above = path(parent, index) if parent else []
    return [*above, Named(category, names[index], names[index].lower())]


def counting(index):
    """Count as the search of an index alone does, with nothing remembered."""
    return lambda words, least: count(index.searcher(), at_least(words, least))
