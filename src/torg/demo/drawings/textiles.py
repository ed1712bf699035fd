"""Cloth for bath, bed, window and floor."""

# An outline is read as one line.

from torg.demo.drawings.canvas import (
    BODY,
    DOME,
    Look,
    box,
    disc,
    drawing,
    gloss,
    line,
    luminance,
    mix,
    oval,
    path,
    shadow,
    twice,
)


@drawing("towel")
def towel(look: Look) -> str:
    """Draw a pile of towels."""
    body = ""
    for n, (y, fill) in enumerate(((268, look.dark), (202, look.main), (136, look.light))):
        body += (
            box(74 + n * 6, y, 252 - n * 12, 68, fill, 26)
            + line(f"M{92 + n * 6} {y + 36}h{216 - n * 12}", mix(fill, "#000000", 0.14), 3)
            + line(f"M{98 + n * 6} {y + 50}h{200 - n * 12}", mix(fill, "#ffffff", 0.35), 4, 'stroke-dasharray="3 5"')
        )
    return shadow(rx=150) + body


@drawing("teatowel")
def teatowel(look: Look) -> str:
    """Draw a kitchen towel over a rail."""
    stripe = mix(look.main, "#1d2026", 0.4) if luminance(look.main) > 0.5 else mix(look.main, "#ffffff", 0.6)
    return (
        box(40, 74, 320, 12, "#a9824f", 6)
        + path("M112 80h170v220q-84 12-170 0z", look.dark)
        + path("M104 70q0-6 8-6h176q8 0 8 6v262q-96 14-192 0z", BODY)
        + line("M106 282q94 14 188 0M106 300q94 14 188 0", stripe, 7)
        + line("M106 262q94 14 188 0", stripe, 2)
        + line("M150 90q6 110-4 230M246 90q-6 110 6 236", look.dark, 2.5)
    )


@drawing("bedding")
def bedding(look: Look) -> str:
    """Draw a made bed from the foot: pillows and a folded duvet."""
    pattern = (
        "".join(line(f"M{x} 226l-16 104", look.light, 4) for x in range(90, 330, 26))
        if look.pick(2)
        else "".join(disc(x, y, 4, look.light) for x in range(74, 340, 28) for y in range(236, 326, 24))
    )
    return (
        shadow(cy=350, rx=170)
        + box(40, 70, 320, 110, "#b98f5e", 12)
        + box(44, 170, 312, 168, "#f3f0e8", 12)
        + path("M70 190q-10-62 10-64 46-8 94 0 20 2 12 64-56 8-116 0z", look.light)
        + path("M214 190q-10-62 10-64 46-8 94 0 20 2 12 64-56 8-116 0z", look.light)
        + path("M36 216q164-18 328 0l10 122q-174 16-348 0z", BODY)
        + pattern
        + path("M36 216q164-18 328 0l2 26q-166-18-332 0z", mix(look.main, "#ffffff", 0.5))
    )


@drawing("duvet")
def duvet(look: Look) -> str:
    """Draw a folded duvet."""
    layers = "".join(
        path(f"M66 {y}q134-26 268 0 22 28 0 54-134 18-268 0-22-26 0-54z", fill)
        + line(f"M70 {y + 30}q130 16 260 0", mix(fill, "#1d2026", 0.12), 2)
        for y, fill in ((268, look.dark), (214, look.main), (160, look.light))
    )
    stitches = "".join(line(f"M{x} 160q6-14 {n} -8", look.dark, 2) for n, x in enumerate(range(110, 300, 40)))
    return shadow(rx=160) + layers + stitches


@drawing("pillow")
def pillow(look: Look) -> str:
    """Draw a plump pillow."""
    return (
        shadow(cy=312, rx=160)
        + path("M58 150q70 24 142 8t142-8q26 72 0 144-70 26-142 14t-142-14q-26-72 0-144z", DOME)
        + twice(line("M70 160q24 20 40 24M72 286q20-14 36-18", look.dark, 3))
        + gloss("M90 176q60 14 110 6-60 16-96 60-20-26-14-66z", 0.4)
    )


@drawing("cushion")
def cushion(look: Look) -> str:
    """Draw a square cushion with a pattern."""
    pale = mix(look.main, "#ffffff", 0.6)
    if look.pick(3) == 0:
        pattern = "".join(line(f"M{x} 104q6 96 0 200", pale, 6) for x in range(112, 300, 32))
    elif look.pick(3) == 1:
        pattern = line("M200 120l70 84-70 84-70-84zM200 156l40 48-40 48-40-48z", pale, 7)
    else:
        pattern = "".join(disc(x, y, 7, pale) for x in range(118, 300, 41) for y in range(124, 300, 40))
    return (
        shadow(cy=334, rx=130)
        + path("M76 84q62 18 124 10t124-10q-14 60-8 120t8 124q-62-14-124-10t-124 10q14-62 8-122t-8-122z", BODY)
        + pattern
    )


@drawing("blanket")
def blanket(look: Look) -> str:
    """Draw a folded throw with fringes."""
    pale = mix(look.main, "#ffffff", 0.55)
    fringe = "".join(line(f"M{x} 326v18", look.dark, 4) for x in range(84, 322, 11))
    return (
        shadow(cy=350, rx=150)
        + box(72, 116, 256, 100, look.dark, 26)
        + box(72, 138, 256, 190, BODY, 14)
        + "".join(box(72, y, 256, 12, pale, 0, 'opacity=".75"') for y in (176, 210, 280))
        + "".join(box(x, 140, 12, 186, look.deep, 0, 'opacity=".25"') for x in (110, 170, 230, 280))
        + fringe
    )


@drawing("curtain")
def curtain(look: Look) -> str:
    """Draw a pair of curtains on a rod."""
    folds = "".join(line(f"M{x} 74q8 130 0 262", look.dark, 4) for x in (66, 92, 118, 142))
    return (
        box(112, 80, 176, 220, "#d5e4ea")
        + path("M112 260q50-50 100-20t76-20v80H112z", "#a5bfa9")
        + twice(path("M44 66h110q6 130-14 176 22 50 18 100H44z", BODY) + folds)
        + line("M24 60h352", "#8f6b42", 9)
        + disc(24, 60, 9, "#8f6b42")
        + disc(376, 60, 9, "#8f6b42")
    )


@drawing("rug")
def rug(look: Look) -> str:
    """Draw a rug on the floor, seen from above."""
    pale = mix(look.main, "#ffffff", 0.6)
    fringe = "".join(line(f"M{x} 86l-2-14M{x} 316l2 14", "#e4dac6", 3) for x in range(66, 342, 9))
    if look.pick(2):
        pattern = line(
            "M70 200l65-80 65 80 65-80 65 80M70 230l65-80 65 80 65-80 65 80M70 260l65-80 65 80 65-80 65 80", pale, 7
        )
    else:
        pattern = (
            f'<rect x="84" y="112" width="232" height="178" fill="none" stroke="{pale}" stroke-width="7"/>'
            + line("M200 136l80 65-80 65-80-65z", pale, 7)
            + line("M200 170l38 31-38 31-38-31z", look.accent, 7)
        )
    return box(66, 92, 276, 232, "#00000020", 4) + fringe + box(60, 84, 280, 234, BODY, 3) + pattern


@drawing("doormat")
def doormat(look: Look) -> str:
    """Draw a doormat with a stripe."""
    bristles = "".join(line(f"M{x} 168l-12 116", mix(look.main, "#1d2026", 0.1), 1.5) for x in range(70, 360, 9))
    return (
        shadow(cy=298, rx=180)
        + path("M70 160h260l40 132H30z", BODY)
        + bristles
        + line("M78 178h244l28 98H50z", look.deep, 6)
        + oval(200, 226, 50, 16, look.deep)
    )


@drawing("mattress")
def mattress(look: Look) -> str:
    """Draw a mattress."""
    buttons = "".join(
        disc(x, y, 4, "#c9c2b4") for y, xs in ((166, range(96, 340, 40)), (196, range(76, 350, 44))) for x in xs
    )
    return (
        shadow(cy=324, rx=180)
        + path("M70 140h260q14 0 20 12l30 74H20l30-74q6-12 20-12z", "#f6f3ec")
        + buttons
        + path("M20 224h360v66q0 22-22 22H42q-22 0-22-22z", BODY)
        + line("M22 246h356M22 292h356", mix(look.main, "#ffffff", 0.5), 3)
        + "".join(box(x, 262, 34, 14, look.dark, 7) for x in (70, 296))
    )
