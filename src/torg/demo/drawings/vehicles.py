"""Bicycles and cars, and what keeps them rolling."""

# An outline is read as one line.
# ruff: noqa: E501

from math import cos, pi, sin

from torg.demo.drawings.canvas import (
    BODY,
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


def _wheel(x: float, y: float, radius: float) -> str:
    ends = ((cos(turn * pi / 5) * (radius - 4), sin(turn * pi / 5) * (radius - 4)) for turn in range(10))
    spokes = "".join(line(f"M{x} {y}l{across:.0f} {down:.0f}", "#a7adb3", 1.5) for across, down in ends)
    return spokes + ring(x, y, radius, INK, 9) + ring(x, y, radius - 7, "#8d949b", 2) + disc(x, y, 7, "#565d64")


@drawing("bicycle")
def bicycle(look: Look) -> str:
    """Draw a bicycle: town, electric or child's."""
    child = look.style == "child"
    battery = path("M196 196l42-86 20 10-40 86z", INK) if look.style == "electric" else ""
    extra = (
        line("M72 300l-26 34", "#8d949b", 7) + disc(46, 336, 15, INK)
        if child
        else line("M60 166q30-20 76 10", "#8d949b", 5) + box(46, 148, 70, 9, "#8d949b", 4)
    )
    radius = 66 if child else 78
    return (
        shadow(cy=350, rx=190)
        + _wheel(92, 264, radius)
        + _wheel(308, 264, radius)
        + path(f"M14 244q16-70 {78} -70 36 0 60 26l-10 8q-22-22-50-22-52 0-68 60z", look.dark)
        + line("M92 264l60-110h120l-76 112zM152 154l44 112M92 264h104", look.main, 11)
        + line("M266 124l42 140", look.main, 10)
        + battery
        + line("M146 140l8 20", "#8d949b", 8)
        + path("M112 128q40-14 70 0 4 12-12 14h-40q-20-2-18-14z", INK)
        + line("M262 124l-4-22q22-14 46 2", "#565d64", 8)
        + line("M290 100h24", INK, 11)
        + disc(196, 266, 22, "#565d64")
        + disc(196, 266, 10, look.accent)
        + line("M196 266l22 34", "#8d949b", 7)
        + line("M206 302h26", INK, 8)
        + extra
    )


@drawing("scooter")
def scooter(look: Look) -> str:
    """Draw a kick scooter or a balance bike."""
    return (
        shadow(cy=350, rx=170)
        + ring(80, 302, 34, INK, 13)
        + disc(80, 302, 15, look.accent)
        + ring(322, 302, 34, INK, 13)
        + disc(322, 302, 15, look.accent)
        + path("M76 288h170l30-20 12 18-34 26H76z", BODY)
        + line("M322 302L276 80", look.main, 13)
        + line("M240 76l74-8", "#565d64", 9)
        + line("M236 78h22M304 70h22", INK, 15)
        + path("M300 258q34-6 54 24l-12 6q-16-22-38-16z", look.dark)
    )


@drawing("tyre")
def tyre(look: Look) -> str:
    """Draw a tyre, with studs on winter ones."""
    tread = '<circle cx="200" cy="200" r="150" fill="none" stroke="#14161a" stroke-width="19" stroke-dasharray="15.7 23.57"/>'
    studs = "".join(turned(disc(200, 48, 3, "#c9ced3"), a) for a in range(7, 360, 30)) if look.style == "winter" else ""
    rim = "".join(turned(path("M188 140h24l-5 50h-14z", "#c9ced3"), a) for a in range(0, 360, 60))
    return (
        shadow(cy=352, rx=110)
        + disc(200, 200, 158, "#1d2024")
        + tread
        + studs
        + disc(200, 200, 136, "#2c3036")
        + ring(200, 200, 112, "#3f454c", 3)
        + disc(200, 200, 84, "#565d64")
        + disc(200, 200, 76, "#8d949b")
        + disc(200, 200, 68, "#4a5057")
        + rim
        + disc(200, 200, 19, "#c9ced3")
        + disc(200, 200, 9, look.accent)
        + f'<path id="a" d="M84 200a116 116 0 0 1 232 0" fill="none"/><text font-family="Helvetica,Arial,sans-serif" font-size="17" fill="#a7adb3" text-anchor="middle" letter-spacing="3"><textPath href="#a" startOffset="50%">{look.brand.name.upper().replace("&", "+")}</textPath></text>'
    )


@drawing("wiper")
def wiper(look: Look) -> str:
    """Draw wiper blades."""
    return turned(
        oval(200, 250, 180, 12, "url(#shadow)")
        + path("M20 180q180-60 360 0l-4 14q-176-54-352 0z", INK)
        + path("M24 196q176-54 352 0l-2 8q-174-50-348 0z", "#565d64")
        + box(176, 146, 48, 34, look.main, 8)
        + wordmark(look, 200, 140, 120, look.accent, 22),
        -12,
    ) + turned(path("M60 280q140-46 280 0l-4 12q-136-40-272 0z", INK) + box(182, 254, 36, 26, look.main, 7), -12)


@drawing("roofbox")
def roofbox(look: Look) -> str:
    """Draw a roof box on its bars."""
    return (
        shadow(cy=318, rx=180)
        + line("M90 270v40M300 270v40M60 312h60M270 312h60", "#8d949b", 11)
        + path("M14 234q20-96 150-108h140q70 10 84 108-2 30-20 30H36q-22-2-22-30z", BODY)
        + path("M14 226h374v12H14z", look.deep)
        + gloss("M60 190q30-40 110-46-50 20-70 46z", 0.3)
        + wordmark(look, 220, 210, 160, mix(look.main, "#ffffff", 0.55), 34)
        + box(186, 232, 36, 15, "#8d949b", 4)
    )


@drawing("jumpstarter")
def jumpstarter(look: Look) -> str:
    """Draw a battery charger with its clips."""
    return (
        shadow(cy=334, rx=150)
        + line("M120 180Q40 170 50 270", "#c2332f", 9)
        + line("M280 180q80-10 70 90", INK, 9)
        + path("M30 260l20-14 20 14-6 60H36z", "#c2332f")
        + path("M330 260l20-14 20 14-6 60h-28z", INK)
        + box(92, 108, 216, 204, BODY, 22)
        + box(116, 134, 168, 62, "#14171b", 8)
        + words("12,6 V", 200, 178, 38, "#8be04a")
        + disc(146, 246, 21, look.accent)
        + disc(200, 246, 21, look.dark)
        + disc(254, 246, 21, look.dark)
        + wordmark(look, 200, 298, 130, look.light, 24)
    )


@drawing("carmat")
def carmat(look: Look) -> str:
    """Draw a set of car mats."""
    one = path("M0 20Q4 0 24 0h90q18 0 20 20l6 100q0 20-20 20H16q-18 0-18-20z", BODY) + "".join(
        line(f"M{14 + n} {24 + n * 20}h{104 - n * 2}", look.light, 5) for n in range(5)
    )
    return (
        shadow(cy=346, rx=170)
        + moved(one, 50, 30, 1.05)
        + moved(one, 210, 30, 1.05)
        + moved(one, 60, 200, 0.95)
        + moved(one, 212, 200, 0.95)
    )


@drawing("scraper")
def scraper(look: Look) -> str:
    """Draw an ice scraper with a brush."""
    return turned(
        oval(210, 230, 150, 26, "url(#shadow)")
        + box(80, 184, 240, 27, look.main, 12)
        + path("M30 160h60v74H30l-14-10v-54z", look.accent)
        + path("M16 170l14-10v74l-14-10z", "#dcebef")
        + box(230, 206, 110, 15, INK, 4)
        + "".join(line(f"M{x} 220v36", "#e8dcc0", 5) for x in range(236, 338, 8))
        + box(300, 180, 90, 34, INK, 14),
        -26,
    )


@drawing("lock")
def lock(look: Look) -> str:
    """Draw a bicycle lock: chain or shackle."""
    if look.pick(2):
        return (
            shadow(cy=342, rx=110)
            + line("M122 232V130q0-78 78-78t78 78v102", "#565d64", 31)
            + line("M122 232V130q0-78 78-78t78 78v102", look.main, 23)
            + box(78, 226, 244, 100, INK, 18)
            + box(88, 236, 224, 80, look.accent, 12)
            + wordmark(look, 186, 286, 150, "#ffffff", 32)
            + disc(288, 276, 11, STEEL)
        )
    return (
        shadow(cy=340, rx=130)
        + f'<ellipse cx="200" cy="200" rx="130" ry="112" fill="none" stroke="{look.dark}" stroke-width="33" stroke-dasharray="30 9"/>'
        + f'<ellipse cx="200" cy="196" rx="130" ry="112" fill="none" stroke="{look.main}" stroke-width="27" stroke-dasharray="30 9"/>'
        + box(146, 270, 108, 66, INK, 14)
        + wordmark(look, 200, 308, 84, "#ffffff", 20)
    )


@drawing("bikelight")
def bikelight(look: Look) -> str:
    """Draw a set of bicycle lights."""
    return (
        path("M140 170L20 60v220z", "#fff1c4", 'opacity=".6"')
        + shadow(cy=326, rx=150)
        + box(110, 124, 110, 92, BODY, 24)
        + disc(134, 170, 35, "#c9ced3")
        + disc(134, 170, 25, "#fff6d8")
        + path("M150 216h40l10 40h-60z", INK)
        + box(248, 180, 92, 120, INK, 20)
        + box(262, 196, 64, 70, "#c2332f", 10)
        + "".join(disc(x, y, 7, "#ff8a7a") for x in (278, 294, 310) for y in (212, 232, 252))
        + wordmark(look, 184, 202, 60, look.light, 13)
    )


@drawing("bikepump")
def bikepump(look: Look) -> str:
    """Draw a floor pump."""
    return (
        shadow(cy=352, rx=90)
        + line("M226 320q80 0 70-90t-60-110", INK, 7)
        + box(186, 96, 28, 240, BODY, 10)
        + box(194, 44, 12, 60, STEEL, 3)
        + box(130, 30, 140, 22, WOOD, 11)
        + path("M128 338h144l8 12H120z", INK)
        + disc(240, 300, 31, "#f3f2ee")
        + ring(240, 300, 29, INK, 5)
        + line("M240 300l15-14", "#c2332f", 4)
        + f'<g transform="rotate(-90 200 210)">{wordmark(look, 200, 216, 120, look.light, 20)}</g>'
    )


@drawing("pannier")
def pannier(look: Look) -> str:
    """Draw a bicycle bag or basket."""
    return (
        shadow(rx=120)
        + line("M120 92h160", INK, 9)
        + twice(box(136, 76, 18, 30, "#565d64", 4))
        + path("M100 110h200l16 206q2 24-22 24H106q-24 0-22-24z", BODY)
        + path("M96 110h208l6 80q-110 30-220 0z", look.dark)
        + twice(box(132, 150, 15, 96, look.deep, 3) + box(128, 226, 23, 19, "#c9ced3", 3))
        + box(156, 256, 88, 15, "#e8edf0", 3)
        + wordmark(look, 200, 310, 110, look.light, 24)
    )


@drawing("firstaid")
def firstaid(look: Look) -> str:
    """Draw a first-aid kit."""
    return (
        shadow(rx=140)
        + line("M156 116q0-40 44-40t44 40", "#7a1f1d", 13)
        + box(66, 112, 268, 222, "#c2332f", 26)
        + box(66, 112, 268, 222, "url(#sheen)", 26)
        + line("M66 166h268", "#8f2422", 5)
        + disc(200, 246, 60, "#fbf8f1")
        + box(184, 206, 32, 80, "#3f8a55", 4)
        + box(160, 230, 80, 32, "#3f8a55", 4)
        + wordmark(look, 200, 148, 140, "#ffffff", 22)
    )


@drawing("warning")
def warning(look: Look) -> str:
    """Draw a warning triangle and a reflective vest."""
    return (
        shadow(cy=342, rx=150)
        + path("M92 60q40 20 80 0l44 30v230H48V90z", "#d8e04a")
        + path("M132 74v246", "none", 'stroke="#8a9020" stroke-width="3"')
        + "".join(box(48, y, 168, 19, "#e8edf0") for y in (190, 250))
        + path("M272 150l92 170H180z", "#c2332f")
        + path("M272 206l48 90h-96z", "#fbf8f1")
        + line("M200 322l-20 16M344 322l20 16", "#565d64", 9)
        + box(112, 120, 40, 19, look.accent, 3)
    )
