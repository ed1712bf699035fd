"""Boxes, bags and tins with the brand's label on them."""

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
    words,
)
from torg.demo.drawings.labels import ink_on


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
        + words(("KAFFE", "KAHVI", "KAFFI")[look.pick(3)], 200, 218, 12, INK, 'letter-spacing="2"')
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
