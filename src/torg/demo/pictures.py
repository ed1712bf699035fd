"""Pictures of the demo's products: drawn on request, the same path always the same picture."""

# Markup is read as one line.
# ruff: noqa: E501

import re

from torg.core.errors import Refusal
from torg.demo.drawings import DRAWINGS, Look
from torg.demo.drawings.canvas import luminance, mix
from torg.demo.market import colour, read_market, slug
from torg.demo.models import Brand, Kind
from torg.demo.scenes import SCENES

_NAME = re.compile(r"(?P<number>[0-9]{1,3})-(?P<look>[a-z_]{1,20}|c[0-9]{1,2})-(?P<view>[123])\.svg", re.ASCII)
_MATERIAL_COLOURS = {
    "cast_iron": "#35383c",
    "carbon_steel": "#4a4f57",
    "stainless": "#b4bac0",
    "steel": "#9aa3ab",
    "aluminium": "#a9b0b7",
    "oak_m": "#c99f6b",
    "birch_m": "#e2c79c",
    "pine_m": "#dcb57f",
    "bamboo": "#d6b878",
    "leather": "#7b4b2a",
    "wool": "#c9bfae",
    "rattan": "#c99f6b",
    "jute": "#c2a878",
}
# What flavours, scents and the like are pictured in when no word of theirs names a colour.
_CHOICE_COLOURS = ("#b5483f", "#d39a3c", "#5f8a52", "#4f6fa0", "#8a5a86", "#c9772f", "#3f8a86", "#7b5238")
_WORD_COLOURS = {
    "raspberry": "#c23a55", "strawberry": "#cf3a3f", "lingonberry": "#b3262e", "blueberry": "#43508f",
    "cloudberry": "#e59a3a", "blackcurrant": "#4a2c52", "apple": "#8fae4a", "lemon": "#e6cf4a", "orange": "#e58a2e",
    "mint": "#6fae94", "chocolate": "#6b4226", "vanilla": "#e4cf9a", "caramel": "#c58a45", "liquorice": "#33343a",
    "honey": "#d99a2e", "rhubarb": "#c9677a", "salmon": "#e08a6c", "chicken": "#d9a860", "beef": "#8f3f33",
    "reindeer": "#6f4a3a", "rosemary": "#6f8a5a", "lavender": "#8f84b5", "birch": "#a9b88a", "pine": "#5a7a58",
    "sea": "#5a93a8", "unscented": "#cfd6da", "cardamom": "#b9a86a", "cinnamon": "#a8683a", "dill": "#7a9a52",
    "pepper": "#3f3f42", "paprika": "#c2502c", "turmeric": "#d9a02e", "salt": "#dfe3e6", "rye": "#8a5a34",
    "oat": "#d8be8c", "dark": "#4f3020", "milk": "#8a5a38", "tomato": "#c93f2c", "pea": "#8fa845", "mushroom": "#9a7d5e",
}  # fmt: skip


_PATH = re.compile(r'<path d="(?P<outline>[^"]*)" (?P<style>[^>]*)/>')


class NoSuchPicture(Refusal):
    """There is no such picture."""

    code = "no_such_picture"
    status = 404


def draw(kind_code: str, brand_slug: str, name: str) -> str:
    """Give the picture at `<kind>/<brand>/<number>-<look>-<view>.svg`; raises `NoSuchPicture`.

    The look is a colour's code, `c` with a choice's number, or `plain`; view 1 is the product, 2 is closer, 3 is in use.
    """
    market = read_market()
    kind, brand, match = market.kinds.get(kind_code), market.brands.get(brand_slug), _NAME.fullmatch(name)
    if kind is None or brand is None or match is None:
        raise NoSuchPicture
    number = int(match["number"])
    if kind.works:
        # A book has one cover, whatever its bindings.
        number %= len(kind.works)
    main = _main_colour(kind, match["look"], number)
    if main is None:
        raise NoSuchPicture
    choice = int(match["look"][1:]) if match["look"][1:].isdigit() else -1
    return compose(kind, brand, number, main, int(match["view"]), choice)


def compose(kind: Kind, brand: Brand, number: int, main: str, view: int, choice: int = -1) -> str:
    """Draw one view of a product in its colour."""
    silhouette, _, style = kind.drawing.partition(" ")
    materials = kind.materials.split()
    material = materials[number % len(materials)] if materials else ""
    look = Look(main, brand, number, style, material, choice)
    thing = DRAWINGS[silhouette](look)
    department = read_market().departments[kind.department]
    tint = department.tint
    if abs(luminance(main) - luminance(tint)) < 0.09:
        # A pale thing on a pale ground needs a darker one behind it.
        tint = mix(tint, "#5b6670", 0.2)
    if view == 1:
        body = f"{_ground(tint)}{thing}"
    elif view == 2:
        x, y = ((-70, -120), (-190, -70), (-120, -190), (-60, -60))[number % 4]
        body = f'{_ground(mix(tint, main, 0.16))}<g transform="translate({x} {y}) scale(1.65)">{thing}</g>'
    else:
        scene = SCENES[kind.scene or department.scene]
        body = f'{scene.draw(look)}<g transform="translate({scene.x} {scene.y}) scale({scene.scale})">{thing}</g>'
    body = _joined(body)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="800" height="800" role="img">'
        f"{_paints(body, look)}{body}</svg>"
    )


def _joined(body: str) -> str:
    """Join strokes of the same style that follow each other, such as the joints of a wall, into one."""
    parts: list[str] = []
    style, end = "", 0
    outlines: list[str] = []
    for match in _PATH.finditer(body):
        if match["style"] != style or match.start() != end or '=".' in style or "transform" in style:
            parts += [_stroke(outlines, style), body[end : match.start()]]
            style, outlines = match["style"], []
        outlines.append(match["outline"])
        end = match.end()
    return "".join([*parts, _stroke(outlines, style), body[end:]])


def _stroke(outlines: list[str], style: str) -> str:
    return f'<path d="{"".join(outlines)}" {style}/>' if outlines else ""


def _ground(tint: str) -> str:
    return f'<rect width="400" height="400" fill="{tint}"/><rect width="400" height="400" fill="url(#air)"/>'


def _main_colour(kind: Kind, look: str, number: int) -> str | None:
    words = read_market().words
    if look in words["colours"]:
        return colour(look)[0]
    if look == "plain" and kind.tints:
        return colour(kind.tints[number % len(kind.tints)])[0]
    if look == "plain":
        materials = kind.materials.split()
        found = _MATERIAL_COLOURS.get(materials[number % len(materials)]) if materials else None
        return found or _CHOICE_COLOURS[(number * 3 + len(kind.code)) % len(_CHOICE_COLOURS)]
    place = int(look[1:]) if look[1:].isdigit() else len(kind.choices)
    if look[0] != "c" or place >= len(kind.choices):
        return None
    english = slug(kind.choices[place].rsplit(" | ", 1)[-1])
    for word, value in _WORD_COLOURS.items():
        if word in english:
            return value
    return _CHOICE_COLOURS[place % len(_CHOICE_COLOURS)]


def _paints(body: str, look: Look) -> str:
    stops: dict[str, tuple[str, list[tuple[float, str]]]] = {
        "body": ("0 0 1 0", [(0, look.light), (0.35, look.main), (1, look.dark)]),
        "dome": ("0 0 0.4 1", [(0, look.light), (0.5, look.main), (1, look.dark)]),
        "steel": ("0 0 1 0", [(0, "#dfe3e6"), (0.25, "#b4bac0"), (0.55, "#d3d8db"), (1, "#8d959c")]),
        "wood": ("0 0 0.3 1", [(0, mix(look.wood, "#ffffff", 0.2)), (1, mix(look.wood, "#3a2410", 0.2))]),
    }
    defined = [_linear(name, direction, rows) for name, (direction, rows) in stops.items() if f"url(#{name})" in body]
    if "url(#sheen)" in body:
        defined.append(
            '<linearGradient id="sheen"><stop stop-color="#fff" stop-opacity=".22"/><stop offset=".45" stop-color="#fff"'
            ' stop-opacity="0"/><stop offset="1" stop-color="#1d2026" stop-opacity=".18"/></linearGradient>'
        )
    if "url(#shadow)" in body:
        defined.append(
            '<radialGradient id="shadow"><stop stop-color="#1d2026" stop-opacity=".34"/>'
            '<stop offset="1" stop-color="#1d2026" stop-opacity="0"/></radialGradient>'
        )
    if "url(#air)" in body:
        defined.append(
            '<radialGradient id="air" cx=".4" cy=".3" r=".85"><stop stop-color="#fff" stop-opacity=".6"/>'
            '<stop offset=".75" stop-color="#fff" stop-opacity="0"/></radialGradient>'
        )
    return f"<defs>{''.join(defined)}</defs>" if defined else ""


def _linear(name: str, direction: str, rows: list[tuple[float, str]]) -> str:
    x1, y1, x2, y2 = direction.split()
    inner = "".join(f'<stop offset="{offset:g}" stop-color="{value}"/>' for offset, value in rows)
    return f'<linearGradient id="{name}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">{inner}</linearGradient>'
