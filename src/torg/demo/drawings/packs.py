"""Bottles, tubes, jars, boxes and bags with the brand's label on them."""

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
    luminance,
    mix,
    oval,
    path,
    shadow,
    wordmark,
    words,
)


def ink_on(colour: str) -> str:
    """Give a colour for letters that can be read on another colour."""
    return "#ffffff" if luminance(colour) < 0.62 else INK


def label(look: Look, x: float, y: float, width: float, height: float, ground: str = "#fbf8f1") -> str:
    """Draw a label: wordmark, a band in the product's colour and a small leaf or wave."""
    middle = x + width / 2
    mark = (
        path(f"M{middle} {y + height * 0.93}q-15-12 0-30 15 18 0 30z", look.main)
        if look.pick(2)
        else line(f"M{middle - 22} {y + height * 0.86}q11-12 22 0t22 0", look.main, 4)
    )
    return (
        box(x, y, width, height, ground, 5)
        + box(x, y + height * 0.5, width, height * 0.14, look.main)
        + wordmark(look, middle, y + height * 0.36, width * 0.84, look.accent, height * 0.26)
        + mark
    )


@drawing("bottle")
def bottle(look: Look) -> str:
    """Draw a bottle with a cap: shampoo, washing-up liquid, car shampoo."""
    return (
        shadow(rx=84)
        + box(170, 62, 60, 46, look.accent, 8)
        + path("M160 108h80q6 0 10 8 24 14 24 46v154q0 24-24 24H150q-24 0-24-24V162q0-32 24-46 4-8 10-8z", BODY)
        + label(look, 140, 176, 120, 126)
        + gloss("M138 170q0-22 12-34v190q-12-4-12-16z", 0.35)
    )


@drawing("pump")
def pump(look: Look) -> str:
    """Draw a bottle with a pump."""
    return (
        shadow(rx=84)
        + path("M186 92V68h-42q-12 0-14 12h-10q2-26 26-26h82q10 0 10 10v28z", look.accent)
        + box(176, 88, 48, 26, INK, 4)
        + path("M152 114h96q26 6 26 36v164q0 26-26 26h-96q-26 0-26-26V150q0-30 26-36z", BODY)
        + label(look, 140, 178, 120, 122)
        + gloss("M136 156q2-18 12-28v198q-12-6-12-18z", 0.35)
    )


@drawing("tube")
def tube(look: Look) -> str:
    """Draw a tube that stands on its cap."""
    return (
        shadow(rx=62)
        + box(134, 44, 132, 20, look.dark, 3)
        + path("M132 60h136l-22 236h-92z", BODY)
        + box(154, 294, 92, 46, look.accent, 8)
        + box(154, 300, 92, 3, "#ffffff55")
        + f'<g transform="rotate(-90 200 170)">{wordmark(look, 200, 178, 170, ink_on(look.main), 34)}</g>'
        + line("M170 270q15-12 30 0t30 0", ink_on(look.main), 3)
        + gloss("M142 68h16l10 220h-10z", 0.35)
    )


@drawing("jar")
def jar(look: Look) -> str:
    """Draw a glass jar with what is in it: jam, honey, herring, cream."""
    return (
        shadow(rx=98)
        + path("M122 128h156q22 8 22 34v148q0 30-30 30H130q-30 0-30-30V162q0-26 22-34z", "#e3edef")
        + path("M116 148h168q10 6 10 22v138q0 26-26 26H132q-26 0-26-26V170q0-16 10-22z", BODY)
        + box(112, 78, 176, 54, look.accent, 10)
        + "".join(box(x, 84, 3, 42, "#00000022") for x in range(126, 280, 14))
        + label(look, 118, 186, 164, 110)
        + gloss("M110 176q0-14 8-22v170q-8-6-8-16z", 0.5)
    )


@drawing("creamjar")
def creamjar(look: Look) -> str:
    """Draw a low jar of cream."""
    return (
        shadow(rx=120)
        + box(88, 196, 224, 144, "#f6f2ea", 24)
        + box(88, 196, 224, 144, BODY, 24, 'opacity=".55"')
        + box(82, 138, 236, 72, look.accent, 12)
        + gloss("M96 148h18v52H96zM100 222h14v96h-14z", 0.3)
        + box(82, 200, 236, 8, "#00000022")
        + wordmark(look, 200, 278, 170, ink_on(mix(look.main, "#f6f2ea", 0.45)), 32)
        + line("M160 304h80", look.accent, 3)
    )


@drawing("box")
def box_pack(look: Look) -> str:
    """Draw a carton: tea, biscuits, screws, plasters."""
    ground = look.main
    return (
        shadow(206, 342, 124)
        + path("M284 92l40 18v212l-40 18z", look.deep)
        + path("M92 92h192v248H92z", ground)
        + path("M92 92l34-20h192l6 38-40-18z", look.light)
        + box(92, 92, 192, 248, "url(#sheen)")
        + oval(188, 252, 70, 52, "#fbf8f1")
        + disc(176, 252, 24, look.accent)
        + disc(204, 262, 17, mix(look.accent, "#ffffff", 0.35))
        + disc(204, 236, 11, mix(look.accent, "#000000", 0.2))
        + wordmark(look, 188, 150, 164, ink_on(ground), 36)
        + line("M128 170h120", ink_on(ground), 2)
        + words(("Original", "Classic", "Nordic")[look.pick(3)], 188, 190, 15, ink_on(ground))
    )


@drawing("bag")
def bag(look: Look) -> str:
    """Draw a stand-up bag: pasta, sweets, nuts, muesli."""
    edge = "".join(f"l6 {(-5, 5)[n % 2]}" for n in range(32))
    return (
        shadow(rx=116)
        + path(f"M104 70{edge}q-8 60 4 130 8 84-6 140H102q-14-60-4-140 12-70 6-130z", BODY)
        + path("M104 84h192v18H104z", look.dark)
        + path("M120 206q80-34 160 0 8 60 0 104-80 14-160 0-8-50 0-104z", "#fbf8f1", 'opacity=".93"')
        + "".join(
            oval(x, y, 15, 11, (look.accent, mix(look.accent, "#ffffff", 0.4), look.dark)[n % 3])
            for n, (x, y) in enumerate(((158, 270), (190, 284), (222, 268), (244, 286), (176, 248), (210, 246)))
        )
        + wordmark(look, 200, 160, 150, ink_on(look.main), 34)
        + words(("Original", "Nordic", "Classic")[look.pick(3)], 200, 222, 14, look.accent)
        + gloss("M116 108q10 90-2 220h14q8-120 2-220z", 0.25)
    )


@drawing("coffeebag")
def coffeebag(look: Look) -> str:
    """Draw a bag of coffee with its tin tie."""
    bean = "".join(
        f'<g transform="rotate({turn} {x} {y})">{oval(x, y, 15, 10, "#4a2c18")}{line(f"M{x - 13} {y}q13-7 26 0", "#8a5c36", 2)}</g>'
        for x, y, turn in ((170, 284, 30), (204, 294, -20), (232, 278, 60), (196, 266, -50))
    )
    return (
        shadow(rx=104)
        + path("M112 78h176l6 262H106z", BODY)
        + path("M112 78h176l2 40H110z", look.dark)
        + box(98, 88, 204, 14, look.accent, 4)
        + path("M112 118l12 222h-18z", "#00000022")
        + path("M288 118l-12 222h18z", "#00000033")
        + box(132, 148, 136, 92, "#fbf8f1", 6)
        + wordmark(look, 200, 190, 118, look.accent, 28)
        + words(("MÖRKROST", "MELLANROST", "LJUSROST")[look.pick(3)], 200, 218, 12, INK, 'letter-spacing="2"')
        + bean
    )


@drawing("carton")
def carton(look: Look) -> str:
    """Draw a drinks carton with a screw cap."""
    return (
        shadow(206, 342, 92)
        + path("M246 134l46-24v212l-46 18z", look.deep)
        + path("M122 134h124v206H122z", look.main)
        + path("M122 134l20-62h112l-8 62z", look.light)
        + path("M254 72l38 38-46 24z", look.dark)
        + box(138, 56, 122, 20, look.light, 3)
        + disc(196, 106, 16, look.accent)
        + path("M122 262q32-34 62-8t62-12v98H122z", "#fbf8f1")
        + path("M184 304q-20-16 0-40 20 24 0 40z", look.accent)
        + wordmark(look, 184, 196, 108, ink_on(look.main), 30)
    )


@drawing("can")
def can(look: Look) -> str:
    """Draw a tin: tomatoes, soup, cat food, tea."""
    return (
        shadow(rx=100)
        + path("M106 112h188v206q-30 22-94 22t-94-22z", BODY)
        + path("M106 112h188v22H106zM106 304h188v14q-30 22-94 22t-94-22z", STEEL)
        + oval(200, 112, 94, 20, "#d8dde0")
        + oval(200, 112, 80, 15, "#b4bbc1")
        + line("M186 106q14-14 28 0t-14 14", "#8a9299", 4)
        + oval(200, 258, 62, 34, "#fbf8f1")
        + disc(184, 258, 17, look.accent)
        + disc(212, 262, 14, look.main)
        + wordmark(look, 200, 190, 158, ink_on(look.main), 34)
        + gloss("M120 136h16v176l-16-6z", 0.35)
    )


@drawing("flatcan")
def flatcan(look: Look) -> str:
    """Draw a flat tin: fish, shoe polish, lozenges."""
    return (
        shadow(rx=146)
        + path("M60 246h280v60q-20 34-140 34T60 306z", STEEL)
        + oval(200, 246, 140, 66, "#d8dde0")
        + oval(200, 244, 126, 57, look.main)
        + line("M108 244q40-26 92 0 44 22 88-4-22 34-88 20-50-12-92-16z", ink_on(look.main), 3)
        + disc(266, 236, 3, ink_on(look.main))
        + wordmark(look, 200, 222, 130, ink_on(look.main), 22)
    )


@drawing("oilbottle")
def oilbottle(look: Look) -> str:
    """Draw a slender glass bottle: oil, vinegar, cordial."""
    return (
        shadow(rx=66)
        + box(180, 36, 40, 34, look.accent, 5)
        + path("M182 68h36v64q0 14 18 32 18 16 18 44v108q0 24-22 24h-64q-22 0-22-24V208q0-28 18-44 18-18 18-32z", BODY)
        + label(look, 154, 210, 92, 104)
        + gloss("M158 206q0-16 10-26v144q-10-4-10-14zM188 76h8v60h-8z", 0.4)
    )


@drawing("saucebottle")
def saucebottle(look: Look) -> str:
    """Draw a squeezy bottle that stands on its lid."""
    return (
        shadow(rx=70)
        + path("M150 62h100q14 30 8 90-4 30 6 60 6 50-12 84H148q-18-34-12-84 10-30 6-60-6-60 8-90z", BODY)
        + box(148, 292, 104, 48, look.accent, 8)
        + label(look, 150, 138, 100, 120)
        + gloss("M158 70h10q-8 40-6 90-10 30-8 80l-8-2q-2-40 6-70-6-50 6-98z", 0.35)
    )


@drawing("jug")
def jug(look: Look) -> str:
    """Draw a canister with a handle: detergent, washer fluid, motor oil."""
    return (
        shadow(rx=110)
        + box(128, 58, 58, 40, look.accent, 7)
        + path("M120 96h76l34-8q62 4 66 60v168q0 24-24 24H124q-24 0-24-24V136q0-34 20-40z", BODY)
        + path("M234 116q34 4 34 40v60q0 14-12 14t-12-14v-54q0-16-16-20-14-6-8-18 4-10 14-8z", look.deep)
        + label(look, 114, 210, 170, 108)
        + gloss("M110 140q0-20 10-28v210q-10-4-10-14z", 0.35)
    )


@drawing("spray")
def spray(look: Look) -> str:
    """Draw a trigger spray bottle."""
    return (
        shadow(rx=74)
        + path("M158 52h70q30 4 36 34l-36-8v30h-50V84h-34V60q4-8 14-8z", look.accent)
        + line("M218 92q8 30-8 44", look.accent, 9)
        + box(176, 108, 50, 20, INK, 4)
        + path("M178 128h46q4 34 28 60 14 16 14 42v86q0 24-24 24h-82q-24 0-24-24v-86q0-26 14-42 24-26 28-60z", BODY)
        + label(look, 148, 214, 104, 108)
        + gloss("M150 216q4-16 16-30v134q-16-2-16-14z", 0.35)
    )


@drawing("rollon")
def rollon(look: Look) -> str:
    """Draw a roll-on or a stick."""
    return (
        shadow(rx=58)
        + path("M148 178q0-96 52-96t52 96z", look.accent)
        + path("M146 176h108l8 140q0 24-24 24h-76q-24 0-24-24z", BODY)
        + f'<g transform="rotate(-90 200 262)">{wordmark(look, 200, 270, 130, ink_on(look.main), 28)}</g>'
        + gloss("M158 184h14l-4 136h-14zM166 170q4-52 22-70-12 30-12 70z", 0.35)
    )


@drawing("perfume")
def perfume(look: Look) -> str:
    """Draw a bottle of scent."""
    return (
        shadow(rx=96)
        + box(170, 70, 60, 62, look.accent, 6)
        + box(184, 128, 32, 22, "#c39a4c", 3)
        + box(108, 146, 184, 194, "#eef3f3", 22)
        + box(124, 190, 152, 136, BODY, 14, 'opacity=".75"')
        + gloss("M122 162h18v160h-18z", 0.8)
        + box(150, 224, 100, 66, "#fbf8f1", 3)
        + wordmark(look, 200, 262, 84, INK, 20)
    )


@drawing("lipstick")
def lipstick(look: Look) -> str:
    """Draw a lip balm or lipstick beside its cap."""
    return (
        shadow(rx=100)
        + path("M138 140q0-40 52-62v94h-52z", look.main)
        + gloss("M146 146q2-24 18-38v60h-18z", 0.4)
        + box(130, 168, 68, 54, "#c39a4c", 4)
        + box(120, 216, 88, 124, look.accent, 8)
        + box(224, 190, 74, 150, look.accent, 10)
        + gloss("M130 224h12v108h-12zM234 200h10v132h-10z", 0.3)
        + wordmark(look, 164, 290, 74, "#fff", 16)
    )


@drawing("nailpolish")
def nailpolish(look: Look) -> str:
    """Draw a bottle of nail polish."""
    return (
        shadow(rx=76)
        + path("M172 40h56l8 128h-72z", INK)
        + gloss("M180 50h10l-4 110h-12z", 0.25)
        + box(130, 164, 140, 176, "#eef3f3", 34)
        + box(142, 186, 116, 142, BODY, 26)
        + gloss("M150 210q2-12 12-16v110q-12-4-12-16z", 0.55)
        + wordmark(look, 200, 268, 96, ink_on(look.main), 22)
    )


@drawing("pilljar")
def pilljar(look: Look) -> str:
    """Draw a jar of tablets."""
    return (
        shadow(rx=84)
        + box(128, 70, 144, 58, "#f6f4ee", 10)
        + "".join(box(x, 76, 3, 46, "#0000001c") for x in range(140, 268, 12))
        + box(120, 126, 160, 214, look.main, 24)
        + box(120, 126, 160, 214, "url(#sheen)", 24)
        + label(look, 120, 176, 160, 124)
        + oval(176, 332, 16, 8, "#fff")
        + oval(300, 334, 18, 9, "#fbf8f1")
        + oval(326, 338, 14, 7, mix(look.main, "#ffffff", 0.5))
    )


@drawing("paintcan")
def paintcan(look: Look) -> str:
    """Draw a tin of paint with a drip of its colour."""
    return (
        shadow(rx=112)
        + line("M94 150q106-150 212 0", "#8d949b", 5)
        + path("M92 140h216v178q-30 22-108 22T92 318z", "#e9ebec")
        + box(92, 176, 216, 120, look.accent)
        + wordmark(look, 200, 236, 180, "#fff", 36)
        + words("MATT 5", 200, 268, 16, "#fff", 'letter-spacing="3"')
        + path("M92 140h216v178q-30 22-108 22T92 318z", "url(#sheen)")
        + oval(200, 140, 108, 24, "#c5cacf")
        + oval(200, 140, 94, 18, look.main)
        + path("M120 150q10 10 12 50 2 16 10 16t10-16l2-40z", look.main)
    )


@drawing("sachet")
def sachet(look: Look) -> str:
    """Draw a packet of seeds."""
    petals = "".join(
        f'<g transform="rotate({a} 200 186)">{oval(200, 152, 15, 27, look.main)}</g>' for a in range(0, 360, 60)
    )
    return (
        shadow(rx=104)
        + box(98, 56, 204, 284, "#fbf8f1", 4)
        + box(98, 56, 204, 34, look.accent, 4)
        + line("M200 200q-6 50 0 110M200 270q-34-8-44-34M200 250q30-8 40-30", "#4f8a4c", 6)
        + petals
        + disc(200, 186, 17, "#d3a133")
        + wordmark(look, 200, 82, 170, "#fff", 24)
        + box(98, 56, 204, 284, "url(#sheen)", 4)
        + line("M98 322h204", "#d8d2c2", 2, 'stroke-dasharray="5 5"')
    )


@drawing("softpack")
def softpack(look: Look) -> str:
    """Draw a soft pack with a handle on top: nappies, wipes, tissue."""
    return (
        shadow(rx=146)
        + line("M160 112q40-50 80 0", look.dark, 12)
        + path("M70 128q130-40 260 0 14 100 4 204-134 18-268 0-10-104 4-204z", BODY)
        + path("M66 250q134 30 268 0 2 42 0 82-134 18-268 0-2-40 0-82z", "#fbf8f1")
        + disc(120, 294, 24, look.accent)
        + line("M112 292q8 12 16 0M112 284h1M127 284h1", "#fff", 4)
        + wordmark(look, 200, 208, 200, ink_on(look.main), 46)
        + words(("Sensitive", "Soft", "Natural")[look.pick(3)], 226, 302, 24, look.accent)
        + gloss("M86 140q40-14 80-18-50 24-66 96h-18z", 0.3)
    )


@drawing("petbag")
def petbag(look: Look) -> str:
    """Draw a large paper bag of pet food with a paw on it."""
    return (
        shadow(rx=120)
        + path("M104 54h192l14 276q-4 10-14 10H104q-10 0-14-10z", BODY)
        + path("M104 54h192l2 30H102z", look.dark)
        + path("M104 84l18 256h-22q-8 0-10-10z", "#00000018")
        + path("M296 84l-18 256h22q8 0 10-10z", "#00000028")
        + wordmark(look, 200, 140, 168, ink_on(look.main), 38)
        + disc(200, 236, 66, "#fbf8f1")
        + oval(200, 254, 27, 22, look.accent)
        + "".join(oval(x, y, 11, 15, look.accent) for x, y in ((164, 228), (186, 208), (214, 208), (236, 228)))
    )


@drawing("sack")
def sack(look: Look) -> str:
    """Draw a paper bag of flour or sugar, folded at the top."""
    return (
        shadow(rx=98)
        + path("M118 98h164v242H118z", "#f7f2e6")
        + path("M118 98l16-30h148v30z", "#e8e0cc")
        + path("M282 98v242l14-12V86l-14-18z", "#d6ccb4")
        + path("M118 178h164v74H118z", look.main)
        + wordmark(look, 200, 226, 144, ink_on(look.main), 36)
        + line(
            "M200 166V120M200 140q-14-2-18-16 16 0 18 16zM200 140q14-2 18-16-16 0-18 16zM200 160q-14-2-18-16 16 0 18 16zM200 160q14-2 18-16-16 0-18 16z",
            look.accent,
            3,
        )
        + line("M140 284h120M140 300h90", "#c9bfa6", 4)
    )


@drawing("rolls")
def rolls(look: Look) -> str:
    """Draw a pack of paper rolls behind clear film."""

    def roll(x: float, y: float) -> str:
        return (
            box(x, y, 84, 88, "#f7f5ef", 12)
            + oval(x + 42, y + 5, 42, 12, "#fff")
            + oval(x + 42, y + 5, 14, 5, "#cbb89a")
        )

    body = "".join(roll(x, y) for y in (66, 158, 250) for x in (70, 158, 246))
    return (
        shadow(rx=150)
        + body
        + path("M58 150q142-24 284 0v96q-142 24-284 0z", look.main, 'opacity=".92"')
        + wordmark(look, 200, 212, 220, ink_on(look.main), 44)
        + '<rect x="56" y="56" width="288" height="286" rx="16" fill="#dbeaf0" opacity=".22"/>'
        + gloss("M70 70h30L74 320h-6z", 0.4)
    )
