"""Tools of a workshop."""

# An outline is read as one line.
# ruff: noqa: E501

from torg.demo.drawings.canvas import (
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


@drawing("drill")
def drill(look: Look) -> str:
    """Draw a cordless drill driver."""
    return (
        shadow(cy=346, rx=120)
        + path("M40 132h54v14H40z", STEEL)
        + path("M86 112h42l14 8v38l-14 8H86z", "#565d64")
        + "".join(line(f"M{x} 112v54", "#3a4047", 4) for x in (98, 112))
        + path("M138 92h158q42 0 46 46 0 34-34 40l-28 4-6 92h-70l14-92h-80z", look.accent)
        + path("M138 92h158q42 0 46 46l-204-4z", mix(look.accent, "#ffffff", 0.18))
        + path("M208 182h66l-6 92h-68z", INK)
        + path("M202 182q-20 6-18 40h12z", "#b3261e")
        + "".join(line(f"M300 {y}h26", "#00000055", 5) for y in (112, 126, 140))
        + box(172, 268, 128, 62, INK, 10)
        + box(172, 296, 128, 34, mix(look.accent, "#1d2026", 0.3), 8)
        + box(222, 82, 28, 14, INK, 4)
        + wordmark(look, 226, 146, 120, "#ffffff", 26)
        + line("M196 314h80", "#ffffff55", 5)
    )


@drawing("sander")
def sander(look: Look) -> str:
    """Draw a power tool that is held by its body: grinder, sander, jigsaw."""
    return (
        shadow(cy=312, rx=160)
        + line("M336 176q40 10 50 90", INK, 9)
        + path("M90 150q10-30 60-30h150q44 0 44 40t-44 42H150q-50 0-60-20z", look.accent)
        + path("M180 110h100q10-26-20-30h-64q-26 4-16 30z", INK)
        + path("M210 202h76v30h-76z", INK)
        + path("M66 190h120l8 60H58z", "#565d64")
        + (
            disc(124, 262, 56, "#c9a477") + ring(124, 262, 38, "#a9824f", 4)
            if look.style != "saw"
            else disc(124, 262, 62, STEEL)
            + "".join(turned(path("M118 196l12-8v12z", "#8d949b"), a, 124, 262) for a in range(0, 360, 24))
        )
        + disc(124, 262, 12, INK)
        + wordmark(look, 236, 168, 110, "#ffffff", 24)
    )


@drawing("hammer")
def hammer(look: Look) -> str:
    """Draw a claw hammer."""
    return turned(
        oval(216, 206, 30, 150, "url(#shadow)")
        + path("M186 120h28l6 222q0 14-20 14t-20-14z", WOOD)
        + path("M181 250h38l3 92q0 14-22 14t-22-14z", look.accent)
        + path("M120 66h110q40 6 64 46-40-18-66-4v26h-56v-22h-52q-12 0-12-10V76q0-10 12-10z", STEEL)
        + box(104, 62, 30, 54, "#8d949b", 5)
        + f'<g transform="rotate(90 200 300)">{wordmark(look, 200, 306, 84, "#ffffff", 18)}</g>',
        28,
    )


@drawing("saw")
def saw(look: Look) -> str:
    """Draw a hand saw."""
    teeth = "".join("l-5-9-5 9" for _ in range(24))
    return turned(
        oval(200, 284, 180, 9, "url(#shadow)")
        + path(f"M20 196l246-30v86{teeth}l-6-20z", STEEL)
        + path("M256 150q70-24 110 10 14 60-16 108-30 12-50-6-30-26-48-16z", look.accent)
        + path("M296 182q34-10 44 8 4 34-10 52-20 2-26-12-2-26-8-48z", mix("#efe9df", look.accent, 0.1))
        + wordmark(look, 170, 222, 110, "#6a7078", 22),
        -14,
    )


@drawing("screwdrivers")
def screwdrivers(look: Look) -> str:
    """Draw a set of screwdrivers."""

    def one(x: float, size: float, tip: str) -> str:
        return (
            path(f"M{x - 5} {60 + 60 * (1 - size)}h10V220h-10z", STEEL)
            + path(tip.format(x=x), STEEL)
            + path(f"M{x - 19} 214h38l5 96q0 22-24 22t-24-22z", look.accent)
            + box(x - 19, 236, 38, 10, "#00000033")
            + line(f"M{x - 9} 256v60M{x + 9} 256v60", "#ffffff55", 3)
        )

    return (
        shadow(cy=340, rx=150)
        + one(88, 0.4, "M{x} 80l7 20h-14z")
        + one(164, 1, "M{x} 50l7 16h-14z")
        + one(240, 0.7, "M{x} 66l7 16h-14z")
        + one(314, 0.2, "M{x} 96l7 16h-14z")
    )


@drawing("wrench")
def wrench(look: Look) -> str:
    """Draw spanners in three sizes."""

    def one(scale: float, dx: float, dy: float) -> str:
        return moved(
            path(
                "M-14-70v-50q-24-16-24-40 0-26 22-38v40q16 16 32 0v-40q22 12 22 38 0 24-24 40v190q24 10 24 36 0 34-38 34t-38-34q0-26 24-36z",
                STEEL,
            )
            + disc(0, 106, 15, "#efe9df")
            + line("M0-70V50", "#8d949b", 3),
            dx,
            dy,
            scale,
        )

    return turned(
        oval(200, 210, 130, 140, "url(#shadow)")
        + one(1.1, 110, 220)
        + one(0.92, 206, 226)
        + one(0.74, 288, 232)
        + box(60, 214, 270, 22, look.accent, 8)
        + wordmark(look, 196, 230, 110, "#ffffff", 15),
        12,
    )


@drawing("pliers")
def pliers(look: Look) -> str:
    """Draw pliers or secateurs."""
    jaws = (
        path("M176 150q-30-60 6-116 20 30 16 70zM224 150q30-60-6-116-20 30-16 70z", STEEL)
        if look.style != "garden"
        else path("M180 150q-50-40-36-110 50 20 62 90z", STEEL) + path("M222 150q30-50 2-100l-16 40z", "#8d949b")
    )
    return (
        shadow(cy=346, rx=100)
        + path("M186 176q-60 50-58 150 2 18 20 14 14-4 12-22-4-80 58-116z", look.accent)
        + path("M214 176q60 50 58 150-2 18-20 14-14-4-12-22 4-80-58-116z", mix(look.accent, "#1d2026", 0.2))
        + jaws
        + path("M166 136h68q10 36-14 60h-40q-24-24-14-60z", "#8d949b")
        + disc(200, 166, 13, "#565d64")
    )


@drawing("level")
def level(look: Look) -> str:
    """Draw a spirit level."""
    return turned(
        oval(200, 252, 186, 12, "url(#shadow)")
        + box(14, 166, 372, 76, look.accent, 6)
        + box(14, 166, 372, 14, mix(look.accent, "#ffffff", 0.3), 5)
        + box(14, 166, 16, 76, INK, 4)
        + box(370, 166, 16, 76, INK, 4)
        + box(158, 184, 84, 34, "#d8e86a", 14)
        + oval(200, 198, 15, 9, "#f6fbcf")
        + line("M184 184v34M216 184v34", INK, 2.5)
        + disc(74, 206, 21, "#d8e86a")
        + disc(326, 206, 21, "#d8e86a")
        + wordmark(look, 118, 234, 64, "#ffffff", 16),
        -10,
    )


@drawing("tape")
def tape(look: Look) -> str:
    """Draw a tape measure."""
    ticks = "".join(line(f"M{x} 288v{18 if n % 5 == 0 else 10}", INK, 2) for n, x in enumerate(range(40, 170, 9)))
    return (
        shadow(cy=326, rx=160)
        + box(22, 284, 150, 32, "#f3cf3f")
        + ticks
        + box(14, 280, 12, 44, "#8d949b", 3)
        + path("M140 200q0-96 96-96h60q50 0 50 50v130q0 32-32 32H164q-24 0-24-24z", look.accent)
        + disc(240, 206, 66, INK)
        + disc(240, 206, 52, mix(look.accent, "#ffffff", 0.2))
        + wordmark(look, 240, 210, 90, "#ffffff", 20)
        + line("M216 228h48", "#ffffff", 4)
        + box(300, 96, 34, 20, INK, 6)
    )


@drawing("toolbox")
def toolbox(look: Look) -> str:
    """Draw a toolbox."""
    return (
        shadow(rx=150)
        + line("M140 136q0-44 24-44h72q24 0 24 44", INK, 15)
        + box(56, 132, 288, 74, look.accent, 14)
        + box(56, 196, 288, 138, mix(look.accent, "#1d2026", 0.35), 12)
        + box(56, 196, 288, 8, "#00000044")
        + twice(box(98, 178, 34, 50, "#c9ced3", 5))
        + box(150, 246, 100, 46, INK, 5)
        + wordmark(look, 200, 276, 84, "#ffffff", 20)
        + gloss("M70 144h140l-20 20H70z", 0.2)
    )


@drawing("ladder")
def ladder(look: Look) -> str:
    """Draw a step ladder."""
    return (
        shadow(cy=356, rx=120)
        + line("M236 50l66 304", "#8d949b", 11)
        + line("M172 50l-66 304", STEEL, 13)
        + "".join(
            path(f"M{172 - n * 15} {96 + n * 54}h{74 + n * 14}l4 14H{168 - n * 15}z", "#c9ced3") for n in range(5)
        )
        + line("M236 50L276 354", "#b4bac0", 12)
        + box(156, 36, 100, 20, look.accent, 6)
        + box(96, 346, 26, 12, INK, 4)
        + box(264, 346, 26, 12, INK, 4)
    )


@drawing("screws")
def screws(look: Look) -> str:
    """Draw screws spilling from their box."""
    screw = (
        path("M-24-9h10v18h-10z", "#d8b45a")
        + path("M-14-5h56l14 5-14 5h-56z", "#c39a4c")
        + line("M-8-5l4 10M2-5l4 10M12-5l4 10M22-5l4 10M32-5l4 10", "#8f6b2c", 2)
    )
    return (
        shadow(cy=330, rx=150)
        + box(90, 90, 180, 190, look.accent, 6)
        + path("M270 90l34 22v178l-34-10z", mix(look.accent, "#1d2026", 0.35))
        + box(104, 150, 152, 72, "#fbf8f1", 4)
        + wordmark(look, 180, 192, 136, look.accent, 30)
        + words("4,5 × 60", 180, 214, 15, INK)
        + "".join(
            f'<g transform="translate({x} {y}) rotate({a})">{screw}</g>'
            for x, y, a in (
                (110, 312, 10),
                (190, 306, -18),
                (262, 318, 30),
                (320, 306, -40),
                (150, 330, 4),
                (236, 334, -8),
            )
        )
    )


@drawing("axe")
def axe(look: Look) -> str:
    """Draw an axe."""
    return turned(
        oval(214, 206, 26, 160, "url(#shadow)")
        + path("M190 60h22l8 230q10 40-6 66h-26q-6-30 0-66z", WOOD)
        + path("M128 66q40 14 90 8l4 64q-50-4-86 26-44-40-8-98z", STEEL)
        + path("M128 66q-36 58 8 98l10-8q-34-40-8-86z", "#eef1f3")
        + box(188, 300, 34, 30, look.accent, 6),
        20,
    )


@drawing("washer")
def washer(look: Look) -> str:
    """Draw a pressure washer or a compressor on wheels."""
    return (
        shadow(cy=342, rx=130)
        + line("M120 90h150l10 200", "#565d64", 11)
        + line("M290 150q70 30 20 110", INK, 9)
        + path("M104 160h170q16 0 18 16l10 120q2 22-20 22H98q-20 0-18-22l8-120q2-16 16-16z", look.accent)
        + box(122, 190, 130, 64, mix(look.accent, "#1d2026", 0.35), 10)
        + wordmark(look, 187, 230, 110, "#ffffff", 26)
        + disc(116, 316, 28, INK)
        + disc(116, 316, 12, "#8d949b")
        + disc(268, 316, 28, INK)
        + disc(268, 316, 12, "#8d949b")
        + disc(280, 176, 15, "#f3f2ee")
        + line("M280 176l7-8", "#b3261e", 3)
    )
