"""The form of a recall, which sellers and staff fill in alike."""

import re

from torg.core.desk import Form
from torg.markets import LANGUAGES
from torg.trust.recall_models import NewRecall

_APART = re.compile(r"[\s,;]+")


def read_recall(form: Form, *, seller: int | None) -> NewRecall:
    """Read what was typed; errors stand beside their fields."""
    kind = form.choice("kind", {"recall", "illegal"})
    numbers = [each for each in _APART.split(form.text("products", longest=20_000, required=False, lines=True)) if each]
    products = [int(each) for each in numbers if re.fullmatch(r"[0-9]{1,7}", each)]
    gtins = [each for each in numbers if re.fullmatch(r"[0-9]{8,14}", each)]
    if len(products) + len(gtins) != len(numbers) or not numbers:
        form.refuse("products", form.words.say("Write product numbers or GTINs, one a line."))
    texts = {name: _texts(form, name) for name in ("title", "danger", "advice")}
    batches = [each.strip() for each in form.text("batches", longest=2000, required=False).split(",")]
    return NewRecall(
        kind="illegal" if kind == "illegal" else "recall",
        title=texts["title"],
        danger=texts["danger"],
        advice=texts["advice"],
        contact=form.text("contact", longest=300),
        products=tuple(products),
        gtins=tuple(gtins),
        batches=tuple(each for each in batches if each),
        remedies=tuple(form.choices("remedies", ("refund", "replace", "repair"))),  # type: ignore[arg-type] # Of these.
        authority=form.text("authority", longest=200, required=False),
        seller=seller,
        stops_sale=not form.ticked("goes_on"),
    )


def _texts(form: Form, name: str) -> dict[str, str]:
    found: dict[str, str] = {
        language: text
        for language in LANGUAGES
        if (text := form.text(f"{name}_{language}", longest=3000, required=False, lines=True))
    }
    if not found:
        form.refuse(f"{name}_{form.language}", form.words.say("Please fill this in."))
    return found
