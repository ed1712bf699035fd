"""Pots, knives, cups and the machines of a kitchen."""

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


@drawing("mug")
def mug(look: Look) -> str:
    """Draw a mug with its handle to the right."""
    band = path("M95 262h186l-2 30H99z", look.light, 'opacity=".5"') if look.pick(2) else ""
    return (
        shadow(196, 342, 112)
        + line("M280 178q66-8 66 52t-76 58", look.dark, 22)
        + line("M280 174q58-8 60 50t-70 56", look.main, 12)
        + path("M92 132h192l-10 178q-2 30-32 30H134q-30 0-32-30z", BODY)
        + oval(188, 132, 96, 20, look.light)
        + oval(188, 134, 84, 15, look.deep)
        + oval(188, 138, 76, 11, "#4a2f1d")
        + band
        + gloss("M112 160h16l4 150h-12z", 0.28)
    )


@drawing("plate")
def plate(look: Look) -> str:
    """Draw a plate from above."""
    return (
        disc(204, 212, 150, "url(#shadow)")
        + disc(200, 200, 148, look.dark)
        + disc(199, 198, 147, look.main)
        + disc(200, 200, 108, look.dark)
        + disc(201, 202, 107, mix(look.main, "#ffffff", 0.12))
        + ring(200, 200, 128, look.light, 3 if look.pick(2) else 1)
        + gloss("M84 150Q120 70 206 66q-78 20-104 90z", 0.45)
    )


@drawing("bowl")
def bowl(look: Look) -> str:
    """Draw a bowl with porridge and berries."""
    berries = "".join(
        disc(x, y, 9, c)
        for x, y, c in ((160, 176, "#4b5fa3"), (184, 168, "#b3262e"), (206, 178, "#4b5fa3"), (232, 170, "#b3262e"))
    )
    return (
        shadow(rx=110)
        + path("M150 326h100l8 14H142z", look.deep)
        + path("M60 178h280q0 104-66 148H126Q60 282 60 178z", BODY)
        + oval(200, 178, 140, 30, look.light)
        + oval(200, 180, 126, 24, look.deep)
        + oval(200, 184, 116, 18, "#efe2c8")
        + berries
        + gloss("M82 208q8 62 52 106-14-52-32-102z", 0.25)
    )


@drawing("glass")
def glass(look: Look) -> str:
    """Draw tumblers."""
    one = (
        path("M0 0h92l-9 150q-1 12-13 12H22q-12 0-13-12z", look.main, 'opacity=".55"')
        + path("M5 60h82l-6 88q-1 8-9 8H22q-8 0-9-8z", mix(look.main, "#7fb4cf", 0.5), 'opacity=".5"')
        + oval(46, 0, 46, 9, "#fff", 'opacity=".75"')
        + path("M12 12h10l6 130h-8z", "#fff", 'opacity=".7"')
    )
    return (
        shadow(rx=150)
        + f'<g transform="translate(52 176)">{one}</g><g transform="translate(254 176)">{one}</g>'
        + f'<g transform="translate(142 152) scale(1.18)">{one}</g>'
    )


@drawing("wineglass")
def wineglass(look: Look) -> str:
    """Draw a stemmed glass with wine."""
    wine = "#7a1f33" if look.pick(2) else "#e6cf86"
    return (
        shadow(rx=80)
        + oval(200, 334, 66, 12, "#dfeaed")
        + path("M194 226h12l2 106h-16z", "#cfdfe4")
        + path("M132 64h136q22 150-68 168-90-18-68-168z", "#e4eff2", 'opacity=".8"')
        + path("M127 122h146q2 94-73 108-75-14-73-108z", wine, 'opacity=".9"')
        + oval(200, 122, 73, 10, mix(wine, "#ffffff", 0.25))
        + oval(200, 64, 68, 8, "#fff", 'opacity=".8"')
        + gloss("M144 82q-8 74 20 118-6-60-4-118z", 0.55)
    )


@drawing("carafe")
def carafe(_: Look) -> str:
    """Draw a water carafe with a stopper."""
    return (
        shadow(rx=92)
        + path("M168 92h64v74q0 16 24 56 30 52 18 92-6 24-32 24h-84q-26 0-32-24-12-40 18-92 24-40 24-56z", "#dcebef")
        + path("M130 246h140q14 40 4 68-6 20-30 20h-88q-24 0-30-20-10-28 4-68z", "#a9cfdf", 'opacity=".75"')
        + oval(200, 246, 70, 9, "#c6e2ec")
        + box(172, 62, 56, 40, WOOD, 10)
        + gloss("M148 240q-18 40-8 76h12q-8-40 8-76z", 0.8)
        + disc(226, 290, 16, "#f0d84f")
        + ring(226, 290, 11, "#fff8c9", 2)
    )


@drawing("cutlery")
def cutlery(look: Look) -> str:
    """Draw a knife, a fork and a spoon."""
    metal = STEEL if look.main in {"#a7adb3", "#b9bec4"} else BODY
    return (
        "".join(oval(x, 352, 24, 5, "url(#shadow)") for x in (110, 200, 290))
        + path("M98 50v66q0 16 8 20l-6 200q0 12 10 12t10-12l-6-200q8-4 8-20V50h-6v60h-4V50h-4v60h-4V50z", metal)
        + path("M196 48q26 10 26 120v20h-14l4 148q0 12-12 12t-12-12z", metal)
        + path("M290 48q28 0 28 50 0 36-20 44l4 194q0 12-12 12t-12-12l4-194q-20-8-20-44 0-50 28-50z", metal)
        + gloss("M278 66q-10 24 0 54 2-30 10-58z", 0.5)
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
