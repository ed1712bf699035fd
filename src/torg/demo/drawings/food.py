"""Food that is not simply in a jar or a bag."""

# An outline is read as one line.
# ruff: noqa: E501

from torg.demo.drawings.canvas import (
    BODY,
    Look,
    box,
    disc,
    drawing,
    gloss,
    line,
    mix,
    oval,
    path,
    shadow,
    wordmark,
    words,
)
from torg.demo.drawings.labels import ink_on


@drawing("chocolate")
def chocolate(look: Look) -> str:
    """Draw a bar of chocolate half out of its wrapper."""
    pieces = "".join(
        box(118 + 56 * column, 60 + 42 * row, 52, 38, "#6b3f22", 5)
        + box(124 + 56 * column, 65 + 42 * row, 40, 27, "#7d4d2b", 3)
        for column in range(3)
        for row in range(3)
    )
    return (
        shadow(rx=104)
        + box(112, 54, 176, 200, "#55301a", 6)
        + pieces
        + path(
            "M104 176l16 10 16-12 16 12 16-12 16 12 16-12 16 12 16-12 16 12 16-12 16 12 16-10v154q0 10-10 10H114q-10 0-10-10z",
            BODY,
        )
        + path(
            "M104 186l16 10 16-12 16 12 16-12 16 12 16-12 16 12 16-12 16 12 16-12 16 12 16-10",
            "none",
            'stroke="#d9dcdf" stroke-width="9"',
        )
        + wordmark(look, 200, 262, 160, ink_on(look.main), 36)
        + line("M160 296q20-14 40 0t40 0", ink_on(look.main), 4)
    )


@drawing("crispbread")
def crispbread(look: Look) -> str:
    """Draw a pack of crispbread with two rounds before it."""
    holes = "".join(
        disc(x, y, 3, "#9b6b35")
        for x in range(74, 190, 19)
        for y in range(238, 330, 17)
        if (x - 132) ** 2 + (y - 284) ** 2 < 2700
    )
    return (
        shadow(rx=140)
        + box(120, 74, 220, 264, look.main, 6)
        + box(120, 74, 220, 264, "url(#sheen)", 6)
        + wordmark(look, 230, 140, 190, ink_on(look.main), 42)
        + path("M140 168h180v6H140z", ink_on(look.main))
        + words("KNÄCKE", 262, 206, 20, ink_on(look.main), 'letter-spacing="3"')
        + disc(136, 286, 62, "#00000022")
        + disc(132, 282, 61, "#c9934f")
        + disc(132, 282, 55, "#d8a765")
        + holes
        + disc(132, 282, 9, "#8a5a2a")
    )


@drawing("spicejar")
def spicejar(look: Look) -> str:
    """Draw a small glass of spice."""
    return (
        shadow(rx=64)
        + box(148, 62, 104, 56, "#33363b", 8)
        + box(140, 116, 120, 224, "#e3edef", 16)
        + box(148, 138, 104, 194, BODY, 12)
        + "".join(disc(156 + (n * 37) % 90, 146 + (n * 53) % 176, 3, look.dark) for n in range(26))
        + box(140, 190, 120, 84, "#fbf8f1")
        + wordmark(look, 200, 230, 104, look.accent, 26)
        + line("M172 250h56", look.main, 4)
        + gloss("M150 124h9v204h-9z", 0.55)
    )


@drawing("teabox")
def teabox(look: Look) -> str:
    """Draw a box of tea with a cup."""
    return (
        shadow(rx=140)
        + box(74, 96, 180, 244, look.main, 6)
        + box(74, 96, 180, 244, "url(#sheen)", 6)
        + box(94, 124, 140, 96, "#fbf8f1", 48)
        + wordmark(look, 164, 180, 116, look.accent, 30)
        + path("M164 320q-34-26 0-70 34 44 0 70z", mix(look.main, "#ffffff", 0.45))
        + line("M164 318v-56", look.main, 3)
        + line("M318 276q26-2 24 20t-32 22", "#f3f2ee", 9)
        + path("M212 262h112l-8 52q-4 26-26 26h-44q-22 0-26-26z", "#f3f2ee")
        + oval(268, 262, 56, 11, "#e3dfd4")
        + oval(268, 263, 48, 8, "#b4682c")
        + line("M250 242q-8-14 0-26M276 238q-8-14 0-28", "#ffffff", 4, 'opacity=".7"')
    )


@drawing("foodtube")
def foodtube(look: Look) -> str:
    """Draw a metal tube of spread lying down, beside a slice of bread."""
    return (
        shadow(200, 318, 160, 14)
        + path("M70 250q-10-96 96-96 92 0 96 70 2 40-20 66H96q-22-10-26-40z", "#b98445")
        + path("M84 250q-8-82 82-82 78 0 82 60 2 30-16 50H104q-16-6-20-28z", "#e6c48d")
        + line("M110 236q14-16 26 0t26 0 26 0 26 0", look.main, 9)
        + f'<g transform="rotate(-12 220 280)">{box(96, 254, 200, 62, BODY, 8)}{path("M296 256l34 18v24l-34 16z", "#c9ced3")}'
        f"{box(328, 272, 26, 28, look.accent, 4)}{box(84, 252, 16, 66, '#c9ced3', 3)}"
        f"{wordmark(look, 198, 296, 150, ink_on(look.main), 32)}</g>"
    )
