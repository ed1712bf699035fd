"""Toys."""

# An outline is read as one line.

from torg.demo.drawings.canvas import (
    BODY,
    DOME,
    INK,
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
    words,
)


@drawing("teddy")
def teddy(look: Look) -> str:
    """Draw a soft animal: a bear, a rabbit or an elk."""
    ears = (
        twice(disc(142, 88, 30, look.main) + disc(142, 88, 17, look.light)),
        twice(oval(166, 62, 19, 56, look.main) + oval(166, 66, 10, 42, look.light)),
        twice(line("M164 92q-40-6-50-56M138 74q-26 4-40-14", "#a9784c", 13) + oval(140, 112, 27, 13, look.dark)),
    )[look.pick(3)]
    return (
        shadow(cy=348, rx=110)
        + twice(
            oval(124, 252, 29, 56, look.dark) + oval(148, 320, 38, 28, look.main) + oval(142, 322, 20, 14, look.light)
        )
        + oval(200, 264, 76, 80, BODY)
        + oval(200, 274, 46, 52, look.light)
        + ears
        + disc(200, 138, 74, DOME)
        + oval(200, 164, 36, 28, look.light)
        + disc(172, 126, 8, INK)
        + disc(228, 126, 8, INK)
        + oval(200, 152, 13, 9, INK)
        + line("M200 160v12q-12 12-22 4M200 172q12 12 22 4", INK, 3.5)
        + path("M150 206q50 22 100 0v18q-50 20-100 0z", look.accent)
        + path("M214 220l26 40-26 8-14-40z", look.accent)
    )


@drawing("blocks")
def blocks(_: Look) -> str:
    """Draw wooden blocks."""

    def cube(x: float, y: float, fill: str, mark: str) -> str:
        return (
            box(x, y, 92, 92, fill, 8)
            + box(x + 10, y + 10, 72, 72, mix(fill, "#ffffff", 0.72), 6)
            + words(mark, x + 46, y + 66, 54, fill, 'font-weight="700"')
        )

    return (
        shadow(cy=340, rx=160)
        + cube(60, 244, "#c2553f", "Å")
        + cube(156, 244, "#4f7fa8", "Ä")
        + cube(252, 244, "#d3a133", "Ö")
        + cube(108, 150, "#6f9673", "Æ")
        + cube(204, 150, "#8a6fa0", "Ø")
        + path("M154 150l46-66 46 66z", "#e0903f")
    )


@drawing("bricks")
def bricks(look: Look) -> str:
    """Draw building bricks with studs."""

    def brick(x: float, y: float, studs: int, fill: str) -> str:
        return (
            "".join(box(x + 8 + n * 34, y - 11, 22, 13, mix(fill, "#ffffff", 0.2), 3) for n in range(studs))
            + box(x, y, 34 * studs + 4, 42, fill, 4)
            + box(x, y + 34, 34 * studs + 4, 8, "#00000022")
        )

    return (
        shadow(cy=340, rx=160)
        + brick(48, 296, 4, "#c2332f")
        + brick(190, 296, 5, "#3469b0")
        + brick(82, 250, 5, "#efc53c")
        + brick(258, 250, 3, "#3f8a55")
        + brick(116, 204, 4, "#e07b2e")
        + brick(150, 158, 2, "#a9c9e3")
        + brick(222, 204, 3, "#f3f2ee")
        + box(166, 118, 38, 40, look.accent, 6)
        + disc(185, 100, 19, "#efc53c")
        + disc(178, 98, 2.5, INK)
        + disc(192, 98, 2.5, INK)
        + line("M178 106q7 5 14 0", INK, 2)
    )


@drawing("gamebox")
def gamebox(look: Look) -> str:
    """Draw a board game or a jigsaw puzzle in its box."""
    if look.style == "puzzle":
        art = (
            path("M84 250V130h168v120z", "#bcd6e6")
            + path("M84 250l50-70 30 30 40-56 48 70v26z", "#5f8568")
            + disc(222, 156, 15, "#fff3d1")
        )
        pieces = "".join(
            turned(box(x, y, 40, 34, c, 5) + disc(x + 40, y + 17, 9, c), a, x, y)
            for x, y, a, c in ((70, 300, 12, "#5f8568"), (160, 306, -10, "#bcd6e6"), (262, 296, 24, "#7fa58a"))
        )
    else:
        art = disc(168, 190, 62, "#fbf8f1") + "".join(
            turned(path("M168 190v-56q30 0 46 24z", c), a, 168, 190)
            for a, c in (
                (0, "#c2553f"),
                (60, "#d3a133"),
                (120, "#6f9673"),
                (180, "#4f7fa8"),
                (240, "#8a6fa0"),
                (300, "#e0903f"),
            )
        )
        pieces = "".join(
            path(f"M{x} 330q-4-26 14-30-14-20 4-26 18 6 4 26 18 4 14 30z", c)
            for x, c in ((90, "#c2553f"), (150, "#4f7fa8"), (214, "#d3a133"))
        ) + turned(
            box(282, 288, 42, 42, "#fbf8f1", 7)
            + disc(294, 300, 4, INK)
            + disc(312, 318, 4, INK)
            + disc(303, 309, 4, INK),
            14,
            300,
            310,
        )
    return (
        shadow(cy=338, rx=170)
        + box(60, 72, 216, 210, look.main, 5)
        + path("M276 72l34 18v206l-34-14z", look.deep)
        + art
        + wordmark(look, 168, 112, 180, "#ffffff", 32)
        + pieces
    )


@drawing("toycar")
def toycar(look: Look) -> str:
    """Draw a toy car, a bus or a digger of wood and paint."""
    return (
        shadow(cy=316, rx=160)
        + path("M40 224q0-30 34-34l34-6 40-60q8-12 24-12h92q20 0 28 16l26 56 30 8q18 6 18 30v42H40z", BODY)
        + path("M128 184l34-50q4-6 12-6h24v56zM212 128h44q12 0 16 10l22 46h-82z", "#dcebef")
        + disc(114, 268, 44, INK)
        + disc(114, 268, 20, look.accent)
        + disc(294, 268, 44, INK)
        + disc(294, 268, 20, look.accent)
        + disc(356, 218, 11, "#fff1c4")
        + gloss("M60 206q20-10 50-14l-10 16z", 0.4)
    )


@drawing("train")
def train(look: Look) -> str:
    """Draw a wooden train."""
    wheels = "".join(disc(x, 290, 19, INK) + disc(x, 290, 8, "#d8b45a") for x in (60, 112, 176, 226, 284, 336))
    return (
        shadow(cy=316, rx=186)
        + line("M10 314h380", "#c99f6b", 11)
        + box(40, 236, 92, 46, "#6f9673", 6)
        + "".join(disc(x, 234, 15, "#a9784c") for x in (60, 86, 112))
        + box(158, 226, 86, 56, "#d3a133", 6)
        + "".join(box(x, 238, 19, 24, "#fbf3de", 3) for x in (168, 194, 220))
        + path("M268 282v-86h48v30h44q16 4 16 28v28z", look.main)
        + box(262, 184, 60, 14, look.dark, 4)
        + box(280, 206, 24, 24, "#fbf3de", 3)
        + box(336, 190, 18, 38, look.deep, 3)
        + disc(352, 168, 15, "#ffffff", 'opacity=".8"')
        + disc(372, 148, 11, "#ffffff", 'opacity=".7"')
        + line("M132 272h26M244 272h24", INK, 5)
        + wheels
    )


@drawing("doll")
def doll(look: Look) -> str:
    """Draw a rag doll."""
    return (
        shadow(cy=350, rx=90)
        + line("M172 300v40M228 300v40", "#f0cfae", 19)
        + line("M150 214l-40 50M250 214l40 50", "#f0cfae", 17)
        + path("M158 190q42 20 84 0l40 116q-82 26-164 0z", BODY)
        + "".join(
            disc(x, y, 6, look.light)
            for x, y in ((170, 250), (206, 240), (238, 264), (190, 286), (228, 296), (150, 290))
        )
        + twice(path("M136 110q-30 40-14 100 24-10 22-60z", look.wood))
        + disc(200, 124, 68, "#f3d6b8")
        + path("M130 124q0-80 70-80t70 80q-30-40-70-44-40 4-70 44z", look.wood)
        + disc(176, 132, 6, INK)
        + disc(224, 132, 6, INK)
        + disc(160, 152, 11, "#e8a090", 'opacity=".7"')
        + disc(240, 152, 11, "#e8a090", 'opacity=".7"')
        + line("M186 158q14 12 28 0", "#b3453a", 4)
    )


@drawing("rattle")
def rattle(look: Look) -> str:
    """Draw a wooden rattle and a stacking tower."""
    return (
        shadow(cy=342, rx=150)
        + box(138, 92, 9, 240, look.wood, 4)
        + disc(142, 88, 19, look.accent)
        + "".join(
            box(142 - w, y, w * 2, 44, c, 21)
            for w, y, c in ((34, 114, "#e0bd6a"), (46, 162, "#d98f7a"), (58, 210, "#8fb0c4"), (70, 258, "#9db58f"))
        )
        + box(64, 306, 158, 26, look.wood, 8)
        + turned(
            box(276, 220, 18, 110, look.wood, 9)
            + ring(285, 190, 42, look.main, 17)
            + disc(285, 148, 13, "#e0bd6a")
            + disc(327, 190, 13, "#d98f7a"),
            16,
            285,
            250,
        )
    )
