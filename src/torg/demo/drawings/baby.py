"""For the smallest."""

# An outline is read as one line.

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
    moved,
    oval,
    path,
    shadow,
    turned,
    twice,
    wordmark,
)


@drawing("pram")
def pram(look: Look) -> str:
    """Draw a pram or pushchair."""
    return (
        shadow(cy=350, rx=140)
        + line("M96 116q-30-30-60-20", INK, 11)
        + line("M92 112L280 300M120 300l150-110", "#565d64", 9)
        + path("M92 190h200q0 84-78 90h-56q-64-6-66-90z", BODY)
        + path("M186 190V70q100 4 108 120z", look.dark)
        + path("M186 190V70q40 8 54 120z", look.main)
        + line("M186 72q40 14 54 118", look.deep, 3)
        + line("M92 190h204", look.deep, 7)
        + path("M100 186q30-30 84-24v26z", "#fbf8f1")
        + "".join(
            disc(x, 312, 38, INK)
            + disc(x, 312, 27, "#e6e2d8")
            + disc(x, 312, 7, INK)
            + "".join(turned(line(f"M{x} 312v-26", "#8d949b", 3), a, x, 312) for a in range(0, 360, 60))
            for x in (116, 276)
        )
        + box(158, 226, 56, 20, look.accent, 4)
    )


@drawing("carseat")
def carseat(look: Look) -> str:
    """Draw a child's car seat."""
    return (
        shadow(cy=348, rx=120)
        + path("M110 320h180q20 0 18 16l-4 10H96l-4-10q-2-16 18-16z", INK)
        + path("M118 80q2-40 82-42 80 2 82 42l14 200q0 46-46 46H150q-46 0-46-46z", BODY)
        + path("M148 84q6-24 52-24t52 24l10 130H138z", look.dark)
        + path("M136 218q64-20 128 0l8 60q-72 26-144 0z", look.light)
        + line("M166 90l18 130M234 90l-18 130M200 226v40", INK, 11)
        + box(186, 214, 28, 24, "#c2332f", 5)
        + twice(path("M102 210q-22 10-20 60l26 6z", look.deep))
        + wordmark(look, 200, 308, 100, look.light, 18)
    )


@drawing("highchair")
def highchair(look: Look) -> str:
    """Draw a high chair."""
    return (
        shadow(cy=352, rx=110)
        + line("M150 210l-40 140M250 210l40 140", look.wood, 13)
        + line("M130 290h140", look.wood, 9)
        + path("M140 70q60-24 120 0l8 110H132z", BODY)
        + path("M126 196q74-22 148 0v24q-74 22-148 0z", look.dark)
        + path("M100 176q100-26 200 0 10 14 0 24-100 20-200 0-10-10 0-24z", "#fbf8f1")
        + oval(200, 184, 38, 8, look.light)
    )


@drawing("crib")
def crib(look: Look) -> str:
    """Draw a cot."""
    return (
        shadow(cy=346, rx=160)
        + "".join(box(x, 128, 9, 180, look.main, 3) for x in range(74, 330, 28))
        + box(52, 110, 296, 18, look.light, 6)
        + box(52, 290, 296, 19, look.dark, 4)
        + box(48, 92, 18, 254, look.main, 7)
        + box(334, 92, 18, 254, look.main, 7)
        + path("M70 250q60-24 130-4t130-6v46H70z", mix(look.accent, "#ffffff", 0.6))
        + path("M76 246q-4-26 12-30 34-6 64 0 10 4 8 28-40 12-84 2z", "#fbf8f1")
    )


@drawing("babybottle")
def babybottle(look: Look) -> str:
    """Draw a feeding bottle."""
    marks = "".join(line(f"M232 {y}h{20 if n % 2 else 12}", "#8d949b", 3) for n, y in enumerate(range(190, 320, 20)))
    return (
        shadow(rx=70)
        + path("M184 74q0-36 16-36t16 36q24 10 26 30h-84q2-20 26-30z", "#f0dcbf")
        + box(146, 102, 108, 36, look.main, 8)
        + path("M146 138h108l6 26v150q0 26-26 26h-68q-26 0-26-26V164z", "#e3edef")
        + path("M142 220h116v92q0 20-20 20h-76q-20 0-20-20z", "#fbf8f1")
        + marks
        + gloss("M154 148h12v180h-8q-8-6-8-16v-150z", 0.6)
        + oval(184, 270, 21, 17, look.light)
    )


@drawing("pacifier")
def pacifier(look: Look) -> str:
    """Draw dummies."""
    one = (
        path("M-16-30q0-50 16-50t16 50z", "#f0dcbf")
        + path("M-76 0q0-40 40-36 36 8 72 0 40-4 40 36t-40 36q-36-10-72 0-40 4-40-36z", look.main)
        + twice("")
        + disc(-40, 4, 7, look.dark)
        + disc(40, 4, 7, look.dark)
        + disc(0, 4, 24, look.light)
        + f'<circle cx="0" cy="48" r="32" fill="none" stroke="{look.accent}" stroke-width="11"/>'
    )
    return shadow(cy=336, rx=150) + turned(moved(one, 140, 150, 0.9), -14) + moved(one, 264, 226, 0.95)
