"""Pots, pans, knives and tools of a kitchen."""

# An outline is read as one line.
# ruff: noqa: E501

from torg.demo.drawings.canvas import (
    BODY,
    DOME,
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


@drawing("pot")
def pot(look: Look) -> str:
    """Draw a casserole with its lid."""
    knob = "#c39a4c" if look.pick(2) else INK
    return (
        shadow(rx=140)
        + twice(path("M72 222q-34 0-34 22t38 20v-14q-20 2-20-8t18-8z", look.dark))
        + path("M66 206h268l-10 108q-3 26-30 26H106q-27 0-30-26z", BODY)
        + oval(200, 206, 138, 20, look.dark)
        + path("M60 200q16-62 140-62t140 62q0 10-8 10H68q-8 0-8-10z", DOME)
        + gloss("M96 190q20-34 84-40-52 14-66 42z")
        + oval(200, 134, 22, 9, knob)
        + box(192, 134, 16, 12, knob)
        + gloss("M92 228h14l8 92h-12z", 0.18)
        + wordmark(look, 200, 285, 110, look.light, 20)
    )


@drawing("pan")
def pan(look: Look) -> str:
    """Draw a frying pan from above."""
    metal = {"stainless": "#b9bec4", "aluminium": "#8d949b"}.get(look.material, "#3a3d42")
    handle = WOOD if look.pick(2) else "#33363b"
    return turned(
        oval(168, 236, 140, 128, "url(#shadow)")
        + path("M270 132l88-74q12-10 22 2t-2 22l-90 74z", handle)
        + disc(366, 72, 6, "#e7e2d8")
        + disc(164, 216, 132, metal)
        + disc(164, 214, 116, mix(metal, "#000000", 0.25))
        + ring(164, 214, 116, mix(metal, "#ffffff", 0.35), 2)
        + ring(164, 214, 78, mix(metal, "#ffffff", 0.08), 1.5)
        + gloss("M76 180q20-58 84-66-46 20-62 74z", 0.16),
        0,
    )


@drawing("saucepan")
def saucepan(look: Look) -> str:
    """Draw a saucepan with a long handle."""
    return (
        shadow(170, 342, 120)
        + path("M272 214l106-18q10-2 11 7t-8 11l-106 20z", INK)
        + path("M58 196h220l-6 118q-2 26-28 26H92q-26 0-28-26z", STEEL)
        + oval(168, 196, 112, 18, "#7b828a")
        + path("M56 190q10-34 112-34t112 34q0 8-8 8H64q-8 0-8-8z", "#cfe2e6", 'opacity=".9"')
        + line("M56 192q112 26 224 0", "#8d949b", 4)
        + disc(168, 152, 11, INK)
        + gloss("M84 214h18l6 110H94z", 0.5)
        + wordmark(look, 168, 286, 80, "#6a7078", 15)
    )


@drawing("dish")
def dish(look: Look) -> str:
    """Draw an oven dish with two handles."""
    return (
        shadow(rx=160)
        + twice(path("M54 226H30q-14 0-14 14t14 14h30z", look.dark))
        + path("M40 216h320l-22 104q-4 20-26 20H88q-22 0-26-20z", BODY)
        + oval(200, 216, 160, 40, look.light)
        + oval(200, 220, 142, 31, look.deep)
        + path("M66 226q134 42 268 0-20 25-134 25T66 226z", "#d99a4a")
        + disc(150, 236, 8, "#c2503a")
        + disc(226, 240, 9, "#c2503a")
        + disc(266, 232, 7, "#7a9a52")
        + disc(190, 232, 6, "#7a9a52")
        + wordmark(look, 200, 306, 90, look.dark, 18)
    )


@drawing("knife")
def knife(look: Look) -> str:
    """Draw a kitchen knife, with or without teeth."""
    if look.style == "serrated":
        teeth = "".join("q-5-9-10 0" for _ in range(20))
        blade = f"M32 196q20-18 60-18h158v64{teeth}q-20-4-18-46z"
    else:
        blade = "M28 252Q84 196 146 186l104-8v74z"
    handle = WOOD if look.pick(3) else "#33363b"
    return turned(
        oval(200, 266, 180, 8, "url(#shadow)")
        + path(blade, STEEL)
        + line("M60 236h180", "#8d949b", 1.5)
        + box(248, 182, 14, 54, "#6a7078", 3)
        + path("M262 186h96q24 0 24 22 0 26-24 26l-96-2z", handle)
        + disc(290, 209, 5, "#d8dadd")
        + disc(348, 210, 5, "#d8dadd")
        + wordmark(look, 190, 222, 80, "#6a7078", 14),
        -24,
    )


@drawing("board")
def board(look: Look) -> str:
    """Draw a chopping board that leans against the wall."""
    grain = "".join(
        line(f"M104 {y}q90 {(-6, 8)[y % 2]} 192 2", mix(look.wood, "#5a3a1c", 0.25), 1.5) for y in range(125, 320, 31)
    )
    hole = disc(200, 74, 11, "#00000033")
    groove = f'<rect x="104" y="112" width="192" height="212" rx="12" fill="none" stroke="{mix(look.wood, "#5a3a1c", 0.35)}" stroke-width="4"/>'
    return (
        shadow(206, 344, 126)
        + box(84, 48, 240, 294, mix(look.wood, "#3a2410", 0.3), 20)
        + box(80, 46, 240, 294, look.wood, 20)
        + gloss("M80 66q0-20 20-20h60L80 200z", 0.12)
        + grain
        + (groove if look.pick(2) else "")
        + hole
        + wordmark(look, 200, 300, 70, mix(look.wood, "#3a2410", 0.5), 15)
    )


@drawing("utensils")
def utensils(look: Look) -> str:
    """Draw utensils in a crock."""
    return (
        shadow(rx=90)
        + turned(box(168, 60, 12, 180, look.wood, 6) + oval(174, 66, 26, 38, look.wood), -14, 174, 240)
        + box(196, 50, 11, 190, look.wood, 5)
        + path("M176 36h52v66q0 10-10 10h-32q-10 0-10-10z", look.wood)
        + "".join(box(x, 52, 6, 46, "#00000022", 3) for x in (186, 199, 212))
        + turned(
            box(226, 70, 11, 170, look.wood, 5) + path("M206 44h50v62q-2 16-25 16t-25-16z", look.main), 15, 231, 240
        )
        + path("M118 206h164l-10 116q-2 18-22 18H150q-20 0-22-18z", BODY)
        + oval(200, 206, 82, 14, look.light)
        + oval(200, 208, 72, 9, look.deep)
        + wordmark(look, 200, 284, 80, look.light, 18)
    )


@drawing("foodbox")
def foodbox(look: Look) -> str:
    """Draw stacked food boxes with clip lids."""

    def one(y: float, width: float) -> str:
        x = 200 - width / 2
        return (
            path(f"M{x} {y}h{width}l-8 78q-2 12-14 12h{44 - width}q-12 0-14-12z", "#dcebef", 'opacity=".92"')
            + path(
                f"M{x + 8} {y + 34}h{width - 16}l-4 40q-2 10-12 10h{40 - width}q-10 0-12-10z",
                "#d98f4e" if y > 220 else "#7fa05a",
                'opacity=".85"',
            )
            + box(x - 10, y - 16, width + 20, 22, look.main if look.main != "#cfe2e6" else "#7fa9b4", 8)
            + box(160, y - 2, 80, 20, mix(look.main, "#ffffff", 0.35), 5)
            + gloss(f"M{x + 14} {y + 10}h12l-2 66h-6z", 0.6)
        )

    return shadow(rx=140) + one(248, 240) + one(138, 190)


@drawing("cake")
def cake(_: Look) -> str:
    """Draw a ring cake that has just come out of its tin."""
    flutes = "".join(line(f"M{x} 236q-6 40 2 84", "#8f5b2c", 3) for x in range(96, 320, 26))
    return (
        shadow(rx=150)
        + oval(200, 330, 156, 16, STEEL)
        + path("M72 214q4-60 128-60t128 60q12 60-8 100-20 14-120 14T80 314q-20-40-8-100z", "#b77b42")
        + flutes
        + path(
            "M76 210q8-56 124-56t124 56q-16 26-28 2-14 30-34 6-18 34-40 4-20 34-42 0-18 30-40-2-20 30-36-4-16 20-28-6z",
            "#f6f1e6",
        )
        + oval(200, 184, 44, 15, "#6f4322")
        + gloss("M98 204q14-34 80-40-48 12-62 42z", 0.6)
    )


@drawing("thermos")
def thermos(look: Look) -> str:
    """Draw a steel flask with a cup for a lid."""
    return (
        shadow(rx=66)
        + path("M148 122h104v196q0 22-22 22h-60q-22 0-22-22z", BODY)
        + path("M152 122q0-22 20-30h56q20 8 20 30z", STEEL)
        + path("M160 44h80l4 50h-88z", look.dark)
        + box(156, 86, 88, 10, STEEL, 3)
        + box(148, 308, 104, 10, look.deep)
        + gloss("M162 134h16v170h-16z", 0.28)
        + f'<g transform="rotate(-90 206 226)">{wordmark(look, 206, 234, 120, look.light, 26)}</g>'
    )
