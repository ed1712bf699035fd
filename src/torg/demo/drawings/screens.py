"""Things with a screen."""

# An outline is read as one line.
# ruff: noqa: E501

from torg.demo.drawings.canvas import (
    BODY,
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
    ring,
    shadow,
    wordmark,
    words,
)


def _picture(look: Look, x: float, y: float, width: float, height: float) -> str:
    """Draw what a screen shows: a quiet landscape in one of four lights."""
    sky, hill, sun = (
        ("#bcd6e6", "#5f8568", "#fff3d1"),
        ("#e8b98f", "#5b4b66", "#fff0c4"),
        ("#27375a", "#3f8a86", "#dfeaf2"),
        ("#cfe0d8", "#7d5638", "#ffffff"),
    )[look.pick(4)]
    return (
        box(x, y, width, height, sky)
        + disc(x + width * 0.7, y + height * 0.34, height * 0.12, sun)
        + path(
            f"M{x:g} {y + height:g}v{-height * 0.35:g}l{width * 0.2:g}{-height * 0.22:g} {width * 0.16:g} {height * 0.16:g} {width * 0.22:g}{-height * 0.28:g} {width * 0.42:g} {height * 0.42:g}v{height * 0.27:g}z",
            hill,
        )
        + path(
            f"M{x:g} {y + height:g}v{-height * 0.2:g}q{width * 0.5:g}{-height * 0.16:g} {width:g} {height * 0.06:g}v{height * 0.14:g}z",
            mix(hill, "#1d2026", 0.3),
        )
        + path(f"M{x:g} {y:g}h{width * 0.5:g}l{-width * 0.3:g} {height:g}h{-width * 0.2:g}z", "#fff", 'opacity=".1"')
    )


@drawing("laptop")
def laptop(look: Look) -> str:
    """Draw an open laptop."""
    keys = "".join(box(92 + n * 18, 292 + r * 9, 14, 6, "#33383e", 1) for r in range(2) for n in range(12))
    return (
        shadow(cy=338, rx=180)
        + box(70, 82, 260, 180, look.deep, 12)
        + box(74, 86, 252, 172, INK, 9)
        + _picture(look, 84, 96, 232, 150)
        + path("M60 262h280l36 58H24z", look.main)
        + path("M84 284h232l14 24H70z", look.dark)
        + keys
        + path("M24 320h352q0 14-16 14H40q-16 0-16-14z", look.deep)
        + path("M160 312h80l4 8h-88z", look.light)
        + disc(200, 91, 2, "#8d949b")
    )


@drawing("monitor")
def monitor(look: Look) -> str:
    """Draw a screen on its foot, or a television."""
    if look.style == "tv":
        return (
            shadow(cy=334, rx=170)
            + line("M110 300l-20 30M290 300l20 30", "#565d64", 9)
            + box(16, 78, 368, 226, INK, 5)
            + _picture(look, 22, 84, 356, 210)
            + box(180, 297, 40, 3, "#6a7078")
        )
    return (
        shadow(cy=346, rx=100)
        + path("M184 260h32l8 70h-48z", "#8d949b")
        + oval(200, 336, 78, 11, "#b4bac0")
        + box(36, 66, 328, 206, INK, 8)
        + _picture(look, 44, 74, 312, 178)
        + wordmark(look, 200, 266, 60, "#8d949b", 10)
    )


@drawing("phone")
def phone(look: Look) -> str:
    """Draw a phone from both sides."""
    back = (
        box(172, 50, 144, 286, look.dark, 24)
        + box(176, 52, 138, 282, BODY, 22)
        + box(190, 66, 56, 72, look.dark, 16)
        + disc(208, 86, 12, INK)
        + disc(208, 118, 12, INK)
        + disc(232, 88, 6, "#f5ead0")
        + disc(206, 84, 4, "#5a6f8c")
        + wordmark(look, 246, 232, 84, look.light, 18)
    )
    front = (
        box(86, 66, 140, 278, INK, 24)
        + f'<clipPath id="s"><rect x="92" y="72" width="128" height="266" rx="18"/></clipPath><g clip-path="url(#s)">{_picture(look, 92, 72, 128, 266)}</g>'
        + disc(156, 84, 5, INK)
        + words("10:24", 156, 136, 30, "#ffffff")
        + "".join(
            box(104 + n * 28, 300, 21, 21, c, 6) for n, c in enumerate(("#f3f2ee", "#e0a04a", "#6fae94", "#c9818b"))
        )
    )
    return shadow(cy=350, rx=130) + back + front


@drawing("tablet")
def tablet(look: Look) -> str:
    """Draw a tablet computer, or a reader."""
    if look.style == "reader":
        screen = (
            box(112, 64, 176, 238, "#f1eee4", 4)
            + "".join(line(f"M128 {y}h{144 if y % 60 else 96}", "#8b887f", 4) for y in range(96, 290, 20))
            + words("Kapitel 7", 200, 84, 12, "#55524b")
        )
    else:
        screen = _picture(look, 106, 60, 188, 262) + words("tisdag 24", 200, 110, 22, "#ffffff")
    return (
        shadow(cy=352, rx=120)
        + box(92, 40, 216, 306, look.deep, 18)
        + box(96, 42, 208, 300, INK if look.style != "reader" else look.main, 16)
        + screen
    )


@drawing("watch")
def watch(look: Look) -> str:
    """Draw a smart watch or sports watch."""
    return (
        shadow(cy=372, rx=70)
        + path("M156 116l8-92q2-8 10-8h52q8 0 10 8l8 92z", look.main)
        + path("M156 284l8 82q2 8 10 8h52q8 0 10-8l8-82z", look.main)
        + "".join(oval(200, y, 5, 3, look.deep) for y in (310, 326, 342))
        + box(276, 176, 12, 34, "#8d949b", 5)
        + box(124, 110, 152, 180, "#565d64", 44)
        + box(130, 116, 140, 168, "#14171b", 38)
        + words("10:09", 200, 190, 40, "#ffffff")
        + ring(166, 236, 18, "#e0583f", 6)
        + ring(200, 236, 18, "#8be04a", 6)
        + ring(234, 236, 18, "#4ac3e0", 6)
        + words("6 214", 200, 152, 14, "#8be0a4")
    )


@drawing("router")
def router(look: Look) -> str:
    """Draw a router with antennas."""
    return (
        shadow(cy=318, rx=150)
        + line("M92 236L70 90M308 236L330 90M200 230V80", INK, 11)
        + path("M60 232h280q14 0 16 14l8 50q0 18-20 18H56q-20 0-20-18l8-50q2-14 16-14z", BODY)
        + "".join(
            disc(x, 284, 4, c) for x, c in ((170, "#8be0a4"), (190, "#8be0a4"), (210, "#8be0a4"), (230, "#e0a04a"))
        )
        + wordmark(look, 200, 264, 120, look.light, 20)
    )


@drawing("camera")
def camera(look: Look) -> str:
    """Draw a camera."""
    return (
        shadow(cy=322, rx=150)
        + box(92, 110, 60, 26, INK, 6)
        + path("M160 130l18-36h56l18 36z", look.deep)
        + box(52, 124, 296, 190, BODY, 20)
        + box(52, 168, 296, 102, INK, 0, 'opacity=".85"')
        + disc(206, 222, 82, "#33383e")
        + disc(206, 222, 70, "#14171b")
        + ring(206, 222, 60, "#565d64", 5)
        + disc(206, 222, 42, "#27375a")
        + disc(206, 222, 24, "#14171b")
        + disc(190, 204, 12, "#7fa0c5", 'opacity=".8"')
        + disc(308, 146, 11, "#f5ead0")
        + disc(96, 142, 6, "#c2332f")
        + wordmark(look, 206, 120, 60, look.light, 14)
    )


@drawing("printer")
def printer(look: Look) -> str:
    """Draw a printer with a sheet of paper."""
    return (
        shadow(cy=332, rx=150)
        + path("M112 64h176v110H112z", "#fbf8f1")
        + box(56, 160, 288, 160, BODY, 18)
        + box(56, 160, 288, 42, look.dark, 14)
        + path("M100 262h200l20 62H80z", "#fbf8f1")
        + _picture(look, 122, 270, 90, 42)
        + box(100, 250, 200, 14, INK, 4)
        + box(262, 214, 58, 26, INK, 4)
        + disc(86, 226, 8, "#8be0a4")
        + wordmark(look, 176, 190, 130, look.light, 20)
    )


@drawing("gamepad")
def gamepad(look: Look) -> str:
    """Draw a game controller."""
    return (
        shadow(cy=310, rx=150)
        + path(
            "M118 130h164q46 0 66 74 18 72 6 96-22 30-56-18-20-26-34-26H136q-14 0-34 26-34 48-56 18-12-24 6-96 20-74 66-74z",
            BODY,
        )
        + box(112, 178, 52, 17, INK, 4)
        + box(129.5, 160, 17, 52, INK, 4)
        + disc(276, 168, 11, "#6fae94")
        + disc(276, 212, 11, "#c2332f")
        + disc(254, 190, 11, "#3469b0")
        + disc(298, 190, 11, "#efc53c")
        + disc(170, 232, 25, look.deep)
        + disc(230, 232, 25, look.deep)
        + disc(170, 229, 18, INK)
        + disc(230, 229, 18, INK)
        + wordmark(look, 200, 162, 70, look.light, 14)
    )


@drawing("fridge")
def fridge(look: Look) -> str:
    """Draw a fridge with freezer."""
    return (
        shadow(cy=362, rx=100)
        + box(114, 26, 172, 330, BODY, 12)
        + box(114, 26, 172, 330, "url(#sheen)", 12)
        + line("M114 222h172", look.deep, 4)
        + box(132, 150, 8, 60, look.deep, 4)
        + box(132, 236, 8, 60, look.deep, 4)
        + wordmark(look, 238, 56, 70, mix(look.main, "#565d64", 0.7), 14)
        + box(126, 354, 24, 9, INK)
        + box(250, 354, 24, 9, INK)
    )


@drawing("washingmachine")
def washingmachine(look: Look) -> str:
    """Draw a washing machine, a dryer or a dishwasher."""
    if look.style == "dishwasher":
        front = box(92, 120, 216, 210, look.light, 4) + box(120, 134, 160, 12, "#8d949b", 6)
    else:
        front = (
            disc(200, 226, 84, "#8d949b")
            + disc(200, 226, 70, "#3a4a58")
            + path("M138 238q30-24 62-6t62-8q-2 66-62 70-54-2-62-56z", "#7fb0cc")
            + disc(176, 250, 11, "#ffffff", 'opacity=".7"')
            + disc(208, 262, 15, "#ffffff", 'opacity=".6"')
            + gloss("M146 200q16-36 54-40-30 20-40 52z", 0.4)
        )
    return (
        shadow(cy=350, rx=130)
        + box(78, 52, 244, 290, BODY, 10)
        + box(78, 52, 244, 56, look.dark, 10)
        + disc(126, 80, 18, "#c9ced3")
        + line("M126 80l9-10", INK, 4)
        + box(220, 66, 82, 28, "#14171b", 4)
        + words("1:24", 262, 86, 17, "#8be0a4")
        + wordmark(look, 182, 86, 56, mix(look.main, "#565d64", 0.8), 13)
        + front
        + box(90, 342, 24, 9, INK)
        + box(286, 342, 24, 9, INK)
    )


@drawing("oven")
def oven(look: Look) -> str:
    """Draw a cooker, or a microwave oven."""
    if look.style == "micro":
        return (
            shadow(cy=310, rx=160)
            + box(40, 124, 320, 180, BODY, 12)
            + box(56, 142, 210, 144, INK, 8)
            + box(68, 154, 186, 120, "#3d3226", 5)
            + oval(161, 244, 60, 12, "#dcebef")
            + path("M130 238q0-24 31-24t31 24z", "#d99a4a")
            + box(282, 142, 62, 38, "#14171b", 4)
            + words("2:30", 313, 168, 19, "#8be0a4")
            + disc(313, 232, 25, look.dark)
            + disc(313, 228, 20, "#c9ced3")
            + wordmark(look, 312, 282, 56, mix(look.main, "#565d64", 0.7), 12)
        )
    return (
        shadow(cy=350, rx=130)
        + box(84, 46, 232, 296, BODY, 8)
        + box(84, 46, 232, 18, INK, 4)
        + "".join(disc(x, 88, 12, "#c9ced3") + line(f"M{x} 88v-8", INK, 3) for x in (112, 148, 252, 288))
        + box(176, 76, 48, 24, "#14171b", 3)
        + words("200°", 200, 94, 15, "#f6b63c")
        + box(100, 118, 200, 160, INK, 8)
        + box(116, 150, 168, 112, "#4a3726", 5)
        + line("M122 208h156", "#8d949b", 4)
        + path("M150 204q6-34 50-34t50 34z", "#d99a4a")
        + box(112, 128, 176, 9, "#c9ced3", 5)
        + box(100, 292, 200, 40, look.dark, 4)
    )
