"""What things look like: one function draws one silhouette on a ground of 400 by 400."""

from torg.demo.drawings import (
    clothing,
    devices,
    food,
    furniture,
    garden,
    home,
    kitchen,
    nursery,
    packs,
    screens,
    sport,
    textiles,
    tools,
    vehicles,
)
from torg.demo.drawings.canvas import DRAWINGS, Look

__all__ = [
    "DRAWINGS",
    "Look",
    "clothing",
    "devices",
    "food",
    "furniture",
    "garden",
    "home",
    "kitchen",
    "nursery",
    "packs",
    "screens",
    "sport",
    "textiles",
    "tools",
    "vehicles",
]
