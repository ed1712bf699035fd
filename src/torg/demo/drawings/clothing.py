"""Clothes that hang, shoes that stand, and what is worn with them."""

# An outline is read as one line.
# ruff: noqa: E501

from torg.demo.drawings.canvas import (
    BODY,
    INK,
    STEEL,
    Look,
    both,
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


def _torso(look: Look, hem: float = 330, sleeve: str = "long", flare: float = 0) -> str:
    """Draw the sleeves and body that most tops share."""
    if sleeve == "long":
        arm = "M140 96q-30 8-40 40L70 288q-2 10 8 13l26 6q9 2 11-8l34-140z"
    else:
        arm = "M140 96q-34 10-46 44l-20 50q-3 9 6 13l36 14q8 3 12-6l20-44z"
    body = f"M160 84q20 16 41 17v{hem - 98}q-40 2-{70 + flare}-6-4-60 6-128 0-50-16-88 10-16 39-27z"
    back = path("M158 84q42-18 84 0-20 26-42 26t-42-26z", look.deep)
    return back + both(arm, look.main, look.shade) + both(body, look.main, look.shade)


def _hanger() -> str:
    return line("M200 84V66q0-8 8-10 10-4 8-14-2-8-14-8-10 2-11 10", "#8d949b", 4)


@drawing("jacket")
def jacket(look: Look) -> str:
    """Draw a jacket: a shell with a hood, or a fleece with a high collar."""
    if look.style == "hood":
        collar = both("M201 40q-46 0-50 52 16 22 50 28z", look.dark, look.deep) + both(
            "M201 58q-28 2-32 38 10 14 32 20z", look.deep, mix(look.deep, "#000000", 0.2)
        )
    else:
        collar = both("M166 86q-4-20 4-32 16 10 31 10v50q-24-4-35-28z", look.light, look.main)
    seams = line("M128 150q30 22 73 22M272 150q-30 22-71 22", look.dark, 3)
    pockets = twice(line("M146 262l20-46", look.deep, 5))
    quilt = (
        twice("".join(line(f"M138 {y}q30 8 62 8", look.dark, 2) for y in range(188, 320, 34)))
        if look.style == "fleece" and look.pick(2)
        else ""
    )
    return (
        shadow(cy=350, rx=96, ry=9)
        + _torso(look)
        + (seams if look.style != "fleece" else "")
        + quilt
        + collar
        + line("M200 108v220", look.accent if look.pick(2) else look.deep, 5)
        + box(196, 118, 8, 14, "#d8dade", 2)
        + pockets
        + twice(line("M76 286l30 8", look.deep, 4))
        + box(222, 184, 30, 12, look.accent, 2)
        + wordmark(look, 237, 193, 26, "#ffffff", 8)
    )


@drawing("parka")
def parka(look: Look) -> str:
    """Draw a long winter coat with a fur-like hood edge."""
    fur = "#d9c7a6" if look.pick(2) else "#8c7358"
    return (
        shadow(cy=366, rx=100, ry=9)
        + _torso(look, 358, flare=8)
        + both("M201 32q-56 2-62 66 24 26 62 30z", fur, mix(fur, "#000000", 0.14))
        + both("M201 52q-34 2-38 44 14 16 38 22z", look.deep, mix(look.deep, "#000000", 0.2))
        + line("M200 118v236", look.deep, 7)
        + "".join(disc(212, y, 4, "#d8dade") for y in range(150, 340, 44))
        + twice(box(136, 246, 46, 50, look.dark, 5) + box(134, 242, 50, 14, look.deep, 4))
        + twice(box(140, 172, 38, 8, look.deep, 3))
        + line("M130 224h140", look.dark, 4)
        + twice(line("M76 284l30 8", look.deep, 6))
    )


@drawing("coat")
def coat(look: Look) -> str:
    """Draw a wool coat with lapels."""
    return (
        shadow(cy=372, rx=96, ry=9)
        + _torso(look, 364, flare=6)
        + both("M166 80l35 76v-60q-20-4-35-16z", look.light, look.main)
        + both("M160 84l41 110v-30L176 84z", look.dark, look.deep)
        + line("M201 190v172", look.deep, 3)
        + "".join(disc(x, y, 6, look.deep) for y in (206, 244, 282) for x in (188, 216))
        + twice(box(134, 276, 44, 12, look.dark, 3))
        + twice(line("M78 270l30 8", look.deep, 3))
    )


@drawing("sweater")
def sweater(look: Look) -> str:
    """Draw a knitted sweater, with a yoke of stars on some."""
    yoke = ""
    if look.pick(3) != 1:
        pale = mix(look.main, "#ffffff", 0.72)
        yoke = (
            line("M134 124q66 40 132 0M130 140q70 42 140 0", pale, 4, 'stroke-dasharray="2 9"')
            + line("M126 158q74 44 148 0", pale, 7, 'stroke-dasharray="8 8"')
            + line("M128 176q72 40 144 0", pale, 3, 'stroke-dasharray="2 7"')
        )
    ribs = "".join(line(f"M{x} 312v16", look.dark, 2) for x in range(138, 266, 8))
    return (
        shadow(cy=350, rx=96, ry=9)
        + _torso(look)
        + yoke
        + line("M164 86q36 26 72 0", look.dark, 11)
        + ribs
        + twice(line("M76 282l30 8M75 290l30 8", look.dark, 3))
    )


@drawing("cardigan")
def cardigan(look: Look) -> str:
    """Draw a knitted jacket with buttons."""
    return (
        shadow(cy=350, rx=96, ry=9)
        + _torso(look)
        + path("M168 86l32 84 32-84q-32 18-64 0z", "#efeae0")
        + line("M162 84l38 92v154M238 84l-38 92", look.dark, 8)
        + "".join(disc(200, y, 5, "#e4d6bb") for y in range(192, 324, 26))
        + twice(box(140, 262, 44, 42, look.dark, 4, 'opacity=".55"') + line("M140 264h44", look.deep, 4))
        + twice(line("M76 284l30 8", look.dark, 5))
    )


@drawing("hoodie")
def hoodie(look: Look) -> str:
    """Draw a hooded sweatshirt with its pocket."""
    return (
        shadow(cy=350, rx=96, ry=9)
        + _torso(look)
        + both("M201 46q-50 2-50 44 14 32 50 40z", look.dark, look.deep)
        + both("M201 66q-28 2-30 30 10 18 30 26z", look.deep, mix(look.deep, "#000000", 0.2))
        + line("M186 122v46M214 122v40", "#f3f2ee", 4)
        + path("M148 296l16-62h72l16 62z", look.dark)
        + line("M134 318h132", look.dark, 5)
        + wordmark(look, 200, 208, 90, mix(look.main, "#ffffff", 0.7), 22)
    )


@drawing("tshirt")
def tshirt(look: Look) -> str:
    """Draw a T-shirt, some with stripes, some with a print."""
    stripes = (
        "".join(line(f"M136 {y}q64 8 128 0", look.light, 7) for y in range(150, 320, 26)) if look.pick(3) == 0 else ""
    )
    mark = wordmark(look, 200, 196, 80, mix(look.main, "#ffffff", 0.75), 20) if look.pick(3) == 1 else ""
    return (
        shadow(cy=350, rx=90, ry=9)
        + _torso(look, 330, "short")
        + stripes
        + mark
        + line("M163 87q37 32 74 0", look.dark, 6)
        + twice(line("M78 198l38 15", look.dark, 3))
    )


@drawing("shirt")
def shirt(look: Look) -> str:
    """Draw a shirt with collar and buttons, plain or checked."""
    checks = ""
    if look.pick(2):
        checks = f'<g opacity=".3">{"".join(line(f"M{x} 130v196", look.deep, 5) for x in range(146, 270, 24))}{"".join(line(f"M136 {y}h128", look.deep, 5) for y in range(140, 326, 26))}</g>'
    return (
        shadow(cy=350, rx=96, ry=9)
        + _torso(look)
        + checks
        + both("M164 78l-12 22 30 26 19-24q-22-4-37-24z", look.light, look.main)
        + line("M201 104v226", look.dark, 2)
        + "".join(disc(201, y, 3.5, look.deep) for y in range(130, 326, 34))
        + box(222, 166, 36, 42, look.dark, 3, 'opacity=".4"')
        + twice(line("M76 284l30 8", look.dark, 6))
    )


@drawing("trousers")
def trousers(look: Look) -> str:
    """Draw trousers: jeans, chinos, or hiking trousers with patches."""
    extra = ""
    if look.style == "hiking":
        extra = twice(path("M152 206l40-2-4 62-40-4z", look.deep) + box(146, 150, 30, 34, look.dark, 3))
    elif look.style == "jeans":
        extra = twice(
            line("M146 74q4 28 34 28", "#d39a4c", 2) + line("M140 80L128 344", "#d39a4c", 1.5, 'stroke-dasharray="4 3"')
        ) + disc(200, 60, 5, "#b9704a")
    else:
        extra = twice(line("M152 70l-14 40", look.deep, 3) + line("M164 120l-8 220", look.dark, 2))
    return (
        shadow(cy=358, rx=90, ry=9)
        + both("M146 48h55v104l-22 196q-1 6-7 6h-44q-7 0-6-8z", look.main, look.shade)
        + both("M146 48h55v22h-57z", look.dark, look.deep)
        + line("M201 72v62q-2 12-14 14", look.deep, 3)
        + "".join(box(x, 44, 6, 28, look.deep, 2) for x in (160, 197, 234))
        + extra
    )


@drawing("leggings")
def leggings(look: Look) -> str:
    """Draw tights, leggings or long johns."""
    return (
        shadow(cy=362, rx=70, ry=8)
        + both("M150 44h51v90q-8 30-12 96l-8 118q-1 8-8 8h-20q-8 0-8-8l-4-130q-6-60 0-110z", look.main, look.shade)
        + both("M150 44h51v24h-53z", look.dark, look.deep)
        + twice(line("M166 78q-14 120 0 270", look.light, 2) + line("M145 342h36", look.deep, 4))
        + wordmark(look, 200, 62, 60, look.light, 13)
    )


@drawing("shorts")
def shorts(look: Look) -> str:
    """Draw shorts."""
    return (
        shadow(cy=318, rx=110, ry=9)
        + both("M136 106h65v100l-14 92q-1 8-9 8l-70-6q-8-1-6-9z", look.main, look.shade)
        + both("M136 106h65v24h-68z", look.dark, look.deep)
        + line("M201 130v60", look.deep, 3)
        + line("M190 126v42M210 126v36", "#f3f2ee", 4)
        + twice(line("M136 140l-14 46", look.deep, 4) + line("M104 284l80 8", look.dark, 4))
    )


@drawing("dress")
def dress(look: Look) -> str:
    """Draw a dress, plain or with small flowers."""
    flowers = ""
    if look.pick(2):
        flowers = "".join(
            disc(x, y, 4, mix(look.main, "#ffffff", 0.7))
            for x, y in (
                (170, 150),
                (214, 170),
                (186, 200),
                (232, 226),
                (160, 240),
                (204, 260),
                (140, 290),
                (180, 310),
                (246, 290),
                (226, 326),
                (150, 336),
                (266, 330),
            )
        )
    return (
        shadow(cy=362, rx=96, ry=9)
        + both("M158 80q-24 6-36 34l-16 46q-2 8 5 10l28 10q7 2 9-5l14-36z", look.main, look.shade)
        + both("M158 80q16 34 43 36v236q-52 2-92-12 34-100 46-164 4-60 3-96z", look.main, look.shade)
        + flowers
        + line("M156 190q44 12 88 0", look.deep, 5)
        + twice(line("M160 206q-8 70-30 130", look.dark, 2))
        + line("M160 82q40 66 80 0", look.dark, 4)
    )


@drawing("skirt")
def skirt(look: Look) -> str:
    """Draw a pleated skirt."""
    pleats = twice(
        "".join(line(f"M{194 - n * 9} 126q-{4 + n * 4} 90-{8 + n * 11} 184", look.dark, 2.5) for n in range(5))
    )
    return (
        shadow(cy=330, rx=120, ry=9)
        + both("M150 104h51v220q-60 0-112-18 44-90 61-202z", look.main, look.shade)
        + pleats
        + both("M150 98h51v26h-54z", look.dark, look.deep)
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


@drawing("overall")
def overall(look: Look) -> str:
    """Draw a child's overall with a hood."""
    return (
        shadow(cy=362, rx=90, ry=9)
        + both("M146 102q-26 6-36 36l-26 92q-2 10 7 13l24 6q9 2 11-7l28-86z", look.main, look.shade)
        + both(
            "M158 98q20 12 43 12v132l-14 106q-1 8-9 8h-38q-10 0-9-10l9-112q-4-80 2-116 6-14 16-20z",
            look.main,
            look.shade,
        )
        + both("M201 46q-50 2-50 48 20 26 50 30z", look.dark, look.deep)
        + both("M201 64q-30 2-30 34 14 14 30 20z", mix(look.main, "#ffffff", 0.6), mix(look.main, "#ffffff", 0.45))
        + line("M200 120v120", look.accent, 5)
        + line("M142 214q58 10 116 0", look.deep, 4)
        + twice(
            path("M136 268l36 2-3 36-36-3z", look.deep)
            + line("M132 342h42", look.deep, 7)
            + line("M146 150q20 6 40 6", "#e8edf0", 5)
        )
    )


@drawing("babybody")
def babybody(look: Look) -> str:
    """Draw a baby's bodysuit."""
    dots = "".join(
        disc(x, y, 5, mix(look.main, "#ffffff", 0.6)) for x in range(150, 260, 28) for y in range(150, 280, 30)
    )
    return (
        shadow(cy=330, rx=80, ry=8)
        + both("M150 92q-26 8-38 36l-22 40q-4 8 4 12l26 14q8 4 12-4l20-32z", look.main, look.shade)
        + both("M160 88q18 14 41 15v211h-18q-6-40-46-58-4-70 4-120 4-34 19-48z", look.main, look.shade)
        + dots
        + line("M158 90q42 34 84 0", look.dark, 8)
        + line("M183 312h36", look.dark, 7)
        + "".join(disc(x, 312, 3, "#f3f2ee") for x in (190, 201, 212))
        + line("M137 254q42 14 47 56M264 254q-42 14-47 56", look.dark, 5)
    )


@drawing("pyjamas")
def pyjamas(look: Look) -> str:
    """Draw a folded pair of pyjamas."""
    stripes = "".join(line(f"M{x} 96v212", look.light, 5) for x in range(112, 300, 22))
    return (
        shadow(cy=338, rx=130)
        + box(92, 252, 216, 80, look.dark, 12)
        + line("M92 276h216M92 300h216", look.deep, 2)
        + box(96, 84, 208, 226, look.main, 14)
        + stripes
        + path("M96 98q0-14 14-14h56l34 46 34-46h56q14 0 14 14v20l-70 20-34-6-34 6-70-20z", look.dark, 'opacity=".55"')
        + path("M160 78l40 56 40-56-18-4q-22 14-44 0z", mix(look.main, "#ffffff", 0.4))
        + "".join(disc(200, y, 5, "#f3f2ee") for y in (160, 200, 240, 280))
    )


@drawing("robe")
def robe(look: Look) -> str:
    """Draw a bathrobe with its belt."""
    return (
        _hanger()
        + shadow(cy=370, rx=90, ry=8)
        + _torso(look, 358, flare=6)
        + line("M162 86l38 96-4 176M238 86l-40 100", look.light, 16)
        + box(126, 222, 148, 20, look.dark, 5)
        + path("M206 222h20l14 84h-18z", look.dark)
        + path("M182 224h18l-16 70h-16z", look.deep)
    )


@drawing("swimsuit")
def swimsuit(look: Look) -> str:
    """Draw a swimsuit."""
    return (
        shadow(cy=336, rx=70, ry=8)
        + twice(line("M160 60q-4 40 4 70", look.dark, 9))
        + both("M148 118q26 34 53 36v168h-12q-10-46-44-62-6-20 4-52 8-40-1-90z", look.main, look.shade)
        + "".join(
            line(f"M146 {y}q54 16 108 0", mix(look.main, "#ffffff", 0.65), 7)
            for y in ((170, 192, 214) if look.pick(2) else ())
        )
    )


@drawing("underwear")
def underwear(look: Look) -> str:
    """Draw boxer shorts or briefs."""
    return (
        shadow(cy=300, rx=100, ry=9)
        + both("M112 130h89v150h-18l-14-30-10 36-68-10q14-70 21-146z", look.main, look.shade)
        + both("M110 122h91v28h-93z", look.deep, mix(look.deep, "#000000", 0.2))
        + wordmark(look, 200, 142, 90, "#ffffff", 16)
        + twice(line("M184 152q-6 60-10 96", look.dark, 2) + line("M94 268l66 10", look.dark, 3))
    )


@drawing("bra")
def bra(look: Look) -> str:
    """Draw a sports bra."""
    return (
        shadow(cy=300, rx=90, ry=8)
        + both("M146 74h22q6 60 33 66v150q-54-2-82-12 2-30 0-60-8-10-8-20 30-30 35-124z", look.main, look.shade)
        + both("M119 254q40 14 82 14v24q-54-2-82-12z", look.dark, look.deep)
        + wordmark(look, 200, 286, 70, look.light, 14)
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


@drawing("sneaker")
def sneaker(look: Look) -> str:
    """Draw a low shoe with laces: trainers, running shoes."""
    sole = "#f1eee6" if look.main != "#f3f2ee" else "#d9d3c6"
    return (
        shadow(cy=306, rx=160)
        + path("M44 262h306q14 0 10 18-4 20-30 20H66q-24 0-24-18z", sole)
        + path("M46 262q-8-70 10-110 8-14 24-6l26 16q22 12 48-8 14-10 24 0l64 58q20 16 60 20 46 6 48 30z", BODY)
        + path("M46 262q-6-50 2-86 36 4 44 40 4 28-8 46z", look.dark)
        + path("M300 238q50 2 52 24h-80q4-22 28-24z", look.dark)
        + line("M174 168l-26 24M192 184l-26 24M210 200l-26 24M228 214l-26 22", "#f3f2ee", 6)
        + line("M116 250q50-8 74-46M136 254q40-6 64-40", look.accent, 6)
        + line("M46 276h310", look.light if look.pick(2) else "#c9c2b2", 3)
        + (
            line("M70 292h14m14 0h14m14 0h14m14 0h14m14 0h14m14 0h14m14 0h14m14 0h14m14 0h14", "#b8b0a0", 5)
            if look.style == "run"
            else ""
        )
    )


@drawing("boot")
def boot(look: Look) -> str:
    """Draw a laced boot: hiking or winter."""
    cuff = path("M84 66q50-14 104 0l4 30q-56-12-110 0z", "#e6d9c2" if look.style == "winter" else look.deep)
    return (
        shadow(cy=336, rx=150)
        + path("M60 292h276q16 0 14 20-2 20-24 20H78q-22 0-22-22z", "#3a332c")
        + path("M86 80q50-12 102 0l6 88q4 26 40 38l72 22q32 10 34 64H64q10-60 20-110 4-50 2-102z", BODY)
        + path("M290 224q46 8 50 68h-84q-4-60 34-68z", look.dark)
        + path("M64 292q6-40 12-64 40 6 44 64z", look.dark)
        + cuff
        + line("M166 110l26 6M166 136l28 6M170 162l28 6M184 186l24 10M208 204l20 14", "#e8e2d4", 6)
        + "".join(disc(x, y, 4, "#c39a4c") for x, y in ((164, 110), (165, 136), (169, 162), (182, 188)))
        + line("M66 318h14m14 0h14m14 0h14m14 0h14m14 0h14m14 0h14m14 0h14m14 0h14m14 0h14", "#1f1b17", 7)
    )


@drawing("rubberboot")
def rubberboot(look: Look) -> str:
    """Draw a pair of rubber boots."""
    one = (
        path("M40 44h92l4 150q2 30 34 46l52 22q22 10 22 44H40q6-60 4-110z", BODY)
        + path("M38 300h208v22q0 10-12 10H48q-10 0-10-10z", look.deep)
        + box(38, 44, 96, 22, look.dark, 4)
        + path("M190 254l32 14q22 10 22 32h-70q-4-40 16-46z", look.dark)
        + gloss("M52 72h14l4 130-14 60q4-90-4-190z", 0.35)
    )
    return (
        shadow(cy=338, rx=160)
        + f'<g transform="translate(118 -4) scale(.96)" opacity=".85">{one}</g><g transform="translate(26 8)">{one}</g>'
    )


@drawing("sandal")
def sandal(look: Look) -> str:
    """Draw a sandal with straps."""
    return (
        shadow(cy=306, rx=160)
        + path("M40 268q60-8 130 4t190-10q8 34-30 38H70q-32 0-30-32z", "#4a3a2e")
        + path("M40 256q60-8 130 4t190-10v16q-100 18-190 8t-130 0z", "#c9a477")
        + path("M226 262q14-86 70-92 42 0 52 82l-30 6q-10-54-26-54-22 2-30 58z", BODY)
        + path("M60 260q-6-60 20-110l28 8q-20 40-14 104z", look.dark)
        + path("M84 168q60 10 106 92l-30-2q-40-60-84-66z", look.main)
        + box(116, 178, 22, 18, "#c39a4c", 3)
    )


@drawing("slipper")
def slipper(look: Look) -> str:
    """Draw felt slippers."""
    one = (
        path("M30 200q0-20 40-20h60q90-60 150-30 30 16 26 56-2 22-30 22H60q-30 0-30-28z", BODY)
        + path("M44 188q40-22 96-6 14 6 4 20H58q-20 0-14-14z", look.deep)
        + path("M26 212h282q0 24-30 24H60q-32 0-34-24z", look.dark)
        + line("M150 178q60-44 118-22", look.light, 2, 'stroke-dasharray="6 5"')
    )
    return (
        shadow(cy=318, rx=170)
        + f'<g transform="translate(56 14)" opacity=".9">{one}</g><g transform="translate(22 78)">{one}</g>'
    )


@drawing("clog")
def clog(look: Look) -> str:
    """Draw wooden clogs."""
    return (
        shadow(cy=312, rx=150)
        + path("M50 232q60 14 110 12 80-2 180 8 6 54-30 54h-66q-16-24-50-20-30 2-36 22H84q-40-2-34-76z", "#c99f6b")
        + path("M52 252q60 12 110 10 80 0 178 6v-14q-100-12-180-8-60 0-110-14z", "#a9784c")
        + path("M130 244q20-96 110-110 96-8 108 116-100-12-218-6z", BODY)
        + gloss("M170 220q20-54 80-66-40 24-50 66z", 0.3)
        + "".join(disc(x, 250, 4, "#c9a34c") for x in range(146, 346, 18))
        + line("M128 240q8-40 34-66", look.dark, 9)
    )
