"""Where things are used: a quiet room, bench or hillside behind the third picture."""

# An outline is read as one line.
# ruff: noqa: E501

from collections.abc import Callable

from msgspec import Struct

from torg.demo.drawings.canvas import Look, box, disc, line, oval, path, ring


class Scene(Struct, frozen=True):
    """A place, and where in it the product stands and how large."""

    draw: Callable[[Look], str]
    x: float
    y: float
    scale: float


def _wall(colour: str) -> str:
    return box(0, 0, 400, 400, colour) + box(0, 0, 400, 400, "url(#air)")


def _plant(x: float, y: float, scale: float = 1) -> str:
    leaves = "".join(
        f'<g transform="rotate({turn})">{path("M0 0q-16-34 0-74 16 40 0 74z", fill)}</g>'
        for turn, fill in ((-42, "#5c8262"), (-18, "#6f9673"), (8, "#547a5a"), (34, "#789f7a"))
    )
    pot = path("M-24 0h48l-6 44h-36z", "#c98d6b")
    return f'<g transform="translate({x} {y}) scale({scale})">{leaves}{pot}</g>'


def _kitchen(look: Look) -> str:
    tiles = "".join(line(f"M0 {y}h400", "#ffffff", 2) for y in range(30, 250, 44))
    joints = "".join(
        line(f"M{x + (row % 2) * 33} {30 + row * 44}v44", "#ffffff", 2) for row in range(5) for x in range(0, 400, 66)
    )
    shelf = (
        box(250, 84, 150, 9, "#b98f5e")
        + box(272, 50, 26, 34, "#e8e2d3", 4)
        + box(304, 42, 22, 42, "#8fa893", 4)
        + disc(352, 68, 16, "#d9a066")
    )
    return (
        box(0, 0, 400, 400, ("#dfe6e2", "#e6e1d6", "#dde4e8")[look.pick(3)])
        + tiles + joints + shelf
        + box(0, 296, 400, 104, "#c9a57a") + box(0, 296, 400, 8, "#dcbb92") + line("M0 338h400M40 372h360", "#b9936a", 2)
    )  # fmt: skip


def _living(look: Look) -> str:
    window = (
        box(34, 40, 104, 130, "#f6f4ee", 2)
        + box(42, 48, 88, 114, "#cfe0e8")
        + path("M42 140q30-30 88-8v30H42z", "#9db8a4")
        + box(83, 48, 6, 114, "#f6f4ee")
    )
    picture = (
        box(268, 60, 76, 96, "#fbf8f1", 2) + disc(306, 104, 20, look.accent) + path("M278 140q28-26 56 0z", "#8fa893")
    )
    return (
        _wall(("#e4ddd3", "#dde3df", "#e6dedd")[look.pick(3)])
        + window + picture
        + box(0, 296, 400, 104, "#cbab83") + line("M0 322h400M0 352h400M90 296v26M260 322v30M170 352v48", "#b9966c", 2)
        + oval(210, 356, 170, 28, "#efe7d8") + oval(210, 356, 150, 22, "#e4d9c4") + _plant(42, 276, 1.1)
    )  # fmt: skip


def _workshop(look: Look) -> str:
    holes = "".join(line(f"M{x} {y}h.01", "#a98a5e", 4.8) for x in range(24, 400, 32) for y in range(26, 250, 32))
    hung = (
        line("M52 60v60", "#8d949b", 8) + box(34, 52, 36, 14, "#5a626a", 3)
        + ring(334, 82, 26, "#c9772f", 7) + path("M98 60h60l-8 18h-44z", "#8d949b") + box(120, 78, 14, 50, "#b3403a", 5)
    )  # fmt: skip
    return (
        box(0, 0, 400, 400, "#d9bd8f") + holes + hung + box(0, 0, 400, 400, "url(#air)")
        + box(0, 292, 400, 26, "#8f6b42") + box(0, 318, 400, 82, "#7a5935") + box(0, 292, 400, 6, mixed(look))
    )  # fmt: skip


def mixed(look: Look) -> str:
    """Give the bench's edge one of three woods."""
    return ("#a9824f", "#b58d58", "#9c774a")[look.pick(3)]


def _desk(look: Look) -> str:
    return (
        _wall(("#dfe4e8", "#e3e1ea", "#e2e6e0")[look.pick(3)])
        + box(30, 70, 120, 8, "#b98f5e") + box(42, 26, 16, 44, "#7b6a86") + box(60, 34, 14, 36, "#c06a48") + box(76, 22, 18, 48, "#30475e") + box(98, 38, 12, 32, "#a3b29a")
        + box(284, 44, 76, 92, "#fbf8f1", 2) + path("M292 128l22-40 16 24 12-16 10 32z", "#9db8c4") + disc(340, 66, 8, "#e0a04a")
        + box(0, 300, 400, 100, "#d8b98c") + box(0, 300, 400, 7, "#e8cda4") + _plant(360, 276, 0.8)
    )  # fmt: skip


def _wardrobe(look: Look) -> str:
    return (
        _wall(("#e9e1dc", "#e0e3e4", "#e6e6dc")[look.pick(3)])
        + line("M-10 54h420", "#a9824f", 8)
        + "".join(line(f"M{x} 58q6 12 0 22l-26 22h52l-26-22", "#8f6b42", 4) for x in (48, 356))
        + path("M22 100h52l8 170H14z", "#cfc6bb", 'opacity=".8"') + path("M330 100h52l8 170h-68z", look.light, 'opacity=".55"')
        + line("M200 58v26", "#8d949b", 4)
        + box(0, 340, 400, 60, "#cbab83") + line("M0 362h400M120 340v22M280 362v38", "#b9966c", 2)
    )  # fmt: skip


def _hall(look: Look) -> str:
    return (
        _wall(("#dfe3df", "#e6dfd3", "#dfe3e8")[look.pick(3)])
        + box(60, 60, 280, 12, "#a9824f", 4) + "".join(line(f"M{x} 72v14q0 10 12 8", "#6a7078", 5) for x in (96, 168, 240, 306))
        + path("M152 88q16-8 32 0l14 110h-60z", "#8b9a8f") + path("M296 92l20 0 12 70h-46z", "#c9a06a")
        + box(0, 250, 400, 16, "#b98f5e") + box(20, 266, 16, 90, "#a37c4e") + box(364, 266, 16, 90, "#a37c4e")
        + box(0, 330, 400, 70, "#b7b3aa") + path("M60 346h280l24 40H36z", "#8c8577")
    )  # fmt: skip


def _hills(look: Look) -> str:
    sky = ("#cfe1ec", "#e9dccb", "#d6e3e0")[look.pick(3)]
    return (
        box(0, 0, 400, 400, sky) + disc(310, 76, 26, "#fff3d1")
        + path("M-10 250L80 120l50 60 70-110 90 130 50-50 80 100v60H-10z", "#a9bcc6")
        + path("M200 70l-28 44 22 10 14-12 26 6zM80 120l-20 30 20 4 16-6z", "#f6f8f8")
        + path("M-10 256q110-60 220-14t200-22v120H-10z", "#7f9f86")
        + path("M-10 300q130-34 230-8t190-14v122H-10z", "#5f8568")
        + "".join(path(f"M{x} {y}l-15 34h9l-13 26h38l-13-26h9z", "#3f654d") for x, y in ((40, 214), (78, 232), (352, 206), (318, 226)))
    )  # fmt: skip


def _bath(look: Look) -> str:
    tiles = "".join(line(f"M0 {y}h400", "#ffffff", 2) for y in range(20, 300, 56)) + "".join(
        line(f"M{x} 0v300", "#ffffff", 2) for x in range(28, 400, 56)
    )
    return (
        box(0, 0, 400, 400, ("#d7e4e4", "#ecdfde", "#e3e6dc")[look.pick(3)]) + tiles + box(0, 0, 400, 400, "url(#air)")
        + disc(316, 104, 58, "#f6f4ee") + disc(316, 104, 50, "#dcebef")
        + box(0, 298, 400, 20, "#f1ede4") + box(0, 318, 400, 82, "#d8cfbf")
        + path("M22 298v-60h62v60z", "#c9d5d2") + line("M22 252h62M22 268h62", "#b4c4c0", 3) + _plant(362, 262, 0.8)
    )  # fmt: skip


def _nursery(look: Look) -> str:
    flags = "".join(
        path(f"M{20 + n * 62} {34 + (n % 3 - 1) ** 2 * 3}h40l-20 36z", c)
        for n, c in enumerate(("#d98f7a", "#8fb0c4", "#e0bd6a", "#9db58f", "#c9a0b4", "#8fb0c4"))
    )
    stars = "".join(
        disc(x, y, 4, "#ffffff") for x, y in ((60, 130), (120, 170), (330, 140), (280, 190), (370, 220), (30, 220))
    )
    return (
        _wall(("#e8e4d6", "#dce6e8", "#ece0dc")[look.pick(3)]) + line("M0 36q200 26 400 0", "#a9824f", 2) + flags + stars
        + box(0, 300, 400, 100, "#d6b88c") + oval(200, 352, 180, 34, "#f3ead9") + oval(200, 352, 158, 27, "#e9d8bd")
        + box(330, 266, 34, 34, "#8fb0c4", 4) + box(348, 234, 32, 32, "#d98f7a", 4) + disc(44, 284, 18, "#e0bd6a")
    )  # fmt: skip


def _garage(look: Look) -> str:
    return (
        _wall(("#d6dade", "#dcd9d2", "#d8dfda")[look.pick(3)])
        + box(40, 30, 320, 250, "#c3c9cf", 4) + "".join(line(f"M40 {y}h320", "#aeb6bd", 3) for y in (80, 130, 180, 230))
        + "".join(box(x, 44, 56, 24, "#e4edf1", 3) for x in (64, 138, 212, 286))
        + box(0, 288, 400, 112, "#a3a7aa") + path("M0 330l400 18v52H0z", "#989ca0")
    )  # fmt: skip


def _garden(look: Look) -> str:
    fence = "".join(path(f"M{x} 278v-108l13-14 13 14v108z", "#f4f1e8") for x in range(-8, 400, 36))
    blades = "".join(
        line(f"M{x} 398l{(n % 3 - 1) * 4}-{16 + n % 4 * 5}", "#6b9457", 4) for n, x in enumerate(range(6, 400, 17))
    )
    return (
        box(0, 0, 400, 400, ("#d5e6ee", "#e6eae0", "#dfe7ef")[look.pick(3)])
        + box(0, 0, 400, 400, "url(#air)")
        + disc(60, 150, 54, "#8fae86")
        + disc(126, 168, 46, "#9db892")
        + disc(346, 140, 62, "#86a67e")
        + box(340, 180, 12, 60, "#7a5a3c")
        + fence
        + box(0, 206, 400, 9, "#e6e1d2")
        + box(0, 246, 400, 9, "#e6e1d2")
        + box(0, 270, 400, 130, "#8fb377")
        + path("M0 300q120-26 220-6t180-10v116H0z", "#83a96c")
        + blades
    )


def _utility(look: Look) -> str:
    tiles = "".join(line(f"M0 {y}h400", "#ffffff", 2) for y in range(20, 300, 40)) + "".join(
        line(f"M{x} 0v300", "#ffffff", 2) for x in range(20, 400, 40)
    )
    return (
        box(0, 0, 400, 400, ("#dde5e4", "#e6e2d8", "#dfe4ea")[look.pick(3)])
        + tiles
        + box(0, 0, 400, 400, "url(#air)")
        + box(0, 312, 400, 88, "#b9b4a8")
        + line("M0 312h400", "#d8d3c7", 6)
        + line("M60 400l50-88M200 400v-88M340 400l-50-88M0 352h400", "#a8a396", 2)
        + box(12, 60, 74, 9, "#b98f5e")
        + box(22, 26, 22, 34, "#8fb0c4", 4)
        + box(50, 34, 26, 26, "#e0bd6a", 4)
    )


SCENES = {
    "garden": Scene(_garden, 68, 106, 0.7),
    "utility": Scene(_utility, 60, 62, 0.76),
    "kitchen": Scene(_kitchen, 74, 96, 0.66),
    "living": Scene(_living, 70, 104, 0.7),
    "workshop": Scene(_workshop, 74, 94, 0.66),
    "desk": Scene(_desk, 70, 98, 0.66),
    "wardrobe": Scene(_wardrobe, 54, 52, 0.73),
    "hall": Scene(_hall, 74, 118, 0.66),
    "hills": Scene(_hills, 70, 112, 0.68),
    "bath": Scene(_bath, 76, 92, 0.64),
    "nursery": Scene(_nursery, 70, 110, 0.68),
    "garage": Scene(_garage, 62, 104, 0.7),
}
