"""Trousers, dresses, underwear and nightwear."""

# An outline is read as one line.

from torg.demo.drawings.canvas import Look, both, box, disc, drawing, line, mix, path, shadow, twice, wordmark


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
