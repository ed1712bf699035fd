"""Electric things for the bathroom."""

# An outline is read as one line.

from torg.demo.drawings.canvas import (
    BODY,
    INK,
    STEEL,
    Look,
    box,
    disc,
    drawing,
    line,
    mix,
    oval,
    path,
    shadow,
    turned,
    wordmark,
    words,
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
    if look.style == "electric":
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
