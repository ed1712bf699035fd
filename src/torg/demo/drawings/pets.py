"""For animals."""

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
    moved,
    oval,
    path,
    ring,
    shadow,
    turned,
    wordmark,
)


@drawing("petbowl")
def petbowl(look: Look) -> str:
    """Draw a bowl for dog or cat."""
    food = "".join(
        disc(x, y, 11, c)
        for x, y, c in (
            (140, 206, "#8a5a34"),
            (164, 196, "#a36b3c"),
            (190, 204, "#7a4d2b"),
            (216, 196, "#a36b3c"),
            (242, 206, "#8a5a34"),
            (202, 188, "#8a5a34"),
            (176, 186, "#7a4d2b"),
            (262, 200, "#a36b3c"),
        )
    )
    return (
        shadow(rx=150)
        + path("M84 204h232l44 124q2 12-10 12H50q-12 0-10-12z", BODY)
        + oval(200, 204, 116, 25, look.light)
        + oval(200, 206, 102, 19, look.deep)
        + food
        + oval(200, 288, 17, 14, look.light)
        + "".join(oval(x, y, 7, 10, look.light) for x, y in ((178, 272), (192, 258), (208, 258), (222, 272)))
        + gloss("M96 222h15l-30 104H60z", 0.3)
    )


@drawing("petbed")
def petbed(look: Look) -> str:
    """Draw a bed with a sleeping animal."""
    coat = ("#b98a5a", "#4a4f57", "#d8c4a5")[look.pick(3)]
    return (
        shadow(cy=322, rx=180)
        + oval(200, 246, 176, 78, look.dark)
        + oval(200, 226, 176, 74, look.main)
        + oval(200, 222, 128, 46, look.deep)
        + path("M96 226q20-70 110-64 90-2 100 54-30 40-110 40-80 0-100-30z", coat)
        + path("M96 226q-10-40 26-54 40-4 44 30-10 34-46 36-20-2-24-12z", mix(coat, "#ffffff", 0.12))
        + path("M108 180q-10-30 6-34 16 10 20 28zM150 176q14-24 24-18 2 20-10 34z", mix(coat, "#1d2026", 0.3))
        + line("M108 206q8 8 16 0M134 206q8 6 14 0", INK, 3)
        + oval(108, 222, 7, 5, INK)
        + line("M300 216q30 6 10 30-40 10-60 4", coat, 17)
        + oval(200, 268, 150, 30, look.light, 'opacity=".35"')
    )


@drawing("leash")
def leash(look: Look) -> str:
    """Draw a lead or a collar."""
    if look.style == "collar":
        return (
            shadow(cy=316, rx=130)
            + f'<ellipse cx="200" cy="212" rx="124" ry="86" fill="none" stroke="{look.dark}" stroke-width="36"/>'
            + f'<ellipse cx="200" cy="204" rx="124" ry="86" fill="none" stroke="{look.main}" stroke-width="34"/>'
            + box(164, 264, 72, 50, STEEL, 8)
            + box(178, 276, 44, 26, look.dark, 4)
            + ring(288, 290, 15, "#c9ced3", 5)
            + disc(292, 322, 23, "#c9a34c")
            + wordmark(look, 292, 326, 36, INK, 10)
        )
    return (
        shadow(cy=340, rx=120)
        + line("M120 90q-40 30-20 70t90 20 110 20-10 90-110 40", look.main, 17)
        + line("M120 90q-40 30-20 70t90 20 110 20-10 90-110 40", look.light, 3, 'stroke-dasharray="8 7"')
        + f'<ellipse cx="150" cy="66" rx="42" ry="26" fill="none" stroke="{look.main}" stroke-width="15"/>'
        + box(160, 300, 26, 34, "#c9a34c", 6)
        + line("M164 318q-26 20-10 38", "#c9a34c", 8)
    )


@drawing("dogcoat")
def dogcoat(look: Look) -> str:
    """Draw a dog that wears a coat."""
    fur = ("#a9784c", "#3a3d42", "#d8c4a5")[look.pick(3)]
    return (
        shadow(cy=346, rx=160)
        + "".join(box(x, 236, 27, 106, fur, 10) for x in (104, 142, 256, 292))
        + line("M318 186q44-20 44-70", fur, 19)
        + path("M90 170q0-34 34-34h160q44 0 44 50 0 74-50 74H130q-40 0-40-50z", fur)
        + path("M60 92q10-40 58-36 44 6 46 56l-20 60-60 6q-40-4-50-24-26 6-32-14 4-30 58-48z", fur)
        + path("M104 70q-4-40 16-36 30 20 24 70z", mix(fur, "#1d2026", 0.3))
        + disc(84, 96, 6, INK)
        + oval(34, 132, 12, 9, INK)
        + path("M124 128q20 40 8 130h146q52-6 52-74 0-52-46-52z", BODY)
        + path("M118 122q24 46 12 138l-22-6q14-76-14-120z", look.dark)
        + line("M140 248h140", look.light, 5)
        + box(196, 168, 56, 26, look.accent, 4)
        + wordmark(look, 224, 186, 48, "#ffffff", 14)
    )


@drawing("catpost")
def catpost(look: Look) -> str:
    """Draw a scratching post with a cat on top."""
    rope = "".join(line(f"M172 {y}h56", "#b3925f", 4) for y in range(186, 322, 11))
    return (
        shadow(cy=350, rx=120)
        + box(82, 324, 236, 22, look.main, 8)
        + box(172, 166, 56, 160, "#d8c08c", 4)
        + rope
        + box(116, 152, 168, 22, look.main, 10)
        + path("M148 152q-10-60 30-76l-4-40 26 20 26-4 18-20 2 42q40 20 24 78z", "#4a4f57")
        + disc(190, 74, 5, "#d8e04a")
        + disc(216, 74, 5, "#d8e04a")
        + line("M268 150q50 10 40 60", "#4a4f57", 13)
        + line("M300 174v56", "#8d949b", 2)
        + disc(300, 242, 15, look.accent)
    )


@drawing("pettoy")
def pettoy(look: Look) -> str:
    """Draw a bone, a ball and a rope."""
    return (
        shadow(cy=330, rx=160)
        + turned(
            path(
                "M100 150q-36-10-30-40 16-30 46-12 6-36 40-26 26 14 14 46h90q-8-34 18-44 34-6 38 26 32-14 44 14 4 32-34 38 38 8 32 38-14 28-44 12-6 34-40 26-24-12-14-44h-90q8 36-18 44-34 4-36-28-32 14-44-14-4-30 28-36z",
                "#f0e2c4",
            ),
            -14,
            200,
            150,
        )
        + disc(116, 272, 52, look.main)
        + line("M76 246q40 26 82 0M76 298q40-26 82 0", look.light, 7)
        + line("M200 300q40-50 80 0t80-20", look.accent, 17)
        + line("M200 300q40-50 80 0t80-20", mix(look.accent, "#ffffff", 0.6), 5, 'stroke-dasharray="10 12"')
    )


@drawing("aquarium")
def aquarium(look: Look) -> str:
    """Draw an aquarium or a cage."""
    fish = path("M0 0q20-22 50 0-30 22-50 0l-18-14v28z", "#e07b2e")
    return (
        shadow(cy=346, rx=160)
        + box(46, 70, 308, 26, INK, 6)
        + box(50, 92, 300, 236, "#bfdde6", 4)
        + path("M50 290q80-24 150-4t150-6v48H50z", "#d8c08c")
        + "".join(line(f"M{x} 300q-{d} -40 0-80t0-60", "#4f8a5c", 9) for x, d in ((90, 20), (116, -18), (300, 22)))
        + moved(fish, 190, 190, 1.2)
        + moved(fish, 250, 246, 0.8)
        + moved(fish, 140, 150, 0.7)
        + "".join(disc(x, y, 5, "#ffffff", 'opacity=".8"') for x, y in ((270, 180), (276, 156), (268, 134)))
        + path("M210 300q10-40 50-34 30 10 30 40z", "#8d949b")
        + gloss("M60 100h40L70 320H60z", 0.3)
        + box(42, 326, 316, 19, look.main, 4)
    )


@drawing("litterbox")
def litterbox(look: Look) -> str:
    """Draw a cat's tray or carrier."""
    return (
        shadow(rx=150)
        + path("M84 190q0-90 116-92 116 2 116 92z", BODY)
        + path("M150 296V196q0-44 50-44t50 44v100z", look.deep)
        + path("M64 190h272l-18 132q-2 18-22 18H104q-20 0-22-18z", look.dark)
        + path("M146 320V200q0-40 54-40t54 40v120z", "#33383e")
        + line("M170 100q30-40 60 0", look.deep, 11)
        + wordmark(look, 200, 330, 60, look.light, 12)
    )
