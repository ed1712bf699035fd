"""Bottles, tubes and jars with the brand's label on them."""

# An outline is read as one line.

from torg.demo.drawings.canvas import BODY, INK, Look, box, drawing, gloss, line, mix, oval, path, shadow, wordmark
from torg.demo.drawings.labels import ink_on, label


@drawing("bottle")
def bottle(look: Look) -> str:
    """Draw a bottle with a cap: shampoo, washing-up liquid, car shampoo."""
    return (
        shadow(rx=84)
        + box(170, 62, 60, 46, look.accent, 8)
        + path("M160 108h80q6 0 10 8 24 14 24 46v154q0 24-24 24H150q-24 0-24-24V162q0-32 24-46 4-8 10-8z", BODY)
        + label(look, 140, 176, 120, 126)
        + gloss("M138 170q0-22 12-34v190q-12-4-12-16z", 0.35)
    )


@drawing("pump")
def pump(look: Look) -> str:
    """Draw a bottle with a pump."""
    return (
        shadow(rx=84)
        + path("M186 92V68h-42q-12 0-14 12h-10q2-26 26-26h82q10 0 10 10v28z", look.accent)
        + box(176, 88, 48, 26, INK, 4)
        + path("M152 114h96q26 6 26 36v164q0 26-26 26h-96q-26 0-26-26V150q0-30 26-36z", BODY)
        + label(look, 140, 178, 120, 122)
        + gloss("M136 156q2-18 12-28v198q-12-6-12-18z", 0.35)
    )


@drawing("tube")
def tube(look: Look) -> str:
    """Draw a tube that stands on its cap."""
    return (
        shadow(rx=62)
        + box(134, 44, 132, 20, look.dark, 3)
        + path("M132 60h136l-22 236h-92z", BODY)
        + box(154, 294, 92, 46, look.accent, 8)
        + box(154, 300, 92, 3, "#ffffff55")
        + f'<g transform="rotate(-90 200 170)">{wordmark(look, 200, 178, 170, ink_on(look.main), 34)}</g>'
        + line("M170 270q15-12 30 0t30 0", ink_on(look.main), 3)
        + gloss("M142 68h16l10 220h-10z", 0.35)
    )


@drawing("jar")
def jar(look: Look) -> str:
    """Draw a glass jar with what is in it: jam, honey, herring, cream."""
    return (
        shadow(rx=98)
        + path("M122 128h156q22 8 22 34v148q0 30-30 30H130q-30 0-30-30V162q0-26 22-34z", "#e3edef")
        + path("M116 148h168q10 6 10 22v138q0 26-26 26H132q-26 0-26-26V170q0-16 10-22z", BODY)
        + box(112, 78, 176, 54, look.accent, 10)
        + "".join(box(x, 84, 3, 42, "#00000022") for x in range(126, 280, 14))
        + label(look, 118, 186, 164, 110)
        + gloss("M110 176q0-14 8-22v170q-8-6-8-16z", 0.5)
    )


@drawing("creamjar")
def creamjar(look: Look) -> str:
    """Draw a low jar of cream."""
    return (
        shadow(rx=120)
        + box(88, 196, 224, 144, "#f6f2ea", 24)
        + box(88, 196, 224, 144, BODY, 24, 'opacity=".55"')
        + box(82, 138, 236, 72, look.accent, 12)
        + gloss("M96 148h18v52H96zM100 222h14v96h-14z", 0.3)
        + box(82, 200, 236, 8, "#00000022")
        + wordmark(look, 200, 278, 170, ink_on(mix(look.main, "#f6f2ea", 0.45)), 32)
        + line("M160 304h80", look.accent, 3)
    )


@drawing("oilbottle")
def oilbottle(look: Look) -> str:
    """Draw a slender glass bottle: oil, vinegar, cordial."""
    return (
        shadow(rx=66)
        + box(180, 36, 40, 34, look.accent, 5)
        + path("M182 68h36v64q0 14 18 32 18 16 18 44v108q0 24-22 24h-64q-22 0-22-24V208q0-28 18-44 18-18 18-32z", BODY)
        + label(look, 154, 210, 92, 104)
        + gloss("M158 206q0-16 10-26v144q-10-4-10-14zM188 76h8v60h-8z", 0.4)
    )


@drawing("saucebottle")
def saucebottle(look: Look) -> str:
    """Draw a squeezy bottle that stands on its lid."""
    return (
        shadow(rx=70)
        + path("M150 62h100q14 30 8 90-4 30 6 60 6 50-12 84H148q-18-34-12-84 10-30 6-60-6-60 8-90z", BODY)
        + box(148, 292, 104, 48, look.accent, 8)
        + label(look, 150, 138, 100, 120)
        + gloss("M158 70h10q-8 40-6 90-10 30-8 80l-8-2q-2-40 6-70-6-50 6-98z", 0.35)
    )


@drawing("jug")
def jug(look: Look) -> str:
    """Draw a canister with a handle: detergent, washer fluid, motor oil."""
    return (
        shadow(rx=110)
        + box(128, 58, 58, 40, look.accent, 7)
        + path("M120 96h76l34-8q62 4 66 60v168q0 24-24 24H124q-24 0-24-24V136q0-34 20-40z", BODY)
        + path("M234 116q34 4 34 40v60q0 14-12 14t-12-14v-54q0-16-16-20-14-6-8-18 4-10 14-8z", look.deep)
        + label(look, 114, 210, 170, 108)
        + gloss("M110 140q0-20 10-28v210q-10-4-10-14z", 0.35)
    )


@drawing("spray")
def spray(look: Look) -> str:
    """Draw a trigger spray bottle."""
    return (
        shadow(rx=74)
        + path("M158 52h70q30 4 36 34l-36-8v30h-50V84h-34V60q4-8 14-8z", look.accent)
        + line("M218 92q8 30-8 44", look.accent, 9)
        + box(176, 108, 50, 20, INK, 4)
        + path("M178 128h46q4 34 28 60 14 16 14 42v86q0 24-24 24h-82q-24 0-24-24v-86q0-26 14-42 24-26 28-60z", BODY)
        + label(look, 148, 214, 104, 108)
        + gloss("M150 216q4-16 16-30v134q-16-2-16-14z", 0.35)
    )


@drawing("rollon")
def rollon(look: Look) -> str:
    """Draw a roll-on or a stick."""
    return (
        shadow(rx=58)
        + path("M148 178q0-96 52-96t52 96z", look.accent)
        + path("M146 176h108l8 140q0 24-24 24h-76q-24 0-24-24z", BODY)
        + f'<g transform="rotate(-90 200 262)">{wordmark(look, 200, 270, 130, ink_on(look.main), 28)}</g>'
        + gloss("M158 184h14l-4 136h-14zM166 170q4-52 22-70-12 30-12 70z", 0.35)
    )


@drawing("perfume")
def perfume(look: Look) -> str:
    """Draw a bottle of scent."""
    return (
        shadow(rx=96)
        + box(170, 70, 60, 62, look.accent, 6)
        + box(184, 128, 32, 22, "#c39a4c", 3)
        + box(108, 146, 184, 194, "#eef3f3", 22)
        + box(124, 190, 152, 136, BODY, 14, 'opacity=".75"')
        + gloss("M122 162h18v160h-18z", 0.8)
        + box(150, 224, 100, 66, "#fbf8f1", 3)
        + wordmark(look, 200, 262, 84, INK, 20)
    )


@drawing("lipstick")
def lipstick(look: Look) -> str:
    """Draw a lip balm or lipstick beside its cap."""
    return (
        shadow(rx=100)
        + path("M138 140q0-40 52-62v94h-52z", look.main)
        + gloss("M146 146q2-24 18-38v60h-18z", 0.4)
        + box(130, 168, 68, 54, "#c39a4c", 4)
        + box(120, 216, 88, 124, look.accent, 8)
        + box(224, 190, 74, 150, look.accent, 10)
        + gloss("M130 224h12v108h-12zM234 200h10v132h-10z", 0.3)
        + wordmark(look, 164, 290, 74, "#fff", 16)
    )


@drawing("nailpolish")
def nailpolish(look: Look) -> str:
    """Draw a bottle of nail polish."""
    return (
        shadow(rx=76)
        + path("M172 40h56l8 128h-72z", INK)
        + gloss("M180 50h10l-4 110h-12z", 0.25)
        + box(130, 164, 140, 176, "#eef3f3", 34)
        + box(142, 186, 116, 142, BODY, 26)
        + gloss("M150 210q2-12 12-16v110q-12-4-12-16z", 0.55)
        + wordmark(look, 200, 268, 96, ink_on(look.main), 22)
    )


@drawing("pilljar")
def pilljar(look: Look) -> str:
    """Draw a jar of tablets."""
    return (
        shadow(rx=84)
        + box(128, 70, 144, 58, "#f6f4ee", 10)
        + "".join(box(x, 76, 3, 46, "#0000001c") for x in range(140, 268, 12))
        + box(120, 126, 160, 214, look.main, 24)
        + box(120, 126, 160, 214, "url(#sheen)", 24)
        + label(look, 120, 176, 160, 124)
        + oval(176, 332, 16, 8, "#fff")
        + oval(300, 334, 18, 9, "#fbf8f1")
        + oval(326, 338, 14, 7, mix(look.main, "#ffffff", 0.5))
    )
