"""Sound."""

# An outline is read as one line.

from torg.demo.drawings.canvas import (
    BODY,
    INK,
    WOOD,
    Look,
    box,
    disc,
    drawing,
    gloss,
    line,
    moved,
    oval,
    path,
    ring,
    shadow,
    twice,
    wordmark,
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
    dots = "".join(line(f"M{x} {y}h.01", look.deep, 6) for x in range(106, 300, 16) for y in range(146, 290, 16))
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
