"""What is worn with clothes, and bags."""

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
    path,
    shadow,
    twice,
    wordmark,
)


@drawing("socks")
def socks(look: Look) -> str:
    """Draw a pair of socks."""
    one = (
        path("M60 50h70v150q2 16 24 34l40 34q16 14 4 32-12 14-34 6l-74-36q-26-12-28-40z", BODY)
        + box(56, 46, 78, 34, look.dark, 8)
        + line("M58 104h74M58 120h74", mix(look.main, "#ffffff", 0.65), 6)
        + path("M164 238l30 30q16 14 4 32-12 14-34 6l-18-9q24-20 18-59z", look.dark)
        + path("M62 196q16 36 44 44l-20 26q-26-18-26-46z", look.dark)
    )
    return (
        shadow(190, 336, 140)
        + f'<g transform="translate(146 -2)" opacity=".9">{one}</g><g transform="translate(10 26)">{one}</g>'
    )


@drawing("beanie")
def beanie(look: Look) -> str:
    """Draw a knitted cap, with a bobble on some."""
    ribs = "".join(line(f"M{x} 250v62", look.deep, 3) for x in range(104, 304, 14))
    bobble = (
        disc(200, 84, 36, mix(look.main, "#ffffff", 0.55))
        + "".join(
            line(f"M200 84l{a} {b}", mix(look.main, "#ffffff", 0.3), 3)
            for a, b in ((-30, -14), (-14, -32), (14, -32), (30, -14), (-32, 10), (32, 10), (0, -36))
        )
        if look.pick(2)
        else ""
    )
    return (
        shadow(cy=330, rx=120)
        + bobble
        + path("M96 260q-6-156 104-156t104 156z", BODY)
        + line("M140 250q4-90 44-142M260 250q-4-90-44-142M200 250V106", look.dark, 3)
        + path("M88 248q112-22 224 0 8 36 0 68-112-20-224 0-8-32 0-68z", look.dark)
        + ribs
        + box(184, 270, 36, 24, look.accent, 3)
        + wordmark(look, 202, 286, 32, "#ffffff", 10)
    )


@drawing("mittens")
def mittens(look: Look) -> str:
    """Draw a pair of mittens or gloves."""
    if look.style == "gloves":
        hand = "M40 200V96q0-14 13-14t13 14v58h4V76q0-14 13-14t13 14v76h4V82q0-14 13-14t13 14v76h4v-46q0-13 12-13t12 13v74q0 40-14 68v40H52v-48q-40-30-46-64-2-16 10-18 10-2 18 12z"
    else:
        hand = "M50 206q-2-60 4-100 8-44 46-44t46 44q8 60-4 130l-6 54H54l-6-44q-36-24-42-60-2-16 10-20 12-2 20 14 6 14 14 26z"
    one = (
        path(hand, BODY)
        + path("M46 286h96l4 48H42z", look.dark)
        + "".join(line(f"M{x} 290v40", look.deep, 3) for x in range(56, 140, 14))
    )
    star = (
        line("M98 120v60M68 150h60M78 130l40 40M118 130l-40 40", mix(look.main, "#ffffff", 0.7), 4)
        if look.style != "gloves" and look.pick(2)
        else ""
    )
    return (
        shadow(cy=346, rx=130)
        + f'<g transform="translate(40 4)">{one}{star}</g><g transform="translate(366 4) scale(-1 1)">{one}{star}</g>'
    )


@drawing("scarf")
def scarf(look: Look) -> str:
    """Draw a scarf tied once."""
    fringe = "".join(line(f"M{x} 326v18", look.dark, 3) for x in range(124, 180, 9)) + "".join(
        line(f"M{x} 296v18", look.deep, 3) for x in range(222, 276, 9)
    )
    return (
        shadow(cy=356, rx=90, ry=8)
        + path("M216 150l64 4-2 144h-60z", look.dark)
        + path("M120 160h66l-2 168h-64z", BODY)
        + "".join(line(f"M122 {y}h62", mix(look.main, "#ffffff", 0.6), 6) for y in (270, 286, 302))
        + fringe
        + path("M96 120q0-62 104-62t104 62q0 46-104 46T96 120z", look.main)
        + path("M126 112q0-32 74-32t74 32q-6 20-74 20t-74-20z", look.deep)
        + path("M168 126h70q10 30-6 52h-52q-20-18-12-52z", look.light)
    )


@drawing("belt")
def belt(look: Look) -> str:
    """Draw a coiled belt."""
    return (
        shadow(cy=330, rx=130)
        + f'<ellipse cx="200" cy="216" rx="118" ry="92" fill="none" stroke="{look.dark}" stroke-width="44"/>'
        + f'<ellipse cx="200" cy="206" rx="118" ry="92" fill="none" stroke="{look.main}" stroke-width="40"/>'
        + f'<ellipse cx="200" cy="206" rx="118" ry="92" fill="none" stroke="{look.light}" stroke-width="2" stroke-dasharray="6 4" transform="translate(0 -14)"/>'
        + path("M150 278h170q20 0 20 22t-20 20H150z", look.main)
        + "".join(disc(x, 300, 4, look.deep) for x in (250, 272, 294))
        + '<rect x="136" y="266" width="52" height="66" rx="8" fill="none" stroke="#c39a4c" stroke-width="9"/>'
        + line("M162 300h36", "#c39a4c", 7)
    )


@drawing("handbag")
def handbag(look: Look) -> str:
    """Draw a handbag with its strap."""
    return (
        shadow(rx=130)
        + line("M122 168q-6-116 78-116t78 116", look.dark, 12)
        + path("M84 160h232q12 0 14 12l14 140q2 26-22 26H78q-24 0-22-26l14-140q2-12 14-12z", BODY)
        + path("M78 160h244l-16 92q-4 16-20 16H114q-16 0-20-16z", look.dark)
        + box(180, 252, 40, 30, "#c39a4c", 6)
        + disc(200, 267, 5, look.deep)
        + line("M86 172h228", look.light, 2, 'stroke-dasharray="6 5"')
        + wordmark(look, 200, 318, 90, look.light, 15)
    )


@drawing("backpack")
def backpack(look: Look) -> str:
    """Draw a backpack."""
    return (
        shadow(rx=108)
        + line("M176 62q0-26 24-26t24 26", look.deep, 9)
        + twice(path("M104 150q-26 6-26 40v96q0 24 26 24z", look.deep))
        + path("M104 132q0-78 96-78t96 78v176q0 32-32 32H136q-32 0-32-32z", BODY)
        + path("M104 150q0-96 96-96t96 96q-30 24-96 24t-96-24z", look.dark)
        + box(128, 220, 144, 96, look.dark, 16)
        + line("M138 236h124", look.deep, 4)
        + twice(box(140, 158, 12, 50, look.deep, 3) + box(137, 196, 18, 14, "#c9ced3", 3))
        + box(168, 262, 64, 26, look.accent, 4)
        + wordmark(look, 200, 280, 56, "#ffffff", 15)
    )


@drawing("sunglasses")
def sunglasses(look: Look) -> str:
    """Draw sunglasses."""
    return (
        shadow(cy=270, rx=150)
        + line("M62 186L30 160M338 186l32-26", look.deep, 8)
        + twice(
            path("M60 172q66-22 124 4 8 70-50 76-66 4-74-80z", "#39424a")
            + line("M60 172q66-22 124 4 8 70-50 76-66 4-74-80z", look.main, 11)
            + gloss("M78 188q24-10 50-6l-34 50q-14-14-16-44z", 0.25)
        )
        + line("M184 184q16-14 32 0", look.main, 10)
    )


@drawing("wallet")
def wallet(look: Look) -> str:
    """Draw a wallet with cards."""
    return (
        shadow(cy=316, rx=130)
        + box(126, 104, 150, 80, "#d9b36a", 8)
        + box(116, 122, 166, 80, "#7fa0b5", 8)
        + box(84, 146, 232, 164, BODY, 14)
        + box(84, 204, 232, 4, look.deep)
        + line("M94 158h212M94 300h212", look.light, 1.5, 'stroke-dasharray="5 4"')
        + box(286, 208, 44, 44, look.dark, 10)
        + disc(308, 230, 7, STEEL)
        + wordmark(look, 160, 276, 90, look.deep, 18)
    )


@drawing("umbrella")
def umbrella(look: Look) -> str:
    """Draw an open umbrella."""
    return (
        shadow(cy=352, rx=60)
        + line("M200 60v256q0 26 24 26t24-24", "#8f6b42", 8)
        + path(
            "M40 206Q52 66 200 64q148 2 160 142-26-22-53 0-26-24-53 0-26-24-54 0-26-24-53 0-27-24-54 0-27-22-53 0z",
            BODY,
        )
        + line("M200 66q-46 60-53 140M200 66q46 60 54 140", look.dark, 3)
        + path("M200 64q-84 30-106 142-27-22-54 0Q52 66 200 64z", look.light, 'opacity=".35"')
        + line("M200 64V46", INK, 5)
    )
