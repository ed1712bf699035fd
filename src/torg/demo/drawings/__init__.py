"""What things look like: one function draws one silhouette on a ground of 400 by 400."""

from torg.demo.drawings import food, kitchen, packs
from torg.demo.drawings.canvas import DRAWINGS, Look

__all__ = ["DRAWINGS", "Look", "food", "kitchen", "packs"]
