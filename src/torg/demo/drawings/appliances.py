"""Machines of a kitchen worktop."""

# An outline is read as one line.
# ruff: noqa: E501

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
    shadow,
    wordmark,
)


@drawing("kettle")
def kettle(look: Look) -> str:
    """Draw an electric kettle on its base."""
    if look.pick(3) == 0:
        spout = line("M112 250q-44-12-46-84-2-26-24-30", look.dark, 15)
    else:
        spout = path("M126 150l-52-14 40 66z", look.dark)
    return (
        shadow(rx=112)
        + spout
        + line("M268 140q76-6 70 90-4 62-56 66", INK, 20)
        + path("M130 132h140l26 174q2 16-14 16H118q-16 0-14-16z", BODY)
        + path("M134 132q6-34 66-34t66 34z", look.dark)
        + oval(200, 96, 15, 9, INK)
        + gloss("M142 150h16l-12 156h-20z", 0.32)
        + box(236, 190, 10, 84, "#dcebef", 5, 'opacity=".8"')
        + box(96, 320, 208, 20, INK, 8)
        + wordmark(look, 190, 270, 70, look.light, 15)
    )


@drawing("coffeemaker")
def coffeemaker(look: Look) -> str:
    """Draw a filter coffee maker with its jug."""
    return (
        shadow(rx=126)
        + path("M92 60h210q14 0 14 14v266H250V160H92q-14 0-14-14V74q0-14 14-14z", BODY)
        + path("M112 160h110l-16 44h-78z", look.deep)
        + box(78, 320, 238, 20, look.deep, 8)
        + path("M104 214h126q16 44 8 90-2 14-16 14H112q-14 0-16-14-8-46 8-90z", "#dcebef", 'opacity=".85"')
        + path("M95 254h144q2 26-2 48-2 12-14 12H111q-12 0-14-12-4-22-2-48z", "#3d2414")
        + line("M236 232q34 0 30 36-2 24-30 26", INK, 10)
        + box(100, 206, 134, 12, INK, 5)
        + box(94, 78, 80, 52, "#dcebef", 6, 'opacity=".45"')
        + disc(284, 104, 9, "#8be0a4")
        + disc(284, 132, 9, look.light)
        + wordmark(look, 216, 112, 80, look.light, 16)
    )


@drawing("espresso")
def espresso(look: Look) -> str:
    """Draw an espresso machine with a cup."""
    return (
        shadow(rx=140)
        + box(74, 76, 252, 92, BODY, 14)
        + box(74, 150, 252, 178, look.dark, 10)
        + box(92, 168, 216, 130, look.deep, 6)
        + box(66, 312, 268, 28, STEEL, 8)
        + box(150, 164, 100, 24, STEEL, 6)
        + box(178, 186, 44, 20, "#6a7078", 5)
        + line("M150 196H92", INK, 15)
        + line("M198 208v44", "#5b3a1e", 4)
        + path("M166 254h66l-8 46q-2 10-12 10h-26q-10 0-12-10z", "#f3f2ee")
        + line("M232 264q20 0 16 18-2 12-20 12", "#f3f2ee", 6)
        + line("M286 168q14 40 4 96", "#c9ced3", 6)
        + disc(118, 110, 18, "#f3f2ee")
        + line("M118 110l8-10", "#b3262e", 2.5)
        + disc(286, 110, 13, INK)
        + wordmark(look, 204, 120, 90, look.light, 18)
        + box(96, 62, 208, 16, STEEL, 5)
    )


@drawing("toaster")
def toaster(look: Look) -> str:
    """Draw a toaster with two slices."""
    slice_ = "M0 0q-14-46 44-46t44 46v70H0z"
    return (
        shadow(rx=150)
        + f'<g transform="translate(106 150)">{path(slice_, "#b98445")}{path("M10 4q-8-38 34-38t34 38v60H10z", "#e6c48d")}</g>'
        + f'<g transform="translate(206 150)">{path(slice_, "#b98445")}{path("M10 4q-8-38 34-38t34 38v60H10z", "#e6c48d")}</g>'
        + path("M62 214q0-38 40-38h196q40 0 40 38v92q0 26-26 26H88q-26 0-26-26z", BODY)
        + box(96, 178, 208, 10, look.deep, 5)
        + box(334, 214, 18, 28, INK, 6)
        + disc(306, 290, 15, STEEL)
        + box(80, 328, 40, 12, INK, 4)
        + box(280, 328, 40, 12, INK, 4)
        + gloss("M78 214q0-22 24-24h60q-64 14-68 120H78z", 0.25)
        + wordmark(look, 190, 272, 120, look.light, 22)
    )


@drawing("blender")
def blender(look: Look) -> str:
    """Draw a blender with a smoothie in it."""
    drink = ("#b5486b", "#7fa05a", "#e0a04a")[look.pick(3)]
    return (
        shadow(rx=92)
        + path("M132 76h136l-16 160H148z", "#dcebef", 'opacity=".85"')
        + path("M139 138h122l-10 96H149z", drink, 'opacity=".9"')
        + oval(200, 138, 61, 8, mix(drink, "#ffffff", 0.35))
        + line("M264 96q44 0 38 50-4 50-46 54", "#b8cbd1", 11)
        + box(124, 58, 152, 24, INK, 8)
        + box(180, 44, 40, 18, INK, 5)
        + path("M146 236h108l24 84q4 20-16 20H138q-20 0-16-20z", BODY)
        + disc(200, 296, 20, STEEL)
        + line("M200 296v-14", INK, 4)
        + gloss("M148 92h14l6 130h-10z", 0.6)
        + wordmark(look, 200, 262, 80, look.light, 14)
    )


@drawing("standmixer")
def standmixer(look: Look) -> str:
    """Draw a stand mixer with its bowl."""
    return (
        shadow(rx=150)
        + path("M60 340q-4-30 30-30h40V150h92v160h90q34 0 30 30z", look.dark, 'transform="matrix(-1 0 0 1 400 0)"')
        + path("M76 118q0-46 56-46h178q40 0 40 44t-40 46H120q-44 0-44-44z", BODY)
        + box(98, 162, 30, 30, STEEL, 4)
        + line("M113 192q-28 40 0 70 26-34 0-70", "#c9ced3", 5)
        + path("M52 216h128l-10 76q-4 18-24 18H86q-20 0-24-18z", STEEL)
        + oval(116, 216, 64, 11, "#8d949b")
        + disc(312, 116, 16, STEEL)
        + gloss("M92 106q8-22 46-22h100q-100 6-118 44z", 0.3)
        + wordmark(look, 208, 126, 110, look.light, 20)
        + disc(262, 250, 12, look.light)
    )
