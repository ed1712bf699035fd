"""Run Torg as `python -m torg`."""

from torg.cli import main

main()
