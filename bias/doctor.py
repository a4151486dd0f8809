"""What is installed, what is missing, and what to type."""

from __future__ import annotations

import platform
import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from bias.lexicon import available
from bias.settings import CORPORA, VERSION

_LEAST_DISK = 200_000_000


@dataclass(frozen=True)
class Examination:
    """What was found, a line each, and whether the program can do its work."""

    lines: tuple[str, ...]
    healthy: bool


def examine() -> Examination:
    """Look at Python, the packages that the program needs, its own files and the free disk.

    Examples
    --------
    >>> examine().healthy
    True
    """
    found = [_package(name) for name in _required()]
    missing = [name for name, installed in found if installed is None]
    free = shutil.disk_usage(Path.cwd()).free
    checks = {
        "corpora": (CORPORA / "teaching" / "articles" / "index.csv").is_file(),
        "word lists": bool(available()),
        "disk": free > _LEAST_DISK,
    }
    lines = [
        f"bias        {VERSION}",
        f"Python      {platform.python_version()} on {platform.system()} ({sys.executable})",
        *(f"{name:11} {installed or 'missing'}" for name, installed in found),
        f"corpora     {'found' if checks['corpora'] else 'missing'}",
        f"word lists  {len(available())}",
        f"free disk   {free / 1e9:.1f} GB",
    ]
    if missing:
        lines.append(f"To mend it, type: {Path(sys.executable).name} -m pip install {' '.join(missing)}")
    elif not all(checks.values()):
        lines.append("To mend it, install bias again: its files are not complete, or make room on the disk.")
    else:
        lines.append("All is well.")
    return Examination(tuple(lines), not missing and all(checks.values()))


def _required() -> list[str]:
    """Names of the packages that the distribution requires, extras left out."""
    wanted = (line for line in requires("framing-bias") or [] if "extra ==" not in line)
    return [line.split(">")[0].split("=")[0].split("<")[0].split("[")[0].strip() for line in wanted]


def _package(name: str) -> tuple[str, str | None]:
    try:
        return name, version(name)
    except PackageNotFoundError:
        return name, None
