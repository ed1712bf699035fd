"""Coats, jackets, jumpers and shirts."""

# An outline is read as one line.
# ruff: noqa: E501

from torg.demo.drawings.canvas import Look, both, box, disc, drawing, line, mix, path, shadow, twice, wordmark


def _hanger() -> str:
    return line("M200 84V66q0-8 8-10 10-4 8-14-2-8-14-8-10 2-11 10", "#8d949b", 4)


def _torso(look: Look, hem: float = 330, sleeve: str = "long", flare: float = 0) -> str:
    """Draw the sleeves and body that most tops share."""
    if sleeve == "long":
        arm = "M140 96q-30 8-40 40L70 288q-2 10 8 13l26 6q9 2 11-8l34-140z"
    else:
        arm = "M140 96q-34 10-46 44l-20 50q-3 9 6 13l36 14q8 3 12-6l20-44z"
    body = f"M160 84q20 16 41 17v{hem - 98}q-40 2-{70 + flare}-6-4-60 6-128 0-50-16-88 10-16 39-27z"
    back = path("M158 84q42-18 84 0-20 26-42 26t-42-26z", look.deep)
    return back + both(arm, look.main, look.shade) + both(body, look.main, look.shade)


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
