"""Books, paper and pens."""

# An outline is read as one line.

from torg.demo.drawings.canvas import (
    BODY,
    INK,
    Look,
    box,
    disc,
    drawing,
    line,
    mix,
    oval,
    path,
    ring,
    shadow,
    turned,
    wordmark,
    words,
)


@drawing("book")
def book(look: Look) -> str:
    """Draw a book, its cover drawn by the publisher."""
    pale = mix(look.main, "#ffffff", 0.7)
    art = (
        disc(196, 176, 46, pale) + path("M116 250q40-60 80-20t84-30v60H116z", look.deep),
        "".join(
            path(f"M{x} 250l-22 0 22-{h} 22 {h}z", c)
            for x, h, c in ((140, 90, look.deep), (180, 120, look.light), (222, 80, look.deep), (254, 110, look.light))
        ),
        line("M126 150h142M126 176h142M126 202h142M126 228h142", pale, 8) + disc(246, 188, 34, look.accent),
        path("M196 110q60 40 0 130-60-90 0-130z", pale) + line("M196 120v130", look.deep, 3),
        ring(196, 180, 54, pale, 9) + ring(196, 180, 30, pale, 5) + disc(196, 180, 11, look.accent),
    )[look.pick(5)]
    return (
        shadow(206, 350, 116)
        + path("M296 50l16 12v288l-16-6z", "#e4ddcc")
        + path("M98 344l18 10h196l-16-10z", "#d6ceba")
        + box(96, 46, 200, 298, look.main, 4)
        + box(96, 46, 18, 298, look.dark, 4)
        + box(96, 46, 200, 298, "url(#sheen)", 4)
        + art
        + line("M134 78h124M150 96h92", pale, 8)
        + line("M150 286h92", pale, 6)
        + wordmark(look, 198, 326, 120, pale, 17)
    )


@drawing("notebook")
def notebook(look: Look) -> str:
    """Draw a notebook or diary with an elastic band and a pen."""
    year = (
        words("2027", 194, 200, 48, mix(look.main, "#ffffff", 0.6), 'font-weight="700"')
        if look.style == "year"
        else box(142, 130, 106, 56, "#fbf8f1", 4)
    )
    return (
        shadow(206, 350, 126)
        + box(98, 54, 208, 292, "#efe8d8", 9)
        + box(92, 48, 206, 292, BODY, 10)
        + box(92, 48, 24, 292, look.dark, 9)
        + year
        + wordmark(look, 196, 318, 110, mix(look.main, "#ffffff", 0.6), 19)
        + box(266, 46, 9, 296, look.accent)
        + turned(
            box(310, 70, 17, 220, look.accent, 6)
            + path("M310 286h17l-8 26z", "#e8d6b4")
            + box(310, 70, 17, 22, INK, 5),
            8,
            318,
            190,
        )
    )


@drawing("pens")
def pens(look: Look) -> str:
    """Draw a row of pens or pencils."""
    colours = ("#c2332f", "#e07b2e", "#efc53c", "#3f8a55", "#3469b0", "#8a6fa0", "#7b5238", look.main)
    return (
        shadow(cy=344, rx=150)
        + "".join(
            box(72 + n * 33, 116 + (n * 37) % 28, 24, 212, c, 3)
            + path(f"M{72 + n * 33} {118 + (n * 37) % 28}l12-52 12 52z", "#ecd6b0")
            + path(f"M{79.5 + n * 33} {88 + (n * 37) % 28}l4.5-22 4.5 22z", c)
            for n, c in enumerate(colours)
        )
        + box(56, 230, 290, 106, look.accent, 8)
        + wordmark(look, 200, 296, 240, "#ffffff", 42)
    )


@drawing("paper")
def paper(look: Look) -> str:
    """Draw a ream of paper, envelopes or wrapping paper."""
    if look.style == "wrap":
        return shadow(cy=336, rx=150) + "".join(
            turned(
                box(x, 60, 62, 270, c, 8)
                + oval(x + 31, 60, 31, 11, "#e8dcc0")
                + "".join(p for p in (line(f"M{x + 10} {y}l42 24", pale, 5) for y in range(90, 310, 40))),
                a,
                200,
                200,
            )
            for x, c, pale, a in (
                (96, look.main, look.light, -8),
                (170, look.accent, "#ffffff88", 0),
                (244, "#3f6f4d", "#f3e3b4", 9),
            )
        )
    return (
        shadow(cy=330, rx=160)
        + path("M60 200l60-70h240l-40 70z", "#ffffff")
        + path("M60 200h260v120H60z", look.main)
        + path("M320 200l40-70v110l-40 80z", look.deep)
        + wordmark(look, 190, 262, 200, "#ffffff", 40)
        + line("M130 288h120", "#ffffff", 4)
        + line("M76 186l46-52M100 186l40-46", "#d6d1c4", 2)
    )
