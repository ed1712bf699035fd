"""Small electric things and what charges them."""

# An outline is read as one line.

from torg.demo.drawings.canvas import (
    BODY,
    INK,
    STEEL,
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
    wordmark,
    words,
)


@drawing("keyboard")
def keyboard(look: Look) -> str:
    """Draw a keyboard."""
    keys = "".join(
        box(44 + n * 24.4 + r * 3, 178 + r * 26, 20, 20, look.light if (n + r) % 9 else look.accent, 4)
        for r in range(3)
        for n in range(12)
    )
    return (
        shadow(cy=296, rx=190)
        + box(22, 158, 356, 134, look.deep, 14)
        + box(22, 154, 356, 130, look.main, 14)
        + keys
        + box(124, 258, 150, 18, look.light, 4)
        + box(44, 258, 72, 18, look.light, 4)
        + box(282, 258, 74, 18, look.light, 4)
    )


@drawing("mouse")
def mouse(look: Look) -> str:
    """Draw a computer mouse."""
    return (
        oval(206, 222, 110, 150, "url(#shadow)")
        + path("M200 68q86 0 88 110v80q-4 84-88 84t-88-84v-80q2-110 88-110z", BODY)
        + line("M200 70v112M112 184q88 24 176 0", look.deep, 3)
        + box(189, 104, 22, 54, look.deep, 11)
        + box(193, 112, 14, 34, "#8d949b", 7)
        + gloss("M130 180q2-70 48-92-24 30-28 92z", 0.3)
        + wordmark(look, 200, 282, 90, look.light, 18)
    )


@drawing("charger")
def charger(look: Look) -> str:
    """Draw a wall charger with its cable."""
    return (
        shadow(cy=330, rx=120)
        + line("M210 290q0 50 70 40 60-14 40-80-20-50-70-20", look.dark, 11)
        + box(110, 110, 170, 186, BODY, 34)
        + line("M150 112V64M240 112V64", "#c9ced3", 15)
        + box(158, 262, 34, 14, INK, 6)
        + box(204, 262, 34, 14, INK, 6)
        + wordmark(look, 195, 200, 120, mix(look.main, "#8d949b", 0.75), 24)
        + path("M200 216l-18 26h12l-4 18 18-26h-12z", look.accent)
    )


@drawing("cable")
def cable(look: Look) -> str:
    """Draw a coiled cable."""
    return (
        shadow(cy=330, rx=130)
        + "".join(
            f'<ellipse cx="200" cy="{y}" rx="108" ry="74" fill="none" stroke="{c}" stroke-width="13"/>'
            for y, c in ((236, look.dark), (222, look.main), (208, look.light))
        )
        + line("M100 196q-60-60 6-116M300 200q60-70-10-120", look.main, 13)
        + turned(box(94, 44, 26, 48, INK, 5) + box(98, 26, 18, 22, STEEL, 4), 24, 107, 68)
        + turned(box(276, 44, 26, 48, INK, 5) + box(278, 22, 22, 24, STEEL, 3), -24, 289, 68)
        + box(184, 270, 32, 52, look.accent, 5)
    )


@drawing("powerbank")
def powerbank(look: Look) -> str:
    """Draw a power bank."""
    return (
        shadow(cy=340, rx=90)
        + box(124, 52, 152, 284, BODY, 26)
        + box(124, 52, 152, 284, "url(#sheen)", 26)
        + "".join(
            disc(x, 300, 5, c) for x, c in ((170, "#8be0a4"), (190, "#8be0a4"), (210, "#8be0a4"), (230, look.dark))
        )
        + box(150, 62, 36, 10, INK, 4)
        + box(204, 62, 46, 12, INK, 3)
        + f'<g transform="rotate(-90 200 190)">{wordmark(look, 200, 200, 170, mix(look.main, "#ffffff", 0.6), 32)}</g>'
    )


@drawing("chargepad")
def chargepad(look: Look) -> str:
    """Draw a wireless charging pad with a phone above it."""
    return (
        shadow(cy=318, rx=150)
        + line("M300 286q60 10 90-30", "#565d64", 7)
        + oval(190, 290, 130, 34, look.deep)
        + oval(190, 278, 130, 34, look.main)
        + oval(190, 278, 96, 24, look.light, 'opacity=".5"')
        + turned(box(128, 92, 124, 190, INK, 18) + box(134, 98, 112, 178, "#3b5a6e", 13), 0)
        + ring(190, 176, 34, "#8be0a4", 6)
        + path("M194 154l-16 26h12l-6 20 20-28h-12z", "#8be0a4")
        + wordmark(look, 190, 304, 90, look.light, 15)
    )


@drawing("phonecase")
def phonecase(look: Look) -> str:
    """Draw the back of a phone case, with a pattern on some."""
    pale = mix(look.main, "#ffffff", 0.45)
    pattern = (
        "",
        line("M120 330q40-60 80-10t90-40M120 290q40-60 80-10t90-40M120 250q40-60 80-10t90-40", pale, 6),
        "".join(disc(x, y, 8, pale) for x in (146, 182, 218, 254) for y in range(190, 330, 34)),
        line("M200 320V200M200 260q-34-6-42-40M200 240q34-6 42-40M200 290q-28-4-36-28M200 284q28-4 36-28", pale, 6),
    )[look.pick(4)]
    return (
        shadow(cy=358, rx=90)
        + box(112, 40, 176, 312, look.dark, 34)
        + box(116, 42, 168, 306, BODY, 32)
        + pattern
        + box(130, 58, 66, 80, look.deep, 20)
        + disc(150, 82, 13, INK)
        + disc(150, 114, 13, INK)
        + disc(176, 82, 6, "#f5ead0")
        + wordmark(look, 236, 334, 70, pale, 13)
    )


@drawing("screenglass")
def screenglass(look: Look) -> str:
    """Draw a screen protector that is laid on a phone."""
    return (
        shadow(cy=350, rx=110)
        + box(98, 60, 150, 284, INK, 24)
        + box(104, 66, 138, 272, mix(look.accent, "#14171b", 0.6), 18)
        + turned(box(166, 44, 146, 280, "#dcebef", 22, 'opacity=".72"') + gloss("M180 60h60L190 300h-10z", 0.6), 7)
        + words("9H", 244, 220, 48, look.accent, 'font-weight="700" opacity=".7"')
    )


@drawing("carmount")
def carmount(look: Look) -> str:
    """Draw a phone holder for the car."""
    return (
        shadow(cy=340, rx=90)
        + oval(200, 326, 70, 17, look.deep)
        + line("M200 320V240", "#565d64", 17)
        + disc(200, 236, 19, "#8d949b")
        + turned(
            box(136, 40, 128, 214, INK, 17)
            + box(143, 48, 114, 198, "#3b5a6e", 11)
            + path("M170 246l20-90 30-20 16 110z", "#8fb39a")
            + line("M196 240l8-80 24-50", "#f6b63c", 7)
            + box(120, 110, 22, 64, look.main, 6)
            + box(258, 110, 22, 64, look.main, 6),
            -6,
        )
    )


@drawing("drive")
def drive(look: Look) -> str:
    """Draw an external drive or a memory stick."""
    return (
        shadow(cy=318, rx=130)
        + line("M200 140q0-70 80-60 60 10 60-40", INK, 8)
        + box(88, 130, 224, 182, BODY, 22)
        + box(88, 130, 224, 182, "url(#sheen)", 22)
        + box(184, 126, 32, 12, INK, 3)
        + disc(284, 288, 5, "#8be0a4")
        + wordmark(look, 200, 222, 160, mix(look.main, "#ffffff", 0.6), 32)
        + words("SSD", 200, 256, 20, mix(look.main, "#ffffff", 0.5), 'letter-spacing="4"')
    )
