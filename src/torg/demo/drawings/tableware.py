"""Cups, plates and glasses."""

# An outline is read as one line.

from torg.demo.drawings.canvas import (
    BODY,
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
