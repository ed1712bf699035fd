"""Lamps."""

# An outline is read as one line.

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
    oval,
    path,
    shadow,
)


@drawing("pendant")
def pendant(look: Look) -> str:
    """Draw a pendant lamp: dome, globe or cone."""
    glow = path("M110 236L40 390h320L290 236z", "#fff1c4", 'opacity=".5"')
    shade = (
        path("M92 236q4-104 108-108t108 108z", DOME) + oval(200, 236, 108, 13, mix(look.main, "#fff1c4", 0.7)),
        disc(200, 190, 84, "#fff6dc")
        + disc(200, 190, 84, look.main, 'opacity=".28"')
        + gloss("M140 170q14-50 62-54-40 20-48 62z", 0.6)
        + box(176, 98, 48, 18, look.main, 4),
        path("M170 120h60l66 116H104z", BODY) + oval(200, 236, 96, 12, mix(look.main, "#fff1c4", 0.7)),
    )[look.pick(3)]
    return glow + line("M200 0v116", INK, 4) + box(186, 100, 28, 30, look.deep, 6) + shade


@drawing("tablelamp")
def tablelamp(look: Look) -> str:
    """Draw a table lamp."""
    foot = (
        path("M168 336q-20-50 0-90 14-30 14-56h36q0 26 14 56 20 40 0 90z", BODY)
        if look.pick(2)
        else box(192, 190, 16, 136, BODY, 4) + oval(200, 332, 56, 12, look.main)
    )
    return (
        oval(200, 346, 120, 20, "#fff1c4", 'opacity=".6"')
        + shadow(rx=80)
        + disc(200, 150, 120, "#fff1c4", 'opacity=".45"')
        + foot
        + path("M140 78h120l36 122H104z", "#fbf3de")
        + path("M140 78h120l36 122H104z", "url(#sheen)")
        + line("M104 200h192M140 78h120", look.main, 4)
    )


@drawing("floorlamp")
def floorlamp(look: Look) -> str:
    """Draw a floor lamp, straight or bowed."""
    if look.pick(2):
        pole = line("M286 340V130q0-86-70-86-56 0-66 46", look.main, 8)
        head = path("M102 138q4-52 50-52t50 52z", DOME) + oval(152, 138, 50, 8, "#fff1c4")
        base = oval(286, 342, 52, 10, look.deep)
    else:
        pole = line("M200 340V130", look.main, 8)
        head = path("M156 40h88l34 104H122z", "#fbf3de") + path("M156 40h88l34 104H122z", "url(#sheen)")
        base = oval(200, 342, 60, 11, look.deep)
    return disc(170, 130, 100, "#fff1c4", 'opacity=".45"') + shadow(rx=110) + base + pole + head


@drawing("bulb")
def bulb(look: Look) -> str:
    """Draw a light bulb with a glowing thread."""
    return (
        disc(200, 160, 140, "#fff1c4", 'opacity=".55"')
        + path(
            "M200 48q96 4 100 100 0 46-36 80-20 20-22 44h-84q-2-24-22-44-36-34-36-80 4-96 100-100z",
            "#fff8e4" if look.pick(2) else "#ffe9b0",
            'opacity=".92"',
        )
        + line("M176 270l-14-104 20 24 18-30 18 30 20-24-14 104", "#e09a2e", 4)
        + box(162, 268, 76, 54, STEEL, 8)
        + line("M162 284h76M162 300h76", "#8d949b", 4)
        + path("M176 322h48l-12 20h-24z", INK)
        + gloss("M126 150q4-62 60-80-36 30-38 96z", 0.8)
    )


@drawing("lights")
def lights(look: Look) -> str:
    """Draw a string of lights."""
    lamps = "".join(
        disc(x, y + 26, 22, "#fff1c4", 'opacity=".7"')
        + oval(x, y + 24, 9, 13, "#ffd877")
        + box(x - 5, y + 4, 10, 10, INK, 2)
        for x, y in (
            (50, 116),
            (104, 152),
            (160, 168),
            (220, 160),
            (280, 134),
            (342, 92),
            (70, 256),
            (130, 284),
            (200, 290),
            (270, 272),
            (334, 236),
        )
    )
    return line("M14 84q160 160 372-20M14 220q180 150 372-22", look.deep, 4) + lamps


@drawing("walllamp")
def walllamp(look: Look) -> str:
    """Draw a lantern for the wall of a house."""
    return (
        disc(200, 220, 130, "#fff1c4", 'opacity=".5"')
        + box(258, 110, 20, 130, look.deep, 6)
        + line("M262 150q-60-60-62-20", look.main, 11)
        + path("M150 162l22-34h56l22 34z", look.main)
        + box(154, 162, 92, 140, "#fff3d0", 4)
        + line("M156 162v140M244 162v140M200 162v140", look.main, 7)
        + box(146, 298, 108, 16, look.main, 4)
        + disc(200, 232, 22, "#ffd877")
    )
