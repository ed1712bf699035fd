"""Shoes."""

# An outline is read as one line.

from torg.demo.drawings.canvas import BODY, Look, box, disc, drawing, gloss, line, mix, path, shadow


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


@drawing("dressshoe")
def dressshoe(look: Look) -> str:
    """Draw a laced dress shoe with a low heel."""
    return (
        shadow(cy=306, rx=160)
        + path("M52 276h112q10 12 40 12h150q16 0 14 10-2 8-20 8H196q-40 0-52-16v16H56q-8-12-4-30z", "#2b2420")
        + path(
            "M52 278q-8-66 10-118 6-14 22-6 16 12 42 16 20 4 42-10l70 56q28 16 72 22 48 8 56 46H200q-24 0-40-12H52z",
            BODY,
        )
        + path("M250 222q60 8 78 14 40 12 38 48h-92q-34-20-24-62z", look.dark)
        + line("M246 220q-12 40 22 64M62 172q30 30 26 100M132 172q30 50 116 50", look.deep, 3)
        + line("M166 176l-22 26M184 190l-22 26M202 204l-20 24", mix(look.main, "#ffffff", 0.5), 4)
        + gloss("M290 238q40 6 58 22-30-8-58-6z", 0.35)
    )
