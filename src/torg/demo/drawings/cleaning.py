"""What keeps a home clean."""

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
    ring,
    shadow,
    turned,
    twice,
    wordmark,
)


@drawing("vacuum")
def vacuum(look: Look) -> str:
    """Draw a cylinder or a cordless vacuum cleaner."""
    if look.pick(2):
        return (
            shadow(180, 346, 100)
            + box(70, 312, 170, 30, look.deep, 10)
            + line("M156 316L238 120", STEEL, 15)
            + path("M206 134l64-86q24-20 48 4 20 22-2 46l-66 76z", BODY)
            + disc(292, 84, 32, look.dark)
            + disc(292, 84, 20, "#dcebef", 'opacity=".8"')
            + line("M246 66q-40 4-52 50", look.deep, 13)
            + wordmark(look, 154, 334, 90, look.light, 16)
        )
    return (
        shadow(rx=160)
        + line("M250 222q90-30 66-120-10-40-60-40", "#565d64", 15)
        + line("M256 62l-170 250", STEEL, 11)
        + box(44, 306, 110, 26, look.deep, 8)
        + path("M150 300q-4-92 90-92 92 0 96 92 0 20-20 20H168q-18 0-18-20z", BODY)
        + disc(190, 304, 36, INK)
        + disc(190, 304, 20, look.light)
        + disc(314, 318, 16, INK)
        + gloss("M176 270q10-44 60-46-30 14-40 50z", 0.35)
        + wordmark(look, 262, 266, 90, look.light, 18)
    )


@drawing("iron")
def iron(look: Look) -> str:
    """Draw a steam iron."""
    return (
        shadow(cy=304, rx=160)
        + line("M338 178q44-20 40-90", "#565d64", 9)
        + path("M24 290q20-130 160-150h110q50 6 62 150z", BODY)
        + path("M124 186q30-62 100-62h84q34 4 36 42l-30 6q-4-20-24-20h-74q-40 0-60 36z", look.deep)
        + path("M16 288h346q4 14-10 14H30q-18 0-14-14z", STEEL)
        + disc(246, 232, 24, "#f3f2ee")
        + line("M246 232l10-12", "#b3262e", 4)
        + path("M72 258q20-50 76-64-30 26-40 64z", "#cfe6f0", 'opacity=".7"')
        + wordmark(look, 200, 274, 70, look.light, 15)
    )


@drawing("robotvac")
def robotvac(look: Look) -> str:
    """Draw a robot vacuum cleaner from above, a little aslant."""
    return (
        oval(200, 274, 160, 46, "url(#shadow)")
        + path("M46 216v30q0 70 154 70t154-70v-30z", look.deep)
        + oval(200, 214, 154, 84, look.main)
        + oval(200, 214, 154, 84, "url(#sheen)")
        + oval(200, 206, 116, 58, look.light, 'opacity=".4"')
        + oval(200, 176, 40, 20, look.dark)
        + oval(200, 170, 40, 20, look.deep)
        + oval(200, 246, 16, 8, "#8be0a4")
        + wordmark(look, 200, 228, 100, mix(look.main, "#8d949b", 0.7), 20)
        + line("M60 288l-22 26M66 296l-6 32", "#6a7078", 4)
    )


@drawing("purifier")
def purifier(look: Look) -> str:
    """Draw an air purifier, a fan heater or a dehumidifier."""
    grille = "".join(line(f"M128 {y}h144", look.dark, 5) for y in range(190, 320, 15))
    return (
        shadow(rx=100)
        + box(104, 60, 192, 280, BODY, 40)
        + oval(200, 88, 74, 17, look.deep)
        + disc(200, 140, 22, look.deep)
        + "".join(disc(x, 140, 4, "#8be0a4") for x in (190, 200, 210))
        + grille
        + wordmark(look, 200, 118, 100, look.dark, 14)
    )


@drawing("bucket")
def bucket(look: Look) -> str:
    """Draw a bucket with a mop."""
    return (
        shadow(190, 342, 120)
        + line("M300 40L250 250", look.wood, 11)
        + path("M82 190h220l-22 130q-4 20-24 20H128q-20 0-24-20z", BODY)
        + oval(192, 190, 110, 20, look.dark)
        + oval(192, 192, 98, 14, "#a9cfdf")
        + "".join(
            disc(x, y, r, "#ffffff", 'opacity=".9"')
            for x, y, r in ((150, 184, 15), (176, 178, 19), (204, 184, 14), (130, 190, 9))
        )
        + line("M84 196q10 96 108 96t108-96", "#8d949b", 5)
        + path("M222 216q30-18 60 0l-6 28q-24 10-48 0z", "#e8ecee")
        + wordmark(look, 190, 312, 90, look.light, 18)
    )


@drawing("brush")
def brush(look: Look) -> str:
    """Draw dish brushes or a broom."""
    bristles = "".join(line(f"M{x} 262l{(x - 200) * 0.2:.0f} 66", "#e8dcc0", 6) for x in range(152, 252, 9))
    return (
        shadow(rx=80)
        + box(191, 44, 18, 190, WOOD, 9)
        + disc(200, 60, 5, "#5a3a1c")
        + path("M140 232q60-30 120 0v34H140z", look.main)
        + bristles
        + twice(line("M146 250h50", look.dark, 3))
    )


@drawing("washline")
def washline(look: Look) -> str:
    """Draw a drying rack."""
    return (
        shadow(cy=346, rx=140)
        + line("M90 346l110-190 110 190", look.main, 9)
        + line("M50 150h300M50 172h300M50 194h300", STEEL, 5)
        + line("M50 146v52M350 146v52", look.main, 8)
        + path("M110 150h60v92q-30 6-60 0z", "#a9c9e3")
        + path("M212 172h74v74q-36 8-74 0z", "#e3a3ad")
    )


@drawing("dishbrush")
def dishbrush(look: Look) -> str:
    """Draw a dish brush with a round head."""
    bristles = "".join(line(f"M{154 + n * 8} 262l{(n - 5) * 3} 56", "#e8dcc0", 6) for n in range(12))
    return (
        shadow(rx=70)
        + turned(box(192, 40, 16, 190, WOOD, 8) + disc(200, 54, 4, "#5a3a1c") + ring(200, 40, 12, "#8d949b", 3), 0)
        + bristles
        + path("M146 250q0-40 54-40t54 40v16H146z", WOOD)
        + line("M148 258h104", look.main, 9)
    )
