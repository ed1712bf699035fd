"""The products of the demo market, made from our data files and a seed: the same seed, the same products."""

from functools import lru_cache
from itertools import product as combinations
from random import Random

from stdnum import ean

from torg.demo.market import read_market
from torg.demo.models import Brand, Kind, Product, Variant

SEED = 20261122
_TIERS = {1: 0.15, 2: 0.45, 3: 0.8}
# How the price follows the size: twice the volume is less than twice the money.
_EXPONENTS = {
    "volume": 0.6,
    "storage": 0.3,
    "screen_size": 1.3,
    "power": 0.5,
    "voltage": 0.6,
    "battery_capacity": 0.5,
    "capacity": 0.35,
    "luminous_flux": 0.35,
    "length": 0.6,
    "parts": 0.45,
    "dimensions": 0.65,
    "size": 0.3,
}


@lru_cache(maxsize=2)
def products(seed: int = SEED) -> tuple[Product, ...]:
    """Give every product of the demo market."""
    counters: dict[str, int] = {}
    drafts = [draft for kind in read_market().kinds.values() for draft in _drafts(kind, seed)]
    order = list(range(len(drafts)))
    Random(f"{seed}:popularity").shuffle(order)
    return tuple(_finished(draft, place, len(drafts), counters) for draft, place in zip(drafts, order, strict=True))


class _Draft:
    """A product before it has its place among the others."""

    __slots__ = ("axes", "brand", "kind", "number", "rng", "series", "traits")

    def __init__(self, kind: Kind, brand: Brand, series: str, axes: dict[str, str], number: int, seed: int) -> None:
        self.kind = kind
        self.brand = brand
        self.series = series
        self.axes = axes
        self.number = number
        # What the designer decided once for the line, whatever its colours and forms.
        self.traits = Random(f"{seed}:{kind.code}:{brand.slug}:{series}")
        self.rng = Random(f"{seed}:{kind.code}:{number}")


def palette(kind: Kind) -> list[str]:
    """Give the codes of the colours that a kind comes in."""
    if isinstance(kind.colours, str):
        return list(read_market().words["palettes"][kind.colours])
    return kind.colours


def _drafts(kind: Kind, seed: int) -> list[_Draft]:
    rng = Random(f"{seed}:{kind.code}")
    axes = _axes(kind)
    combos = [dict(zip(axes, values, strict=True)) for values in combinations(*axes.values())]
    designs = _designs(kind, rng)
    # A line has some of the combinations, more of them where there are few lines to choose from.
    per_design = max(1, min(len(combos), max(4, -(-kind.n // len(designs)))))
    if kind.works:
        # A book has one publisher, whatever its bindings.
        houses = {work: designs[place % len(designs)] for place, work in enumerate(kind.works)}
        return [
            _Draft(kind, *houses[combo["work"]], combo, number, seed) for number, combo in enumerate(combos[: kind.n])
        ]
    chosen: list[tuple[Brand, str, dict[str, str]]] = []
    for brand, series in designs:
        fitting = [combo for combo in combos if _fits(brand, combo)]
        chosen.extend((brand, series, combo) for combo in rng.sample(fitting, min(per_design, len(fitting))))
        if len(chosen) >= kind.n:
            break
    return [
        _Draft(kind, brand, series, combo, number, seed)
        for number, (brand, series, combo) in enumerate(chosen[: kind.n])
    ]


def _fits(brand: Brand, combo: dict[str, str]) -> bool:
    """Tell whether a brand makes things for these people: a children's brand makes nothing for their parents."""
    for_children_only = "kids" in brand.groups and not {"fashion", "outdoor"} & set(brand.groups)
    return combo.get("gender", "kids") == "kids" or not for_children_only


def _axes(kind: Kind) -> dict[str, list[str]]:
    axes = {
        "gender": kind.gender.split(),
        "form": kind.forms,
        "choice": [str(place) for place in range(len(kind.choices))],
        "colour": palette(kind),
        "work": kind.works,
    }
    return {code: values for code, values in axes.items() if values and code != kind.vary}


def _designs(kind: Kind, rng: Random) -> list[tuple[Brand, str]]:
    market = read_market()
    groups = set(kind.brands.split())
    brands = [brand for brand in market.brands.values() if groups & set(brand.groups)]
    names = [""] if kind.series == "-" else list(market.series[kind.series or "nature"])
    rng.shuffle(brands)
    rng.shuffle(names)
    # Every brand has its turn, each time with another line, so that no two brands share a line's name.
    rounds = max(1, len(names) // len(brands))
    return [
        (brand, names[(turn * len(brands) + place) % len(names)])
        for turn in range(rounds)
        for place, brand in enumerate(brands)
    ]


def _finished(draft: _Draft, place: int, total: int, counters: dict[str, int]) -> Product:
    kind, rng, traits = draft.kind, draft.rng, draft.traits
    low, high = kind.price
    level = min(1.0, max(0.0, _TIERS[draft.brand.tier] + traits.uniform(-0.15, 0.2)))
    base = low * (high / low) ** level
    trait = traits.choice(kind.traits) if kind.traits else ""
    material = traits.choice(kind.materials.split()) if kind.materials else ""
    attributes = {code: traits.choice(values.split(", ")) for code, values in kind.attrs.items()}
    author = draft.axes.get("work", "").partition(" / ")[2]
    if author:
        attributes["author"] = author
    form = draft.axes.get("form", "")
    return Product(
        code=f"{kind.code}-{draft.number:03d}",
        kind=kind,
        brand=draft.brand,
        series=draft.series,
        number=draft.number,
        trait=trait,
        material=material,
        gender=draft.axes.get("gender", ""),
        colour=draft.axes.get("colour", ""),
        form=form,
        choice=int(draft.axes.get("choice", -1)),
        work=draft.axes.get("work", ""),
        attributes=attributes,
        price=base * form_factor(kind, form) * (1.12 if trait else 1.0) * rng.uniform(0.97, 1.03),
        popularity=round(9000 / (place + 1) ** 0.72),
        rank=place / total,
        variants=_variants(draft, counters),
    )


def _variants(draft: _Draft, counters: dict[str, int]) -> tuple[Variant, ...]:
    kind, rng = draft.kind, draft.rng
    rows: list[tuple[dict[str, str], str]] = [({}, "")]
    if kind.vary == "colour":
        colours = palette(kind)
        some = sorted(rng.sample(colours, min(len(colours), rng.randint(2, 4))), key=colours.index)
        rows = [({"colour": code}, code) for code in some]
    elif kind.sizes:
        sizes = read_market().words["scales"][_scale(kind, draft.axes.get("gender", ""))]
        first = rng.randint(0, 1) if len(sizes) > 4 else 0
        rows = [({"size": size}, "") for size in sizes[first : first + 5]]
    variants = []
    for options, colour_code in rows:
        counters[draft.brand.slug] = counters.get(draft.brand.slug, 0) + 1
        gtin = _gtin(draft.brand.number, counters[draft.brand.slug])
        variants.append(Variant(gtin=gtin, options=options, colour=colour_code))
    return tuple(variants)


def _scale(kind: Kind, gender: str) -> str:
    if kind.sizes == "shoes":
        return f"shoes_{gender or 'men'}"
    return "children" if kind.sizes == "clothing" and gender == "kids" else kind.sizes


def form_factor(kind: Kind, form: str) -> float:
    """Tell how many times dearer a form is than the kind's first one."""
    if not form or not kind.forms:
        return 1.0
    code = form.partition("=")[0]
    if code != kind.forms[0].partition("=")[0]:
        return 1.0
    first, mine = _size(kind.forms[0]), _size(form)
    if first <= 0 or mine <= 0 or code == "temperature":
        # No amounts: the forms are listed from the plainest to the finest.
        return 1 + 0.25 * kind.forms.index(form)
    return float((mine / first) ** _EXPONENTS.get(code, 0.8))


def _size(form: str) -> float:
    value, _, unit = form.partition("=")[2].partition(" ")
    size = 1.0
    try:
        for part in value.split("x"):
            size *= float(part)
    except ValueError:
        return 0.0
    return size * {"kg": 1000, "l": 100, "dl": 10, "ml": 0.1, "TB": 1000}.get(unit, 1)


def _gtin(brand: int, item: int) -> str:
    """Give a GTIN-13 of the Swedish range, with three digits for the brand and five for the article."""
    digits = f"7399{brand:03d}{item:05d}"
    return digits + str(ean.calc_check_digit(digits))
