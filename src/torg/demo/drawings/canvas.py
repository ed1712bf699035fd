"""Pen, ink and light: the few strokes that every drawing is made of. Light falls from the upper left."""

from collections.abc import Callable
from html import escape

from msgspec import Struct

from torg.demo.models import Brand

INK = "#2b2d31"
STEEL = "url(#steel)"
WOOD = "url(#wood)"
BODY = "url(#body)"
"""The product's colour, lit from the left."""
DOME = "url(#dome)"
"""The product's colour, lit from above."""


class Look(Struct, frozen=True):
    """How one product differs from its kin: colours, wordmark, and a number for small differences."""

    main: str
    brand: Brand
    number: int
    style: str = ""
    material: str = ""
    choice: int = -1
    """Which flavour, motif or the like it is; below 0 when there is no choice."""

    @property
    def light(self) -> str:
        """Give the main colour in the light."""
        return mix(self.main, "#ffffff", 0.22)

    @property
    def shade(self) -> str:
        """Give the main colour turned a little from the light."""
        return mix(self.main, "#1d2026", 0.1)

    @property
    def dark(self) -> str:
        """Give the main colour in the shade."""
        return mix(self.main, "#1d2026", 0.22)

    @property
    def deep(self) -> str:
        """Give the main colour where no light falls."""
        return mix(self.main, "#1d2026", 0.45)

    @property
    def accent(self) -> str:
        """Give the brand's colour."""
        return self.brand.colour

    @property
    def wood(self) -> str:
        """Give the colour of wood that goes with the product."""
        return ("#c99f6b", "#dcb57f", "#a9784c", "#7d5638")[self.number % 4]

    def pick(self, count: int) -> int:
        """Give one of so many small differences."""
        return (self.number * 7 + self.brand.number) % count


Draw = Callable[[Look], str]
DRAWINGS: dict[str, Draw] = {}


def drawing(name: str) -> Callable[[Draw], Draw]:
    """Enter a drawing under its name."""

    def enter(function: Draw) -> Draw:
        DRAWINGS[name] = function
        return function

    return enter


def mix(one: str, other: str, share: float) -> str:
    """Mix two colours: `share` of the other."""
    first, second = _channels(one), _channels(other)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(first, second, strict=True))


def luminance(colour: str) -> float:
    """Tell how light a colour is, from 0 to 1."""
    red, green, blue = _channels(colour)
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def path(d: str, fill: str, more: str = "") -> str:
    """Fill an outline."""
    return f'<path d="{d}" fill="{fill}"{_more(more)}/>'


def both(d: str, fill: str, other: str) -> str:
    """Fill the left half of a symmetrical outline and, in the shade, the right one."""
    return path(d, other, 'transform="matrix(-1 0 0 1 400 0)"') + path(d, fill)


def twice(body: str) -> str:
    """Draw something on the left and its mirror image on the right."""
    return f'{body}<g transform="matrix(-1 0 0 1 400 0)">{body}</g>'


def line(d: str, stroke: str, width: float = 2, more: str = "") -> str:
    """Draw a line with round ends."""
    return (
        f'<path d="{d}" fill="none" stroke="{stroke}" stroke-width="{width:g}" '
        f'stroke-linecap="round" stroke-linejoin="round"{_more(more)}/>'
    )


def box(x: float, y: float, width: float, height: float, fill: str, radius: float = 0, more: str = "") -> str:
    """Fill a rectangle, its corners as round as asked."""
    rounding = f' rx="{radius:g}"' if radius else ""
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"{rounding} fill="{fill}"{_more(more)}/>'


def oval(cx: float, cy: float, rx: float, ry: float, fill: str, more: str = "") -> str:
    """Fill an ellipse."""
    return f'<ellipse cx="{cx:g}" cy="{cy:g}" rx="{rx:g}" ry="{ry:g}" fill="{fill}"{_more(more)}/>'


def disc(cx: float, cy: float, radius: float, fill: str, more: str = "") -> str:
    """Fill a circle."""
    return f'<circle cx="{cx:g}" cy="{cy:g}" r="{radius:g}" fill="{fill}"{_more(more)}/>'


def ring(cx: float, cy: float, radius: float, stroke: str, width: float) -> str:
    """Draw a circle."""
    return f'<circle cx="{cx:g}" cy="{cy:g}" r="{radius:g}" fill="none" stroke="{stroke}" stroke-width="{width:g}"/>'


def shadow(cx: float = 200, cy: float = 342, rx: float = 120, ry: float = 11) -> str:
    """Lay the soft shadow of something that stands on the ground."""
    return oval(cx, cy, rx, ry, "url(#shadow)")


def gloss(d: str, strength: float = 0.3) -> str:
    """Lay a patch of light on something that shines."""
    return path(d, "#fff", f'opacity="{strength:g}"')


def turned(body: str, degrees: float, cx: float = 200, cy: float = 200) -> str:
    """Turn a part about a point."""
    return f'<g transform="rotate({degrees:g} {cx:g} {cy:g})">{body}</g>'


def moved(body: str, x: float, y: float, scale: float = 1) -> str:
    """Move a part, and make it larger or smaller about the origin."""
    size = "" if scale == 1 else f" scale({scale:g})"
    return f'<g transform="translate({x:g} {y:g}){size}">{body}</g>'


_FACES = (
    'font-family="Georgia,serif" font-weight="700"',
    'font-family="Helvetica,Arial,sans-serif" font-weight="700"',
    'font-family="Helvetica,Arial,sans-serif" letter-spacing="2"',
    'font-family="Georgia,serif" font-style="italic"',
)


def wordmark(look: Look, cx: float, cy: float, width: float, fill: str, largest: float = 30) -> str:
    """Write the brand's name in its manner, no wider than asked."""
    name = look.brand.name.upper() if look.brand.style == 2 else look.brand.name
    each = 0.8 if look.brand.style == 2 else 0.58
    size = min(largest, width / (each * len(name)))
    return (
        f'<text x="{cx:g}" y="{cy:g}" font-size="{size:.1f}" text-anchor="middle" fill="{fill}" '
        f"{_FACES[look.brand.style]}>{escape(name)}</text>"
    )


def words(text: str, cx: float, cy: float, size: float, fill: str, more: str = "") -> str:
    """Write a word of ours, centred."""
    return (
        f'<text x="{cx:g}" y="{cy:g}" font-size="{size:g}" text-anchor="middle" fill="{fill}" '
        f'font-family="Helvetica,Arial,sans-serif"{_more(more)}>{escape(text)}</text>'
    )


def _more(more: str) -> str:
    return f" {more}" if more else ""


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
