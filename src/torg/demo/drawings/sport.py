"""For play and training, in snow and out of it."""

# An outline is read as one line.
# ruff: noqa: E501

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
    moved,
    oval,
    path,
    shadow,
    turned,
    twice,
    wordmark,
)


@drawing("skis")
def skis(look: Look) -> str:
    """Draw a pair of skis with poles."""

    def ski(x: float) -> str:
        return (
            path(f"M{x} 376V60q0-40 14-46 14 6 14 46v316z", look.main)
            + box(x, 150, 28, 60, look.dark)
            + box(x + 4, 216, 20, 54, INK, 4)
            + path(f"M{x} 90V60q0-40 14-46 14 6 14 46v30z", look.accent)
        )

    return turned(oval(210, 210, 60, 190, "url(#shadow)") + ski(150) + ski(196), 8) + turned(
        line("M262 90v280", "#565d64", 6) + box(254, 66, 16, 48, INK, 7) + oval(262, 346, 15, 5, INK), -10, 262, 200
    )


@drawing("snowboard")
def snowboard(look: Look) -> str:
    """Draw a snowboard, a sledge or a surfboard from above."""
    return turned(
        oval(212, 206, 60, 180, "url(#shadow)")
        + box(146, 20, 108, 360, look.main, 54)
        + path("M146 140q54 40 108 0v60q-54 40-108 0z", look.accent)
        + path("M146 230q54 40 108 0v30q-54 40-108 0z", mix(look.main, "#ffffff", 0.6))
        + twice(box(168, 120, 20, 40, INK, 6) + box(168, 250, 20, 40, INK, 6))
        + wordmark(look, 200, 84, 84, "#ffffff", 24),
        22,
    )


@drawing("sledge")
def sledge(look: Look) -> str:
    """Draw a sledge for children."""
    return (
        shadow(cy=318, rx=180)
        + line("M40 300h260q70 0 70-80", WOOD, 13)
        + line("M110 300v-60M250 300v-60", look.wood, 11)
        + "".join(box(60, y, 240, 15, look.main if n % 2 else look.light, 6) for n, y in enumerate((186, 206, 226)))
        + line("M300 210q50 0 66 10", look.dark, 9)
        + line("M364 222Q300 90 150 110", look.accent, 4)
    )


@drawing("skates")
def skates(look: Look) -> str:
    """Draw an ice skate."""
    return (
        shadow(cy=356, rx=150)
        + path("M110 60q44-14 90 0l6 110q4 26 44 36l64 18q30 10 32 46H98q8-60 12-100z", BODY)
        + path("M98 270h248v18H98z", INK)
        + line("M130 288v34M300 288v34", STEEL, 15)
        + path("M80 320h290q10 0 4 10-6 12-24 12H80q-14-10 0-22z", STEEL)
        + line("M176 94l28 4M178 124l28 4M182 152l28 6M200 182l24 10M232 202l20 14", look.light, 6)
        + path("M104 60q48-16 100 0v16q-50-14-100 0z", look.accent)
        + wordmark(look, 150, 232, 76, look.light, 18)
    )


@drawing("ball")
def ball(look: Look) -> str:
    """Draw a football."""
    patch = "M200 150l44 32-17 52h-54l-17-52z"
    return (
        shadow(cy=342, rx=110)
        + disc(200, 206, 132, "#f6f4ee")
        + path(patch, look.main)
        + "".join(
            turned(path("M178 76q22-4 44 0l10 26-32 24-32-24z", look.main), a, 200, 206) for a in range(0, 360, 72)
        )
        + "".join(turned(line("M200 126v26", "#8d949b", 3), a, 200, 206) for a in range(0, 360, 72))
        + disc(200, 206, 132, "url(#sheen)")
    )


@drawing("floorball")
def floorball(look: Look) -> str:
    """Draw a floorball stick with its ball, or an ice hockey stick."""
    blade = path("M92 306q-56 10-60 34 40 24 118-2l14-30z", look.accent) + "".join(
        line(f"M{x} 318l-8 18", "#ffffff88", 4) for x in range(70, 150, 16)
    )
    return (
        shadow(cy=354, rx=150)
        + line("M130 320L320 30", look.main, 17)
        + line("M262 118l58-88", INK, 19)
        + blade
        + disc(300, 320, 30, "#f6f4ee")
        + "".join(disc(x, y, 5, "#8d949b") for x, y in ((290, 310), (308, 308), (298, 326), (316, 324), (284, 328)))
    )


@drawing("dumbbell")
def dumbbell(look: Look) -> str:
    """Draw dumbbells or a kettlebell."""
    if look.style == "kettle":
        return (
            shadow(cy=346, rx=100)
            + path("M134 170q-30-110 66-112 96 2 66 112l-26 8q22-88-40-88t-40 88z", look.deep)
            + disc(200, 240, 104, look.main)
            + disc(200, 240, 104, "url(#sheen)")
            + box(136, 330, 128, 14, look.deep, 6)
            + disc(200, 240, 48, look.accent)
            + wordmark(look, 200, 250, 78, "#ffffff", 24)
        )
    one = box(120, 188, 160, 22, STEEL, 8) + "".join(
        box(x, 150, 24, 98, c, 8) for x, c in ((92, BODY), (118, look.dark), (258, look.dark), (284, BODY))
    )
    return shadow(cy=326, rx=160) + moved(turned(one, -10), 10, -40) + moved(one, -6, 66)


@drawing("goggles")
def goggles(look: Look) -> str:
    """Draw swimming or ski goggles."""
    if look.style == "ski":
        return (
            shadow(cy=300, rx=150)
            + line("M20 200h60M320 200h60", look.accent, 38)
            + path("M70 140q130-30 260 0 24 90-30 126-50 14-76-26-24-26-48 0-26 40-76 26-54-36-30-126z", look.deep)
            + path("M88 156q112-24 224 0 18 66-22 92-36 6-58-24-32-34-64 0-22 30-58 24-40-26-22-92z", look.main)
            + gloss("M104 170q60-14 120-10l-60 60q-40-4-60-50z", 0.4)
        )
    return (
        shadow(cy=290, rx=140)
        + line("M74 190Q20 130 60 90t280 0 -14 100", look.deep, 11)
        + twice(
            path("M72 180q60-34 114 0 4 66-52 70-62-2-62-70z", look.main)
            + path("M86 186q46-22 86 2 0 46-40 48-44-2-46-50z", "#3b5a6e", 'opacity=".8"')
            + gloss("M98 192q20-8 40-6l-26 34q-12-8-14-28z", 0.5)
        )
        + line("M184 200q16-12 32 0", look.deep, 9)
    )


@drawing("racket")
def racket(look: Look) -> str:
    """Draw a racket with a ball."""
    strings = "".join(line(f"M{x} 50v170", "#ece8dc", 2) for x in range(132, 270, 16)) + "".join(
        line(f"M110 {y}h180", "#ece8dc", 2) for y in range(60, 220, 16)
    )
    return (
        turned(
            f'<clipPath id="r"><ellipse cx="200" cy="134" rx="84" ry="98"/></clipPath><g clip-path="url(#r)">{strings}</g>'
            f'<ellipse cx="200" cy="134" rx="84" ry="98" fill="none" stroke="{look.main}" stroke-width="13"/>'
            + line("M172 226l24 40M228 226l-24 40", look.main, 9)
            + box(188, 260, 24, 110, INK, 8)
            + box(186, 344, 28, 26, look.accent, 6),
            16,
        )
        + disc(306, 308, 34, "#d8e04a")
        + line("M284 284q24 20 14 54M330 300q-20 4-16 38", "#ffffff", 4)
    )


@drawing("helmet")
def helmet(look: Look) -> str:
    """Draw a helmet for bicycle or slope."""
    vents = (
        ""
        if look.style == "ski"
        else "".join(
            path(f"M{x} 130q16-30 {w} -34-16 40-20 84h-26q-6-28 12-50z", look.deep)
            for x, w in ((110, 40), (180, 34), (246, 20))
        )
    )
    goggle = (
        path("M66 206q60-20 120-8l-6 46q-60 12-108 0z", INK) + gloss("M80 212q40-10 80-6l-30 30q-30 2-46-2z", 0.35)
        if look.style == "ski"
        else ""
    )
    return (
        shadow(cy=318, rx=140)
        + line("M120 250q20 70 70 64M290 250q-40 76-100 64", INK, 7)
        + path("M60 236q-8-140 140-146 150 6 146 130 0 20-20 22-130 8-250 6-14 0-16-12z", BODY)
        + vents
        + goggle
        + line("M62 238q140 16 282-10", look.deep, 9)
        + gloss("M96 170q20-50 90-60-44 24-60 66z", 0.3)
        + wordmark(look, 260, 226, 90, look.light, 17)
    )
