"""What a garden needs."""

# An outline is read as one line.

from torg.demo.drawings.canvas import (
    BODY,
    INK,
    STEEL,
    WOOD,
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
    turned,
    wordmark,
)


@drawing("spade")
def spade(look: Look) -> str:
    """Draw a spade, a rake or a snow shovel."""
    if look.style == "snow":
        blade = path("M120 232h160l14 110q-94 16-188 0z", look.main) + "".join(
            line(f"M{x} 244l-2 92", look.dark, 4) for x in (150, 180, 210, 240)
        )
    elif look.style == "rake":
        blade = (
            box(118, 276, 164, 15, STEEL, 5)
            + "".join(line(f"M{x} 284v54", "#8d949b", 7) for x in range(124, 284, 25))
            + line("M200 240l-60 40M200 240l60 40", "#8d949b", 7)
        )
    else:
        blade = path("M146 222h108v70q-6 44-54 60-48-16-54-60z", STEEL) + line("M200 226v70", "#8d949b", 5)
    return turned(
        box(192, 60, 16, 190, WOOD, 7) + path("M160 40q40-26 80 0l-6 24h-16v-10h-36v10h-16z", look.accent) + blade, 10
    )


@drawing("wateringcan")
def wateringcan(look: Look) -> str:
    """Draw a watering can."""
    return (
        shadow(cy=342, rx=130)
        + line("M150 236L58 148", look.dark, 19)
        + path("M30 140l46-40 8 10-42 44z", look.main)
        + line("M180 180q20-100 100-76 60 26 30 140", look.main, 13)
        + path("M140 180h140l14 140q0 20-22 20H148q-22 0-22-20z", BODY)
        + oval(210, 180, 70, 15, look.deep)
        + box(128, 296, 164, 9, look.dark)
        + gloss("M154 200h15l-8 126h-17z", 0.3)
        + wordmark(look, 212, 262, 90, look.light, 20)
    )


@drawing("hose")
def hose(look: Look) -> str:
    """Draw a coiled garden hose."""
    return (
        shadow(cy=334, rx=150)
        + "".join(
            f'<ellipse cx="200" cy="{y}" rx="{rx}" ry="46" fill="none" stroke="{c}" stroke-width="23"/>'
            for y, rx, c in (
                (282, 132, look.dark),
                (256, 130, look.main),
                (230, 128, look.shade),
                (204, 126, look.light),
            )
        )
        + line("M84 204q-40-80 60-110", look.main, 21)
        + path("M140 80l50-16 10 32-48 16z", look.accent)
        + path("M192 62l40-6 4 38-38 4z", INK)
    )


@drawing("mower")
def mower(look: Look) -> str:
    """Draw a lawn mower, or a robot mower."""
    grass = "".join(
        line(f"M{x} 344l{(n % 3 - 1) * 6}-{18 + n % 4 * 5}", "#6f9a5a", 4) for n, x in enumerate(range(14, 392, 13))
    )
    if look.style == "robot":
        body = (
            path("M40 290q10-110 170-116 150 4 158 96 0 30-24 40H64q-26-4-24-20z", look.accent)
            + path("M96 230q20-46 110-50 90 2 110 46-110-20-220 4z", INK)
            + disc(96, 306, 36, INK)
            + disc(96, 306, 14, "#8d949b")
            + disc(322, 318, 21, INK)
            + wordmark(look, 220, 272, 130, "#ffffff", 28)
        )
    else:
        body = (
            line("M318 264L384 70M384 70h-60", "#565d64", 11)
            + path("M60 262q4-50 60-54h150q50 4 66 54v44H60z", look.accent)
            + path("M126 208q4-64 70-64t70 64z", INK)
            + box(176, 128, 40, 20, "#565d64", 6)
            + disc(98, 312, 32, INK)
            + disc(98, 312, 13, "#c9ced3")
            + disc(304, 312, 32, INK)
            + disc(304, 312, 13, "#c9ced3")
            + wordmark(look, 200, 264, 130, "#ffffff", 28)
        )
    return shadow(cy=346, rx=170) + body + grass


@drawing("grill")
def grill(look: Look) -> str:
    """Draw a kettle grill or a gas grill."""
    if look.style == "gas":
        return (
            shadow(cy=350, rx=150)
            + path("M96 178q0-80 104-80t104 80z", "#33363b")
            + box(150, 146, 100, 8, STEEL, 4)
            + box(84, 176, 232, 44, STEEL, 5)
            + "".join(disc(x, 198, 11, INK) for x in (140, 180, 220, 260))
            + box(14, 182, 74, 12, "#8d949b", 4)
            + box(312, 182, 74, 12, "#8d949b", 4)
            + box(104, 220, 192, 116, "#4a4f57", 4)
            + box(112, 228, 84, 100, look.accent, 3)
            + box(204, 228, 84, 100, look.accent, 3)
            + box(188, 268, 5, 24, STEEL)
            + box(207, 268, 5, 24, STEEL)
            + disc(118, 344, 12, INK)
            + disc(282, 344, 12, INK)
        )
    return (
        shadow(cy=350, rx=110)
        + line("M150 250l-44 96M250 250l44 96M200 250v90", "#565d64", 9)
        + path("M84 192h232q0 84-116 84T84 192z", look.deep)
        + path("M84 186q4-96 116-96t116 96z", look.main)
        + gloss("M104 176q12-60 80-72-50 20-62 72z", 0.3)
        + box(180, 74, 40, 18, WOOD, 6)
        + box(78, 184, 244, 10, STEEL, 4)
        + line("M60 196h26M314 196h26", WOOD, 10)
    )


@drawing("gardenchair")
def gardenchair(look: Look) -> str:
    """Draw a garden chair."""
    return (
        shadow(cy=344, rx=120)
        + line("M118 340l60-140M290 340l-50-120", look.deep, 11)
        + "".join(line(f"M{126 + n * 26} {60 + abs(2 - n) * 8}l{8 - n * 2} 150", look.main, 17) for n in range(5))
        + "".join(
            line(f"M{118 - n * 4} {218 + n * 13}h{156 + n * 8}", look.light if n % 2 else look.main, 11)
            for n in range(4)
        )
        + line("M84 182h70M262 182h66", look.dark, 13)
        + line("M92 186v154M320 186v154", look.dark, 10)
    )


@drawing("parasol")
def parasol(look: Look) -> str:
    """Draw a parasol."""
    return (
        shadow(cy=348, rx=80)
        + line("M200 70v270", "#a9824f", 9)
        + path("M30 190Q90 60 200 52q110 8 170 138-40 16-85 0-42 18-85 0-43 18-85 0-45 16-85 0z", BODY)
        + path("M200 52q-70 30-85 138 43 18 85 0z", mix(look.main, "#ffffff", 0.45))
        + path("M200 52q70 30 85 138 45 16 85 0Q310 60 200 52z", mix(look.main, "#ffffff", 0.45), 'opacity=".55"')
        + path("M150 334h100l10 14H140z", "#565d64")
    )


@drawing("hedgetrimmer")
def hedgetrimmer(look: Look) -> str:
    """Draw a hedge trimmer or a chainsaw."""
    teeth = "".join(path(f"M{x} 212l9-16 9 16zM{x} 244l9 16 9-16z", "#8d949b") for x in range(20, 210, 21))
    return turned(
        oval(200, 300, 170, 10, "url(#shadow)")
        + box(14, 210, 216, 36, STEEL, 10)
        + teeth
        + path("M214 176h90q60 6 66 62 0 44-56 46h-92q-20-6-20-52t12-56z", look.accent)
        + path("M250 176q4-60 44-60 40 4 44 66", "none", f'stroke="{INK}" stroke-width="17"')
        + wordmark(look, 290, 244, 110, "#ffffff", 24),
        -8,
    )


@drawing("greenhouse")
def greenhouse(look: Look) -> str:
    """Draw a small greenhouse or a growing box."""
    return (
        shadow(cy=346, rx=150)
        + path("M70 180L200 76l130 104v162H70z", "#d8ebe6", 'opacity=".85"')
        + line("M70 180L200 76l130 104v162H70zM70 180h260M200 76v266M135 128v214M265 128v214", look.main, 7)
        + "".join(path(f"M{x} 340q-24-50 0-90 24 40 0 90z", "#6f9673") for x in (104, 168, 236, 300))
        + "".join(disc(x, y, 8, "#c93f2c") for x, y in ((110, 290), (162, 280), (240, 296), (294, 276)))
    )


@drawing("soil")
def soil(look: Look) -> str:
    """Draw a sack of potting soil with a seedling on it."""
    return (
        shadow(rx=130)
        + path("M84 70q116-22 232 0 14 130 0 266-116 12-232 0-14-136 0-266z", BODY)
        + path("M84 70q116-22 232 0l2 26q-118-20-236 0z", look.dark)
        + disc(200, 216, 74, "#fbf8f1")
        + path("M140 250q60-26 120 0-16 38-60 40-44-2-60-40z", "#5a3f2a")
        + line("M200 252v-54", "#4f8a4c", 6)
        + path("M200 206q-44 0-50-38 44-2 50 38zM200 200q44-4 48-42-46 0-48 42z", "#6fae5a")
        + wordmark(look, 200, 128, 180, "#ffffff", 34)
        + line("M164 318h72", "#ffffff", 5)
    )
