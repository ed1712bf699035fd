"""Light, flowers and walls of a home."""

# An outline is read as one line.
# ruff: noqa: E501

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
    mix,
    oval,
    path,
    ring,
    shadow,
    turned,
    wordmark,
)


@drawing("candle")
def candle(look: Look) -> str:
    """Draw a candle in a glass."""
    return (
        shadow(rx=100)
        + disc(200, 96, 70, "#ffdf9a", 'opacity=".35"')
        + path("M200 66q26 36 0 60-26-24 0-60z", "#f6b63c")
        + path("M200 88q12 20 0 36-12-16 0-36z", "#fff3c9")
        + line("M200 120v34", INK, 4)
        + box(112, 150, 176, 190, "#e6eef0", 18)
        + box(120, 176, 160, 156, BODY, 12)
        + oval(200, 178, 80, 12, look.light)
        + box(142, 220, 116, 76, "#fbf8f1", 4)
        + wordmark(look, 200, 256, 96, look.accent, 24)
        + line("M172 276h56", look.main, 3)
        + gloss("M124 164h12v160h-12z", 0.6)
    )


@drawing("candlestick")
def candlestick(look: Look) -> str:
    """Draw three candlesticks of different height."""

    def one(x: float, top: float) -> str:
        return (
            box(x - 9, top - 78, 18, 84, "#f3ead6", 4)
            + path(f"M{x} {top - 108}q11 16 0 26-11-10 0-26z", "#f6b63c")
            + box(x - 18, top, 36, 12, look.light, 4)
            + box(x - 6, top + 10, 12, 320 - top, BODY)
            + oval(x, 332, 36, 11, look.main)
        )

    return shadow(rx=140) + one(110, 210) + one(288, 240) + one(200, 160)


@drawing("vase")
def vase(look: Look) -> str:
    """Draw a vase with branches."""
    leaves = "".join(
        f'<g transform="rotate({a} {x} {y})">{oval(x, y, 8, 19, c)}</g>'
        for x, y, a, c in (
            (150, 92, -40, "#6f9673"),
            (130, 132, -60, "#5c8262"),
            (178, 60, -15, "#789f7a"),
            (236, 74, 30, "#6f9673"),
            (262, 112, 55, "#5c8262"),
            (214, 44, 10, "#789f7a"),
            (172, 124, -30, "#547a5a"),
            (240, 140, 40, "#6f9673"),
        )
    )
    body = (
        "M160 178h80q-4 20 20 46 34 36 20 84-8 32-40 32h-80q-32 0-40-32-14-48 20-84 24-26 20-46z"
        if look.pick(2)
        else "M150 170h100l14 40q14 60-8 112-6 18-26 18h-60q-20 0-26-18-22-52-8-112z"
    )
    return (
        shadow(rx=90)
        + line("M196 190q-20-70-66-98M200 190q4-80 10-146M204 190q20-60 58-76M198 190q-8-80-22-124", "#6b7a55", 4)
        + leaves
        + path(body, BODY)
        + oval(200, 176, 44, 9, look.deep)
        + gloss("M140 246q-16 30-6 60 4-34 20-64z", 0.35)
    )


@drawing("basket")
def basket(look: Look) -> str:
    """Draw a woven basket."""
    straw = mix(look.main, "#c99f6b", 0.4)
    weave = "".join(
        line(
            f"M{84 + r * 3} {196 + r * 26}q14-12 29 0t29 0 29 0 29 0 29 0 29 0 29 0 29 0",
            mix(straw, "#3a2410", 0.3 if r % 2 else 0.18),
            5,
        )
        for r in range(5)
    )
    return (
        shadow(rx=130)
        + line("M112 176q-14-70 32-74t38 66M218 168q-8-62 38-66t32 74", mix(straw, "#3a2410", 0.4), 9)
        + path("M70 172h260l-22 144q-4 24-28 24H120q-24 0-28-24z", straw)
        + f'<clipPath id="k"><path d="M70 172h260l-22 144q-4 24-28 24H120q-24 0-28-24z"/></clipPath><g clip-path="url(#k)">{weave}</g>'
        + path("M62 164h276v22q-138 18-276 0z", mix(straw, "#3a2410", 0.18))
        + path("M96 166q20-40 60-28 40-24 80 2 50-14 66 26-104 12-206 0z", "#efe6d6")
    )


@drawing("frame")
def frame(look: Look) -> str:
    """Draw a framed picture or a poster."""
    art = (
        path("M112 250l60-90 40 50 34-40 42 80z", mix(look.accent, "#ffffff", 0.25)) + disc(244, 132, 20, look.accent),
        disc(174, 176, 46, look.accent) + disc(226, 212, 46, mix(look.accent, "#f0c24f", 0.6), 'opacity=".85"'),
        line(
            "M200 270V130M200 200q-40-10-48-50M200 180q40-8 46-46M200 240q-34-4-42-32M200 230q34-4 42-34",
            look.accent,
            7,
        ),
    )[(0, 0, 1, 2, 0)[look.choice] if 0 <= look.choice < 5 else look.pick(3)]
    return (
        shadow(206, 348, 120)
        + box(84, 42, 232, 302, look.main, 4)
        + box(84, 42, 232, 302, "url(#sheen)", 4)
        + box(98, 56, 204, 274, "#fbf8f1")
        + box(116, 80, 168, 206, mix(look.accent, "#ffffff", 0.82))
        + art
        + gloss("M98 56h90L98 210z", 0.28)
    )


@drawing("mirror")
def mirror(look: Look) -> str:
    """Draw a round or arched mirror."""
    if look.pick(2):
        shape = (
            ring(200, 196, 138, look.main, 13)
            + disc(200, 196, 132, "#d5e3e8")
            + gloss("M110 120q40-48 100-46L98 250q-20-60 12-130z", 0.5)
        )
    else:
        shape = (
            path("M96 340V170q0-112 104-112t104 112v170z", look.main)
            + path("M108 328V172q0-102 92-102t92 102v156z", "#d5e3e8")
            + gloss("M120 300V170q0-60 40-84l40 10z", 0.5)
        )
    return oval(212, 210, 140, 140, "url(#shadow)") + shape


@drawing("clock")
def clock(look: Look) -> str:
    """Draw a wall clock."""
    marks = "".join(turned(box(197, 92, 6, 16 if a % 90 else 24, INK, 3), a) for a in range(0, 360, 30))
    return (
        oval(208, 214, 142, 140, "url(#shadow)")
        + disc(200, 200, 138, look.main)
        + disc(200, 200, 138, "url(#sheen)")
        + disc(200, 200, 120, "#fbf8f1")
        + marks
        + turned(box(195, 136, 10, 72, INK, 5), -60)
        + turned(box(196, 104, 8, 104, INK, 4), 60)
        + turned(box(198.5, 104, 3, 120, look.accent), 200)
        + disc(200, 200, 10, look.accent)
        + wordmark(look, 200, 260, 80, "#8d949b", 14)
    )


@drawing("storagebox")
def storagebox(look: Look) -> str:
    """Draw a storage box with a lid."""
    return (
        shadow(rx=146)
        + path("M74 176h252v146q0 18-18 18H92q-18 0-18-18z", BODY)
        + box(60, 138, 280, 48, look.dark, 8)
        + box(60, 138, 280, 12, look.light, 6)
        + box(148, 232, 104, 44, "#fbf8f1", 4)
        + f'<rect x="148" y="232" width="104" height="44" rx="4" fill="none" stroke="{look.deep}" stroke-width="3"/>'
        + wordmark(look, 200, 260, 80, INK, 18)
        + gloss("M88 190h16v140h-12z", 0.2)
    )


@drawing("hooks")
def hooks(look: Look) -> str:
    """Draw a rail with hooks, one of them in use."""
    return (
        box(46, 126, 312, 54, "#00000022", 10)
        + box(42, 118, 312, 54, WOOD, 10)
        + "".join(
            line(f"M{x} 140v44q0 20 20 20t20-18", look.main, 11) + disc(x, 140, 11, look.main)
            for x in (82, 162, 242, 312)
        )
        + path("M80 206q20-14 44 0l16 110q-40 16-76 0z", "#8b9a8f")
    )


@drawing("plantpot")
def plantpot(look: Look) -> str:
    """Draw a green plant in its pot."""
    leaves = "".join(
        turned(
            path("M200 214q-44-70-6-166 42 80 6 166z", c) + line("M200 206q-6-70-4-130", "#ffffff55", 2), a, 200, 214
        )
        for a, c in ((-62, "#3f6f4d"), (58, "#46785a"), (-34, "#548a62"), (32, "#4c8059"), (-8, "#639a70"))
    )
    return (
        shadow(rx=90)
        + leaves
        + path("M120 206h160l-16 116q-2 18-20 18h-88q-18 0-20-18z", BODY)
        + box(112, 196, 176, 30, look.light, 7)
        + gloss("M136 232h14l6 98h-12z", 0.25)
    )
