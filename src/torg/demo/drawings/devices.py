"""Sound, power and small electric things."""

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


@drawing("headphones")
def headphones(look: Look) -> str:
    """Draw over-ear headphones."""
    return (
        shadow(cy=346, rx=110)
        + line("M92 236Q84 64 200 62t108 174", look.dark, 25)
        + line("M92 226Q88 62 200 58t108 168", look.main, 15)
        + twice(
            box(62, 196, 66, 122, BODY, 32)
            + box(112, 204, 32, 106, INK, 16)
            + box(58, 226, 14, 60, look.deep, 7)
            + gloss("M78 216q6-12 18-12v90q-16-6-18-20z", 0.25)
        )
        + f'<g transform="rotate(-90 84 258)">{wordmark(look, 84, 262, 66, look.light, 11)}</g>'
    )


@drawing("earbuds")
def earbuds(look: Look) -> str:
    """Draw earbuds with their charging case."""
    bud = (
        disc(0, 0, 28, BODY)
        + oval(-22, 4, 12, 17, INK)
        + path("M-4 14h24v66q0 11-12 11t-12-11z", look.main)
        + disc(6, -8, 6, look.dark)
    )
    return (
        shadow(cy=334, rx=120)
        + path("M98 208q0-50 50-50h104q50 0 50 50z", look.light)
        + path("M98 212h204v60q0 56-56 56h-92q-56 0-56-56z", BODY)
        + line("M98 211h204", look.deep, 4)
        + disc(200, 244, 4, "#8be0a4")
        + wordmark(look, 200, 292, 90, look.light, 20)
        + moved(bud, 140, 84, 0.9)
        + f'<g transform="translate(262 84) scale(-.9 .9)">{bud}</g>'
    )


@drawing("speaker")
def speaker(look: Look) -> str:
    """Draw a portable or bookshelf loudspeaker."""
    dots = "".join(disc(x, y, 3, look.deep) for x in range(106, 300, 16) for y in range(146, 290, 16))
    if look.pick(2):
        return (
            shadow(cy=326, rx=150)
            + line("M130 116q70-54 140 0", look.deep, 11)
            + box(66, 116, 268, 200, BODY, 44)
            + box(86, 136, 228, 160, look.dark, 30)
            + dots
            + box(150, 196, 100, 40, look.main, 8)
            + wordmark(look, 200, 224, 84, look.light, 20)
        )
    return (
        shadow(cy=350, rx=100)
        + box(108, 44, 184, 302, BODY, 14)
        + disc(200, 124, 44, look.deep)
        + disc(200, 124, 32, INK)
        + disc(200, 124, 11, "#8d949b")
        + disc(200, 244, 72, look.deep)
        + disc(200, 244, 58, INK)
        + ring(200, 244, 42, "#3f454c", 5)
        + disc(200, 244, 21, "#565d64")
        + wordmark(look, 200, 336, 80, look.light, 13)
    )


@drawing("soundbar")
def soundbar(look: Look) -> str:
    """Draw a sound bar with its bass box."""
    return (
        shadow(cy=322, rx=180)
        + box(252, 130, 110, 180, look.dark, 10)
        + disc(307, 220, 38, INK)
        + disc(307, 220, 16, "#565d64")
        + box(20, 250, 320, 60, BODY, 18)
        + "".join(disc(x, 280, 2.4, look.deep) for x in range(40, 330, 16))
        + "".join(disc(x, 268, 2.4, look.deep) for x in range(40, 330, 16))
        + "".join(disc(x, 292, 2.4, look.deep) for x in range(40, 330, 16))
        + wordmark(look, 180, 286, 80, look.light, 14)
    )


@drawing("radio")
def radio(look: Look) -> str:
    """Draw a radio with a wooden case."""
    slats = "".join(line(f"M{x} 176v104", look.dark, 4) for x in range(82, 200, 11))
    return (
        shadow(cy=324, rx=150)
        + line("M292 134L340 40", "#8d949b", 4)
        + box(48, 132, 304, 182, WOOD, 26)
        + box(64, 150, 272, 146, BODY, 16)
        + slats
        + box(218, 168, 100, 50, "#fbf3de", 6)
        + line("M228 202h80M238 202v-11M258 202v-15M278 202v-11M298 202v-15", "#8d949b", 2.5)
        + line("M268 176v36", "#c2332f", 3)
        + disc(240, 256, 21, INK)
        + disc(296, 256, 21, INK)
        + disc(240, 256, 8, "#c9a34c")
        + disc(296, 256, 8, "#c9a34c")
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


@drawing("toothbrush")
def toothbrush(look: Look) -> str:
    """Draw an electric toothbrush on its stand, or plain ones."""
    if look.style == "plain":
        return shadow(cy=346, rx=110) + "".join(
            turned(
                box(190, 70, 20, 240, c, 10)
                + box(186, 40, 28, 62, c, 11)
                + "".join(box(180, y, 13, 7, "#ffffff", 2) for y in range(48, 96, 10)),
                a,
                200,
                330,
            )
            for c, a in ((look.main, -16), (look.accent, 14))
        )
    return (
        shadow(cy=346, rx=70)
        + oval(200, 330, 62, 15, look.deep)
        + box(168, 156, 64, 176, BODY, 26)
        + box(187, 84, 26, 80, "#f3f2ee", 8)
        + box(182, 42, 36, 46, "#f3f2ee", 14)
        + "".join(box(172, y, 17, 6, mix(look.accent, "#ffffff", 0.4), 2) for y in range(50, 82, 9))
        + oval(200, 206, 13, 19, look.light)
        + f'<g transform="rotate(-90 200 276)">{wordmark(look, 200, 281, 70, look.light, 16)}</g>'
    )


@drawing("hairdryer")
def hairdryer(look: Look) -> str:
    """Draw a hair dryer."""
    return (
        shadow(cy=346, rx=110)
        + line("M226 330q40 30 100-10", INK, 7)
        + path("M190 210h62l10 110q2 18-20 18h-22q-20 0-20-18z", look.dark)
        + path("M70 120l60-14h110q66 0 66 58t-66 58H130l-60-14q-10-44 0-88z", BODY)
        + path("M44 118l30 4v84l-30 4q-10-46 0-92z", INK)
        + disc(246, 164, 40, look.deep)
        + "".join(line(f"M{x} 138v52", look.dark, 4) for x in (226, 240, 254, 268))
        + box(206, 240, 28, 34, INK, 5)
        + wordmark(look, 150, 172, 100, look.light, 22)
    )


@drawing("razor")
def razor(look: Look) -> str:
    """Draw an electric shaver, clipper or safety razor."""
    if look.pick(2):
        return (
            shadow(cy=346, rx=70)
            + path("M152 130h96l10 170q0 42-58 42t-58-42z", BODY)
            + path("M144 130q6-66 56-66t56 66z", INK)
            + disc(176, 92, 19, STEEL)
            + disc(224, 92, 19, STEEL)
            + disc(200, 124, 17, STEEL)
            + box(188, 176, 24, 40, look.light, 10)
            + wordmark(look, 200, 268, 80, look.light, 20)
        )
    return turned(
        box(189, 120, 22, 222, STEEL, 9)
        + "".join(line(f"M189 {y}l22 8", "#8d949b", 3) for y in range(200, 330, 12))
        + path("M120 84h160q14 16 0 38H120q-14-22 0-38z", STEEL)
        + box(124, 98, 152, 7, "#565d64", 3)
        + box(128, 116, 144, 8, look.main),
        14,
    )


@drawing("thermometer")
def thermometer(look: Look) -> str:
    """Draw a digital thermometer, scale or blood-pressure meter."""
    return (
        shadow(cy=330, rx=140)
        + box(62, 110, 276, 212, BODY, 34)
        + box(112, 140, 176, 84, "#cfd9c8", 10)
        + words("36,7", 200, 200, 54, "#33383e", 'font-weight="700"')
        + disc(200, 272, 26, look.accent)
        + line("M200 260v14", "#ffffff", 5)
        + wordmark(look, 110, 300, 70, look.dark, 15)
    )
