"""Pages of the documentation as sessions: the blocks of a page, run in order in one folder."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_FENCE = re.compile(r"^```(\w*)[ ]?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LEFT_ALONE = {"build", "dist", "node_modules"}
#: Lines that make the environment in which the others run.
_INSTALLS = re.compile(r"pip install|-m venv")
#: The one line that several pages share: its result is made once and copied.
WHOLE_WAY = "bias compare"


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the file that it shows the content of, and its text."""

    language: str
    file: str
    text: str
    before: str


def pages() -> list[Path]:
    """Every Markdown page of the project, but the record of changes; what a run left in reports/ is none."""
    found = sorted(path.relative_to(ROOT) for path in ROOT.rglob("*.md"))
    return [path for path in found if not _passed_over(path) and path.name != "CHANGELOG.md"]


def _passed_over(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return hidden or path.parts[0] in _LEFT_ALONE or (path.parts[0] == "reports" and len(path.parts) > 2)


def text(page: Path) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page in order, each with the paragraph before it."""
    whole = text(page)
    return [
        Block(match[1], match[2], match[3], whole[: match.start()].rstrip().rpartition("\n\n")[2])
        for match in _FENCE.finditer(whole)
    ]


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", text(page))


def lines(block: Block) -> list[str]:
    """The command lines of a block; a line that ends in a backslash goes on in the next."""
    joined = block.text.replace("\\\n", " ").splitlines()
    return [line.strip() for line in joined if line.strip() and not line.startswith("#")]


def is_install(line: str) -> bool:
    """Whether a line makes an environment and so is not run here."""
    return bool(_INSTALLS.search(line))


def has_session(page: Path) -> bool:
    """Whether a page has anything to run."""
    return any(block.language in ("sh", "python") for block in blocks(page))


def run_page(page: Path, folder: Path, whole_way: Callable[[], Path]) -> None:
    """Write and run the blocks of a page in order, in ``folder``, as in the top folder of a checkout.

    Parameters
    ----------
    page
        The page.
    folder
        An empty folder.
    whole_way
        Gives the folder in which ``bias compare`` was run.
    """
    shutil.copytree(ROOT / "corpora", folder / "corpora")
    for number, block in enumerate(blocks(page)):
        if block.language == "text" and block.file:
            path = folder / block.file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")
        elif block.language == "python":
            run([sys.executable, "-W", "error", "-c", block.text], folder, f"{page}, block {number + 1}")
        elif block.language == "sh":
            for line in lines(block):
                if line == WHOLE_WAY:
                    shutil.copytree(whole_way() / "reports", folder / "reports", dirs_exist_ok=True)
                elif not is_install(line):
                    run(["bash", "-c", line], folder, f"{page}: {line}")


def run(command: list[str], folder: Path, what: str) -> str:
    """Run a command that must end with 0, with the ``bias`` of this Python first on the path; what it printed."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False, timeout=300
    )
    assert done.returncode == 0, f"{what}\nended with {done.returncode}\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout
