"""For the smallest, for play, for animals, and for the bookshelf."""

# An outline is read as one line.
# ruff: noqa: E501

from torg.demo.drawings.canvas import (
    BODY,
    DOME,
    INK,
    STEEL,
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


@drawing("pram")
def pram(look: Look) -> str:
    """Draw a pram or pushchair."""
    return (
        shadow(cy=350, rx=140)
        + line("M96 116q-30-30-60-20", INK, 11)
        + line("M92 112L280 300M120 300l150-110", "#565d64", 9)
        + path("M92 190h200q0 84-78 90h-56q-64-6-66-90z", BODY)
        + path("M186 190V70q100 4 108 120z", look.dark)
        + path("M186 190V70q40 8 54 120z", look.main)
        + line("M186 72q40 14 54 118", look.deep, 3)
        + line("M92 190h204", look.deep, 7)
        + path("M100 186q30-30 84-24v26z", "#fbf8f1")
        + "".join(
            disc(x, 312, 38, INK)
            + disc(x, 312, 27, "#e6e2d8")
            + disc(x, 312, 7, INK)
            + "".join(turned(line(f"M{x} 312v-26", "#8d949b", 3), a, x, 312) for a in range(0, 360, 60))
            for x in (116, 276)
        )
        + box(158, 226, 56, 20, look.accent, 4)
    )


@drawing("carseat")
def carseat(look: Look) -> str:
    """Draw a child's car seat."""
    return (
        shadow(cy=348, rx=120)
        + path("M110 320h180q20 0 18 16l-4 10H96l-4-10q-2-16 18-16z", INK)
        + path("M118 80q2-40 82-42 80 2 82 42l14 200q0 46-46 46H150q-46 0-46-46z", BODY)
        + path("M148 84q6-24 52-24t52 24l10 130H138z", look.dark)
        + path("M136 218q64-20 128 0l8 60q-72 26-144 0z", look.light)
        + line("M166 90l18 130M234 90l-18 130M200 226v40", INK, 11)
        + box(186, 214, 28, 24, "#c2332f", 5)
        + twice(path("M102 210q-22 10-20 60l26 6z", look.deep))
        + wordmark(look, 200, 308, 100, look.light, 18)
    )


@drawing("highchair")
def highchair(look: Look) -> str:
    """Draw a high chair."""
    return (
        shadow(cy=352, rx=110)
        + line("M150 210l-40 140M250 210l40 140", look.wood, 13)
        + line("M130 290h140", look.wood, 9)
        + path("M140 70q60-24 120 0l8 110H132z", BODY)
        + path("M126 196q74-22 148 0v24q-74 22-148 0z", look.dark)
        + path("M100 176q100-26 200 0 10 14 0 24-100 20-200 0-10-10 0-24z", "#fbf8f1")
        + oval(200, 184, 38, 8, look.light)
    )


@drawing("crib")
def crib(look: Look) -> str:
    """Draw a cot."""
    return (
        shadow(cy=346, rx=160)
        + "".join(box(x, 128, 9, 180, look.main, 3) for x in range(74, 330, 28))
        + box(52, 110, 296, 18, look.light, 6)
        + box(52, 290, 296, 19, look.dark, 4)
        + box(48, 92, 18, 254, look.main, 7)
        + box(334, 92, 18, 254, look.main, 7)
        + path("M70 250q60-24 130-4t130-6v46H70z", mix(look.accent, "#ffffff", 0.6))
        + path("M76 246q-4-26 12-30 34-6 64 0 10 4 8 28-40 12-84 2z", "#fbf8f1")
    )


@drawing("babybottle")
def babybottle(look: Look) -> str:
    """Draw a feeding bottle."""
    marks = "".join(line(f"M232 {y}h{20 if n % 2 else 12}", "#8d949b", 3) for n, y in enumerate(range(190, 320, 20)))
    return (
        shadow(rx=70)
        + path("M184 74q0-36 16-36t16 36q24 10 26 30h-84q2-20 26-30z", "#f0dcbf")
        + box(146, 102, 108, 36, look.main, 8)
        + path("M146 138h108l6 26v150q0 26-26 26h-68q-26 0-26-26V164z", "#e3edef")
        + path("M142 220h116v92q0 20-20 20h-76q-20 0-20-20z", "#fbf8f1")
        + marks
        + gloss("M154 148h12v180h-8q-8-6-8-16v-150z", 0.6)
        + oval(184, 270, 21, 17, look.light)
    )


@drawing("pacifier")
def pacifier(look: Look) -> str:
    """Draw dummies."""
    one = (
        path("M-16-30q0-50 16-50t16 50z", "#f0dcbf")
        + path("M-76 0q0-40 40-36 36 8 72 0 40-4 40 36t-40 36q-36-10-72 0-40 4-40-36z", look.main)
        + twice("")
        + disc(-40, 4, 7, look.dark)
        + disc(40, 4, 7, look.dark)
        + disc(0, 4, 24, look.light)
        + f'<circle cx="0" cy="48" r="32" fill="none" stroke="{look.accent}" stroke-width="11"/>'
    )
    return shadow(cy=336, rx=150) + turned(moved(one, 140, 150, 0.9), -14) + moved(one, 264, 226, 0.95)


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


@drawing("petbowl")
def petbowl(look: Look) -> str:
    """Draw a bowl for dog or cat."""
    food = "".join(
        disc(x, y, 11, c)
        for x, y, c in (
            (140, 206, "#8a5a34"),
            (164, 196, "#a36b3c"),
            (190, 204, "#7a4d2b"),
            (216, 196, "#a36b3c"),
            (242, 206, "#8a5a34"),
            (202, 188, "#8a5a34"),
            (176, 186, "#7a4d2b"),
            (262, 200, "#a36b3c"),
        )
    )
    return (
        shadow(rx=150)
        + path("M84 204h232l44 124q2 12-10 12H50q-12 0-10-12z", BODY)
        + oval(200, 204, 116, 25, look.light)
        + oval(200, 206, 102, 19, look.deep)
        + food
        + oval(200, 288, 17, 14, look.light)
        + "".join(oval(x, y, 7, 10, look.light) for x, y in ((178, 272), (192, 258), (208, 258), (222, 272)))
        + gloss("M96 222h15l-30 104H60z", 0.3)
    )


@drawing("petbed")
def petbed(look: Look) -> str:
    """Draw a bed with a sleeping animal."""
    coat = ("#b98a5a", "#4a4f57", "#d8c4a5")[look.pick(3)]
    return (
        shadow(cy=322, rx=180)
        + oval(200, 246, 176, 78, look.dark)
        + oval(200, 226, 176, 74, look.main)
        + oval(200, 222, 128, 46, look.deep)
        + path("M96 226q20-70 110-64 90-2 100 54-30 40-110 40-80 0-100-30z", coat)
        + path("M96 226q-10-40 26-54 40-4 44 30-10 34-46 36-20-2-24-12z", mix(coat, "#ffffff", 0.12))
        + path("M108 180q-10-30 6-34 16 10 20 28zM150 176q14-24 24-18 2 20-10 34z", mix(coat, "#1d2026", 0.3))
        + line("M108 206q8 8 16 0M134 206q8 6 14 0", INK, 3)
        + oval(108, 222, 7, 5, INK)
        + line("M300 216q30 6 10 30-40 10-60 4", coat, 17)
        + oval(200, 268, 150, 30, look.light, 'opacity=".35"')
    )


@drawing("leash")
def leash(look: Look) -> str:
    """Draw a lead or a collar."""
    if look.style == "collar":
        return (
            shadow(cy=316, rx=130)
            + f'<ellipse cx="200" cy="212" rx="124" ry="86" fill="none" stroke="{look.dark}" stroke-width="36"/>'
            + f'<ellipse cx="200" cy="204" rx="124" ry="86" fill="none" stroke="{look.main}" stroke-width="34"/>'
            + box(164, 264, 72, 50, STEEL, 8)
            + box(178, 276, 44, 26, look.dark, 4)
            + ring(288, 290, 15, "#c9ced3", 5)
            + disc(292, 322, 23, "#c9a34c")
            + wordmark(look, 292, 326, 36, INK, 10)
        )
    return (
        shadow(cy=340, rx=120)
        + line("M120 90q-40 30-20 70t90 20 110 20-10 90-110 40", look.main, 17)
        + line("M120 90q-40 30-20 70t90 20 110 20-10 90-110 40", look.light, 3, 'stroke-dasharray="8 7"')
        + f'<ellipse cx="150" cy="66" rx="42" ry="26" fill="none" stroke="{look.main}" stroke-width="15"/>'
        + box(160, 300, 26, 34, "#c9a34c", 6)
        + line("M164 318q-26 20-10 38", "#c9a34c", 8)
    )


@drawing("dogcoat")
def dogcoat(look: Look) -> str:
    """Draw a dog that wears a coat."""
    fur = ("#a9784c", "#3a3d42", "#d8c4a5")[look.pick(3)]
    return (
        shadow(cy=346, rx=160)
        + "".join(box(x, 236, 27, 106, fur, 10) for x in (104, 142, 256, 292))
        + line("M318 186q44-20 44-70", fur, 19)
        + path("M90 170q0-34 34-34h160q44 0 44 50 0 74-50 74H130q-40 0-40-50z", fur)
        + path("M60 92q10-40 58-36 44 6 46 56l-20 60-60 6q-40-4-50-24-26 6-32-14 4-30 58-48z", fur)
        + path("M104 70q-4-40 16-36 30 20 24 70z", mix(fur, "#1d2026", 0.3))
        + disc(84, 96, 6, INK)
        + oval(34, 132, 12, 9, INK)
        + path("M124 128q20 40 8 130h146q52-6 52-74 0-52-46-52z", BODY)
        + path("M118 122q24 46 12 138l-22-6q14-76-14-120z", look.dark)
        + line("M140 248h140", look.light, 5)
        + box(196, 168, 56, 26, look.accent, 4)
        + wordmark(look, 224, 186, 48, "#ffffff", 14)
    )


@drawing("catpost")
def catpost(look: Look) -> str:
    """Draw a scratching post with a cat on top."""
    rope = "".join(line(f"M172 {y}h56", "#b3925f", 4) for y in range(186, 322, 11))
    return (
        shadow(cy=350, rx=120)
        + box(82, 324, 236, 22, look.main, 8)
        + box(172, 166, 56, 160, "#d8c08c", 4)
        + rope
        + box(116, 152, 168, 22, look.main, 10)
        + path("M148 152q-10-60 30-76l-4-40 26 20 26-4 18-20 2 42q40 20 24 78z", "#4a4f57")
        + disc(190, 74, 5, "#d8e04a")
        + disc(216, 74, 5, "#d8e04a")
        + line("M268 150q50 10 40 60", "#4a4f57", 13)
        + line("M300 174v56", "#8d949b", 2)
        + disc(300, 242, 15, look.accent)
    )


@drawing("pettoy")
def pettoy(look: Look) -> str:
    """Draw a bone, a ball and a rope."""
    return (
        shadow(cy=330, rx=160)
        + turned(
            path(
                "M100 150q-36-10-30-40 16-30 46-12 6-36 40-26 26 14 14 46h90q-8-34 18-44 34-6 38 26 32-14 44 14 4 32-34 38 38 8 32 38-14 28-44 12-6 34-40 26-24-12-14-44h-90q8 36-18 44-34 4-36-28-32 14-44-14-4-30 28-36z",
                "#f0e2c4",
            ),
            -14,
            200,
            150,
        )
        + disc(116, 272, 52, look.main)
        + line("M76 246q40 26 82 0M76 298q40-26 82 0", look.light, 7)
        + line("M200 300q40-50 80 0t80-20", look.accent, 17)
        + line("M200 300q40-50 80 0t80-20", mix(look.accent, "#ffffff", 0.6), 5, 'stroke-dasharray="10 12"')
    )


@drawing("aquarium")
def aquarium(look: Look) -> str:
    """Draw an aquarium or a cage."""
    fish = path("M0 0q20-22 50 0-30 22-50 0l-18-14v28z", "#e07b2e")
    return (
        shadow(cy=346, rx=160)
        + box(46, 70, 308, 26, INK, 6)
        + box(50, 92, 300, 236, "#bfdde6", 4)
        + path("M50 290q80-24 150-4t150-6v48H50z", "#d8c08c")
        + "".join(line(f"M{x} 300q-{d} -40 0-80t0-60", "#4f8a5c", 9) for x, d in ((90, 20), (116, -18), (300, 22)))
        + moved(fish, 190, 190, 1.2)
        + moved(fish, 250, 246, 0.8)
        + moved(fish, 140, 150, 0.7)
        + "".join(disc(x, y, 5, "#ffffff", 'opacity=".8"') for x, y in ((270, 180), (276, 156), (268, 134)))
        + path("M210 300q10-40 50-34 30 10 30 40z", "#8d949b")
        + gloss("M60 100h40L70 320H60z", 0.3)
        + box(42, 326, 316, 19, look.main, 4)
    )


@drawing("litterbox")
def litterbox(look: Look) -> str:
    """Draw a cat's tray or carrier."""
    return (
        shadow(rx=150)
        + path("M84 190q0-90 116-92 116 2 116 92z", BODY)
        + path("M150 296V196q0-44 50-44t50 44v100z", look.deep)
        + path("M64 190h272l-18 132q-2 18-22 18H104q-20 0-22-18z", look.dark)
        + path("M146 320V200q0-40 54-40t54 40v120z", "#33383e")
        + line("M170 100q30-40 60 0", look.deep, 11)
        + wordmark(look, 200, 330, 60, look.light, 12)
    )


@drawing("book")
def book(look: Look) -> str:
    """Draw a book, its cover drawn by the publisher."""
    pale = mix(look.main, "#ffffff", 0.7)
    art = (
        disc(196, 176, 46, pale) + path("M116 250q40-60 80-20t84-30v60H116z", look.deep),
        "".join(
            path(f"M{x} 250l-22 0 22-{h} 22 {h}z", c)
            for x, h, c in ((140, 90, look.deep), (180, 120, look.light), (222, 80, look.deep), (254, 110, look.light))
        ),
        line("M126 150h142M126 176h142M126 202h142M126 228h142", pale, 8) + disc(246, 188, 34, look.accent),
        path("M196 110q60 40 0 130-60-90 0-130z", pale) + line("M196 120v130", look.deep, 3),
        ring(196, 180, 54, pale, 9) + ring(196, 180, 30, pale, 5) + disc(196, 180, 11, look.accent),
    )[look.pick(5)]
    return (
        shadow(206, 350, 116)
        + path("M296 50l16 12v288l-16-6z", "#e4ddcc")
        + path("M98 344l18 10h196l-16-10z", "#d6ceba")
        + box(96, 46, 200, 298, look.main, 4)
        + box(96, 46, 18, 298, look.dark, 4)
        + box(96, 46, 200, 298, "url(#sheen)", 4)
        + art
        + line("M134 78h124M150 96h92", pale, 8)
        + line("M150 286h92", pale, 6)
        + wordmark(look, 198, 326, 120, pale, 17)
    )


@drawing("notebook")
def notebook(look: Look) -> str:
    """Draw a notebook or diary with an elastic band and a pen."""
    year = (
        words("2027", 194, 200, 48, mix(look.main, "#ffffff", 0.6), 'font-weight="700"')
        if look.style == "year"
        else box(142, 130, 106, 56, "#fbf8f1", 4)
    )
    return (
        shadow(206, 350, 126)
        + box(98, 54, 208, 292, "#efe8d8", 9)
        + box(92, 48, 206, 292, BODY, 10)
        + box(92, 48, 24, 292, look.dark, 9)
        + year
        + wordmark(look, 196, 318, 110, mix(look.main, "#ffffff", 0.6), 19)
        + box(266, 46, 9, 296, look.accent)
        + turned(
            box(310, 70, 17, 220, look.accent, 6)
            + path("M310 286h17l-8 26z", "#e8d6b4")
            + box(310, 70, 17, 22, INK, 5),
            8,
            318,
            190,
        )
    )


@drawing("pens")
def pens(look: Look) -> str:
    """Draw a row of pens or pencils."""
    colours = ("#c2332f", "#e07b2e", "#efc53c", "#3f8a55", "#3469b0", "#8a6fa0", "#7b5238", look.main)
    return (
        shadow(cy=344, rx=150)
        + "".join(
            box(72 + n * 33, 116 + (n * 37) % 28, 24, 212, c, 3)
            + path(f"M{72 + n * 33} {118 + (n * 37) % 28}l12-52 12 52z", "#ecd6b0")
            + path(f"M{79.5 + n * 33} {88 + (n * 37) % 28}l4.5-22 4.5 22z", c)
            for n, c in enumerate(colours)
        )
        + box(56, 230, 290, 106, look.accent, 8)
        + wordmark(look, 200, 296, 240, "#ffffff", 42)
    )


@drawing("paper")
def paper(look: Look) -> str:
    """Draw a ream of paper, envelopes or wrapping paper."""
    if look.style == "wrap":
        return shadow(cy=336, rx=150) + "".join(
            turned(
                box(x, 60, 62, 270, c, 8)
                + oval(x + 31, 60, 31, 11, "#e8dcc0")
                + "".join(p for p in (line(f"M{x + 10} {y}l42 24", pale, 5) for y in range(90, 310, 40))),
                a,
                200,
                200,
            )
            for x, c, pale, a in (
                (96, look.main, look.light, -8),
                (170, look.accent, "#ffffff88", 0),
                (244, "#3f6f4d", "#f3e3b4", 9),
            )
        )
    return (
        shadow(cy=330, rx=160)
        + path("M60 200l60-70h240l-40 70z", "#ffffff")
        + path("M60 200h260v120H60z", look.main)
        + path("M320 200l40-70v110l-40 80z", look.deep)
        + wordmark(look, 190, 262, 200, "#ffffff", 40)
        + words("A4 · 80 g", 190, 294, 20, "#ffffff")
        + line("M76 186l46-52M100 186l40-46", "#d6d1c4", 2)
    )
