"""For sport and the outdoors."""

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
    ring,
    shadow,
    turned,
    twice,
    wordmark,
    words,
)


@drawing("tent")
def tent(look: Look) -> str:
    """Draw a tent: a tunnel or a ridge."""
    if look.pick(2):
        return (
            shadow(cy=322, rx=180)
            + path("M20 318Q60 120 200 106q140 14 180 212z", BODY)
            + path("M116 318Q124 150 200 106q-140 14-180 212z", look.light, 'opacity=".5"')
            + path("M140 318q4-130 60-150 56 20 60 150z", look.deep)
            + path("M140 318q4-130 60-150-10 90-8 150z", mix(look.main, "#f3ead6", 0.7))
            + line("M116 318Q124 150 200 106q76 44 84 212", look.deep, 4)
            + line("M20 318L4 334M380 318l16 16", look.accent, 4)
            + wordmark(look, 322, 270, 60, "#ffffff", 15)
        )
    return (
        shadow(cy=322, rx=180)
        + path("M200 84L384 318H16z", look.main)
        + path("M200 84L16 318h110z", look.light)
        + path("M200 84l184 234H274z", look.dark)
        + path("M200 84l74 234H126z", look.deep)
        + path("M200 84l-74 234h60z", mix(look.main, "#f3ead6", 0.65))
        + line("M200 84v-24M16 318l-14 16M384 318l14 16", look.accent, 4)
        + wordmark(look, 322, 300, 66, "#ffffff", 15)
    )


@drawing("sleepingbag")
def sleepingbag(look: Look) -> str:
    """Draw a sleeping bag, half unrolled."""
    return turned(
        oval(210, 210, 86, 176, "url(#shadow)")
        + path("M120 80q0-46 80-46t80 46q14 130-22 262-8 26-58 26t-58-26Q106 210 120 80z", BODY)
        + path("M150 92q0-30 50-30t50 30q0 40-50 44-50-4-50-44z", look.deep)
        + path("M162 96q0-20 38-20t38 20q0 26-38 30-38-4-38-30z", "#f3ead6")
        + "".join(line(f"M{118 + n * 3} {150 + n * 34}q82 22 {164 - n * 6} 0", look.dark, 4) for n in range(6))
        + line("M276 130q4 110-20 204", look.accent, 5)
        + wordmark(look, 200, 172, 90, look.light, 20),
        -16,
    )


@drawing("mat")
def mat(look: Look) -> str:
    """Draw a rolled mat for camp or yoga."""
    return (
        shadow(cy=316, rx=170)
        + path("M96 186h250q16 0 16 50t-16 62H120z", BODY)
        + line("M130 300h230", look.deep, 6)
        + disc(106, 242, 60, look.dark)
        + "".join(
            ring(106, 242, r, c, 7) for r, c in ((54, look.main), (40, look.light), (26, look.main), (12, look.light))
        )
        + box(188, 184, 19, 116, look.deep)
        + box(288, 184, 19, 116, look.deep)
        + wordmark(look, 248, 254, 70, look.light, 18)
    )


@drawing("headlamp")
def headlamp(look: Look) -> str:
    """Draw a head torch."""
    return (
        path("M150 216L10 120v230z", "#fff1c4", 'opacity=".6"')
        + shadow(cy=318, rx=120)
        + f'<ellipse cx="236" cy="206" rx="112" ry="88" fill="none" stroke="{look.dark}" stroke-width="27"/>'
        + f'<ellipse cx="236" cy="200" rx="112" ry="88" fill="none" stroke="{look.main}" stroke-width="23"/>'
        + box(96, 160, 92, 92, INK, 22)
        + disc(128, 206, 32, "#c9ced3")
        + disc(128, 206, 23, "#fff6d8")
        + box(166, 174, 14, 26, look.accent, 4)
        + wordmark(look, 260, 296, 80, "#ffffff", 17)
    )


@drawing("stove")
def stove(look: Look) -> str:
    """Draw a camping stove with its pot."""
    return (
        shadow(cy=346, rx=100)
        + box(150, 236, 100, 104, look.main, 14)
        + box(150, 236, 100, 104, "url(#sheen)", 14)
        + wordmark(look, 200, 300, 84, "#ffffff", 20)
        + box(184, 200, 32, 40, STEEL, 4)
        + line("M130 196l40 10M270 196l-40 10M120 190h160", "#8d949b", 7)
        + "".join(path(f"M{x} 190q10 16 0 24-10-8 0-24z", "#5a9ad8") for x in (170, 190, 210, 230))
        + path("M124 110h152v74q0 8-10 8H134q-10 0-10-8z", STEEL)
        + oval(200, 110, 76, 11, "#7b828a")
        + line("M276 130q50-4 60 30", INK, 7)
        + line("M180 92q-10-14 0-30M210 92q-10-14 0-34", "#ffffff", 5, 'opacity=".8"')
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
            + words("16", 200, 256, 46, "#ffffff", 'font-weight="700"')
        )
    one = box(120, 188, 160, 22, STEEL, 8) + "".join(
        box(x, 150, 24, 98, c, 8) for x, c in ((92, BODY), (118, look.dark), (258, look.dark), (284, BODY))
    )
    return shadow(cy=326, rx=160) + moved(turned(one, -10), 10, -40) + moved(one, -6, 66)


@drawing("sportbottle")
def sportbottle(look: Look) -> str:
    """Draw a drinking bottle."""
    return (
        shadow(rx=66)
        + box(176, 40, 48, 36, look.accent, 9)
        + box(150, 70, 100, 36, INK, 9)
        + path("M144 106h112v60q-10 20-4 36l4 20v94q0 24-24 24h-64q-24 0-24-24v-94l4-20q6-16-4-36z", BODY)
        + "".join(line(f"M232 {y}h14", look.light, 3) for y in range(240, 320, 20))
        + gloss("M156 116h12v50q-10 20-4 36v120h-8z", 0.35)
        + f'<g transform="rotate(-90 200 260)">{wordmark(look, 200, 268, 110, mix(look.main, "#ffffff", 0.75), 26)}</g>'
    )


@drawing("rod")
def rod(look: Look) -> str:
    """Draw a fishing rod with its reel."""
    return (
        line("M60 350L350 30", look.main, 7)
        + line("M60 350l70-78", "#b98f5e", 15)
        + line("M350 30q30 120-20 190", "#8d949b", 1.5)
        + path("M330 220q16 4 16 24-4 16-16 20-12-4-16-20 0-20 16-24z", look.accent)
        + line("M330 264v20q0 8 8 6", STEEL, 3)
        + disc(166, 262, 38, INK)
        + disc(166, 262, 25, STEEL)
        + line("M166 262l44 30", "#565d64", 7)
        + disc(214, 294, 10, INK)
        + "".join(ring(x, y, 6, "#8d949b", 3) for x, y in ((228, 176), (276, 122), (318, 76)))
    )


@drawing("binoculars")
def binoculars(look: Look) -> str:
    """Draw binoculars."""
    return (
        shadow(cy=338, rx=140)
        + twice(
            path("M110 96q34-16 66 0l10 90v100q0 18-18 18H84q-24 0-22-26z", BODY)
            + oval(118, 300, 56, 26, INK)
            + oval(118, 302, 42, 18, "#3b5a6e")
            + oval(108, 298, 15, 7, "#9dc0d4")
            + box(104, 72, 74, 34, INK, 10)
        )
        + box(178, 150, 44, 90, look.deep, 10)
        + box(188, 110, 24, 50, "#565d64", 6)
        + wordmark(look, 200, 206, 40, look.light, 10)
    )


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


@drawing("hammock")
def hammock(look: Look) -> str:
    """Draw a hammock between two trees."""
    return (
        shadow(cy=330, rx=130)
        + box(10, 20, 30, 330, "#7a5a3c", 6)
        + box(360, 20, 30, 330, "#7a5a3c", 6)
        + line("M40 110l50 60M360 110l-50 60", "#d8c4a5", 5)
        + path("M86 164q114 110 228 0 10 130-114 134T86 164z", BODY)
        + path("M86 164q114 110 228 0-20 76-114 78T86 164z", look.light)
        + line("M104 210q96 90 192 0", look.dark, 3)
    )


@drawing("knifeoutdoor")
def knifeoutdoor(look: Look) -> str:
    """Draw a sheath knife with its sheath."""
    return turned(
        oval(210, 214, 130, 110, "url(#shadow)")
        + path("M64 150h150v42H90q-22-14-26-42z", STEEL)
        + line("M84 178h124", "#8d949b", 2)
        + path("M212 140h104q30 2 32 32-4 34-34 34H212z", WOOD)
        + box(206, 138, 15, 68, "#8d949b", 3)
        + path("M80 246h150l14 20v40H104q-24-24-24-60z", look.main)
        + box(230, 240, 90, 68, look.dark, 10)
        + disc(300, 274, 8, STEEL)
        + wordmark(look, 160, 284, 90, mix(look.main, "#ffffff", 0.6), 18),
        -20,
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
