"""Furniture."""

# An outline is read as one line.
# ruff: noqa: E501

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
    shadow,
    turned,
    twice,
)


@drawing("chair")
def chair(look: Look) -> str:
    """Draw a wooden chair with spindles or an upholstered seat."""
    if look.pick(2):
        back = line("M134 76q66-24 132 0", look.main, 15) + "".join(
            line(f"M{x} 80l{(200 - x) * 0.1:.0f} 120", look.dark, 6) for x in (150, 175, 200, 225, 250)
        )
    else:
        back = path("M130 66q70-20 140 0l-8 70q-62 12-124 0z", BODY) + line("M140 136l4 70M260 136l-4 70", look.dark, 9)
    return (
        shadow(cy=346, rx=100)
        + line("M146 226l-22 118M254 226l22 118", look.dark, 12)
        + line("M156 226l-4 92M244 226l4 92", look.deep, 9)
        + line("M140 290h120", look.dark, 6)
        + back
        + path("M112 200q88-16 176 0l8 22q-96 20-192 0z", BODY)
        + path("M104 222q96 20 192 0v10q-96 20-192 0z", look.deep)
    )


@drawing("table")
def table(look: Look) -> str:
    """Draw a table: dining, coffee or desk height."""
    top = {"low": 226, "desk": 166}.get(look.style, 172)
    drawer = (
        box(226, top + 30, 100, 46, look.main, 3) + box(264, top + 48, 26, 7, look.deep, 3)
        if look.style == "desk"
        else ""
    )
    extra = (
        oval(200, top - 4, 26, 6, "#8fa893") + path(f"M182 {top - 6}q18-40 36 0z", "#a3b29a")
        if look.style == "low"
        else ""
    )
    return (
        shadow(cy=344, rx=160)
        + line(f"M74 {top + 26}L60 342M326 {top + 26}l14 {316 - top}", look.dark, 15)
        + line(f"M112 {top + 26}l-4 {290 - top}M288 {top + 26}l4 {290 - top}", look.deep, 10)
        + drawer
        + box(40, top + 16, 320, 16, look.deep, 3)
        + path(f"M36 {top}h328v20H36z", BODY)
        + path(f"M66 {top - 24}h268l30 24H36z", look.light)
        + line(f"M90 {top - 14}h180M70 {top - 6}h230", look.main, 2)
        + extra
    )


@drawing("sofa")
def sofa(look: Look) -> str:
    """Draw a sofa with cushions."""
    return (
        shadow(cy=330, rx=186)
        + twice(line("M62 304v24", look.wood, 12))
        + box(52, 118, 296, 130, look.dark, 26)
        + box(60, 128, 138, 110, DOME, 20)
        + box(202, 128, 138, 110, DOME, 20)
        + box(56, 226, 144, 50, look.light, 16)
        + box(200, 226, 144, 50, look.light, 16)
        + box(46, 262, 308, 44, BODY, 12)
        + box(22, 170, 50, 138, look.main, 22)
        + box(328, 170, 50, 138, look.dark, 22)
        + turned(box(84, 158, 70, 68, look.accent, 12), -10, 120, 190)
    )


@drawing("armchair")
def armchair(look: Look) -> str:
    """Draw an armchair."""
    return (
        shadow(cy=338, rx=130)
        + line("M116 296l-18 40M284 296l18 40", look.wood, 12)
        + path("M110 250Q96 70 200 66q104 4 90 184z", DOME)
        + box(118, 216, 164, 60, look.light, 20)
        + path(
            "M68 180q30-14 50 10l10 86h144l10-86q20-24 50-10 14 10 8 40l-14 70q-6 20-26 20H100q-20 0-26-20l-14-70q-6-30 8-40z",
            BODY,
        )
        + line("M132 276h136", look.deep, 3)
        + line("M160 90q-10 60 0 110M240 90q10 60 0 110", look.dark, 2)
    )


@drawing("officechair")
def officechair(_: Look) -> str:
    """Draw an office chair on castors."""
    return (
        shadow(cy=352, rx=110)
        + line("M200 266v44M200 310l-74 26M200 310l74 26M200 310v32", "#565d64", 12)
        + "".join(disc(x, 342, 11, INK) for x in (124, 200, 276))
        + box(138, 52, 124, 150, DOME, 34)
        + line("M200 200v40", "#565d64", 13)
        + path("M112 226q88-16 176 0 14 36-12 44H124q-26-8-12-44z", BODY)
        + twice(line("M118 232v-44h30", "#565d64", 11))
        + gloss("M152 78q10-16 40-16-26 16-28 100-18-30-12-84z", 0.22)
    )


@drawing("stool")
def stool(look: Look) -> str:
    """Draw a stool."""
    return (
        shadow(cy=346, rx=90)
        + line("M150 180l-34 164M250 180l34 164", look.dark, 14)
        + line("M176 184l-10 134M224 184l10 134", look.deep, 10)
        + line("M130 276h140", look.dark, 8)
        + oval(200, 172, 92, 26, look.deep)
        + oval(200, 162, 92, 26, look.main)
        + oval(196, 158, 70, 17, look.light)
    )


@drawing("bookcase")
def bookcase(look: Look) -> str:
    """Draw a bookcase with books and a bowl."""

    def books(x: float, base: float, row: tuple[tuple[int, int, str], ...]) -> str:
        out = ""
        for width, height, fill in row:
            out += box(x, base - height, width, height, fill, 2)
            x += width + 2
        return out

    return (
        shadow(cy=352, rx=120)
        + box(96, 42, 208, 308, look.main, 4)
        + box(106, 52, 188, 288, look.deep)
        + "".join(box(104, y, 192, 9, look.light) for y in (118, 190, 262))
        + books(116, 118, ((14, 50, "#7b6a86"), (18, 44, "#c06a48"), (12, 54, "#30475e"), (20, 48, "#a3b29a")))
        + books(210, 190, ((16, 46, "#27375a"), (12, 52, "#d3a133"), (20, 42, "#74263a"), (14, 50, "#5c8262")))
        + books(116, 340, ((20, 52, "#efe4cf"), (16, 58, "#265e70"), (24, 48, "#b9704a"), (14, 56, "#4a4f57")))
        + path("M230 104h46l-8 14h-30zM124 176h40q0 14-20 14t-20-14z", "#efe4cf")
        + path("M240 262v-22h26v22zM253 240q-20-10-16-28 16 6 16 28zM253 240q16-12 14-26-14 8-14 26z", "#789f7a")
    )


@drawing("drawers")
def drawers(look: Look) -> str:
    """Draw a chest of drawers, or a bedside table with two."""
    count = 2 if look.style == "small" else 4
    left, width, top = (118, 164, 180) if look.style == "small" else (82, 236, 92)
    height = (316 - top) / count
    fronts = "".join(
        box(left + 10, top + 10 + n * height, width - 20, height - 9, look.main, 4)
        + box(184, top + 6 + n * height + height / 2, 32, 6, look.deep, 3)
        for n in range(count)
    )
    return (
        shadow(cy=346, rx=130)
        + line(f"M{left + 16} 320v24M{left + width - 16} 320v24", look.deep, 12)
        + box(left, top, width, 234 if look.style != "small" else 146, look.dark, 6)
        + box(left - 6, top - 8, width + 12, 14, look.light, 4)
        + fronts
    )


@drawing("cabinet")
def cabinet(look: Look) -> str:
    """Draw a low bench for a television or a sideboard."""
    slats = "".join(line(f"M{x} 214v74", look.dark, 3) for x in range(62, 142, 10))
    return (
        shadow(cy=340, rx=180)
        + line("M64 300l-8 38M336 300l8 38", look.deep, 12)
        + box(36, 192, 328, 112, look.dark, 6)
        + box(50, 206, 100, 88, look.main, 4)
        + slats
        + box(156, 206, 88, 40, look.deep, 3)
        + box(156, 252, 88, 42, look.deep, 3)
        + box(250, 206, 100, 88, look.main, 4)
        + disc(262, 250, 5, look.deep)
        + box(30, 184, 340, 13, look.light, 4)
        + box(170, 268, 40, 26, "#a3b29a", 2)
    )


@drawing("bed")
def bed(look: Look) -> str:
    """Draw a bed frame with its bedding."""
    return (
        shadow(cy=340, rx=180)
        + box(36, 100, 328, 150, look.main, 10)
        + "".join(box(x, 112, 54, 126, look.dark, 4) for x in range(50, 340, 62))
        + path("M74 202q-6-46 8-48 46-8 92 0 16 2 10 48zM216 202q-6-46 8-48 46-8 92 0 16 2 10 48z", "#fbf8f1")
        + path("M40 200h320l14 100H26z", "#e9e6de")
        + path("M36 236q164-14 328 0l10 66H26z", mix(look.accent, "#ffffff", 0.45))
        + box(22, 296, 356, 26, look.main, 5)
        + line("M42 322v18M358 322v18", look.deep, 13)
    )


@drawing("wardrobe")
def wardrobe(look: Look) -> str:
    """Draw a wardrobe with two doors."""
    return (
        shadow(cy=356, rx=120)
        + box(92, 38, 216, 308, look.dark, 5)
        + box(100, 46, 98, 290, look.main, 3)
        + box(202, 46, 98, 290, look.main, 3)
        + box(184, 176, 6, 40, look.deep, 3)
        + box(210, 176, 6, 40, look.deep, 3)
        + twice(box(114, 62, 70, 256, look.light, 2, 'opacity=".35"'))
        + twice(box(100, 346, 18, 10, look.deep))
    )
