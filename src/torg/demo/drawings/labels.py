"""The label on a bottle or a jar."""

from torg.demo.drawings.canvas import INK, Look, box, line, luminance, path, wordmark


def ink_on(colour: str) -> str:
    """Give a colour for letters that can be read on another colour."""
    return "#ffffff" if luminance(colour) < 0.62 else INK


def label(look: Look, x: float, y: float, width: float, height: float, ground: str = "#fbf8f1") -> str:
    """Draw a label: wordmark, a band in the product's colour and a small leaf or wave."""
    middle = x + width / 2
    mark = (
        path(f"M{middle} {y + height * 0.93}q-15-12 0-30 15 18 0 30z", look.main)
        if look.pick(2)
        else line(f"M{middle - 22} {y + height * 0.86}q11-12 22 0t22 0", look.main, 4)
    )
    return (
        box(x, y, width, height, ground, 5)
        + box(x, y + height * 0.5, width, height * 0.14, look.main)
        + wordmark(look, middle, y + height * 0.36, width * 0.84, look.accent, height * 0.26)
        + mark
    )
