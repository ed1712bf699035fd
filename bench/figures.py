"""A figure of the benchmark, and the table that they make."""

import platform
import time

from msgspec import Struct
from rich.console import Console
from rich.table import Table


class Figure(Struct, frozen=True):
    """One measured figure beside its floor and its bar; texts, because units differ."""

    what: str
    size: str
    measured: str
    floor: str = ""
    """What the same machine does at best in the same run, and what that floor is."""
    ratio: str = ""
    bar: str = ""
    met: bool | None = None
    """Whether the bar is met; none where there is no bar."""
    group: str = ""


def print_table(figures: list[Figure], seconds: float) -> None:
    """Print the figures, the machine, and how many bars are met."""
    table = Table(title="Torg, measured", title_justify="left")
    for heading in ("what", "size", "measured", "floor in the same run", "ratio", "bar", ""):
        table.add_column(heading, overflow="fold")
    group = ""
    for figure in figures:
        if figure.group != group:
            table.add_section()
            group = figure.group
        mark = {True: "[green]met[/green]", False: "[red]not met[/red]", None: ""}[figure.met]
        table.add_row(figure.what, figure.size, figure.measured, figure.floor, figure.ratio, figure.bar, mark)
    console = Console(width=150)
    console.print(table)
    bars = [figure.met for figure in figures if figure.met is not None]
    machine = f"{platform.machine()}, Python {platform.python_version()}"
    console.print(f"{sum(bars)} of {len(bars)} bars met. {machine}, {seconds:.0f} s, {time.strftime('%Y-%m-%d')}.")
