"""For camp and trail."""

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
