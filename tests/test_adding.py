"""The page on adding a group is true: what it shows is added both ways and behaves like the groups that ship."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import documentation
from tests.documentation import ROOT

PAGE = Path("docs/adding.md")


def shown(name: str) -> str:
    """The content of a file that the page shows."""
    return next(block.text for block in documentation.blocks(PAGE) if block.file == name)


def run(arguments: list[str], folder: Path, *paths: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths)), "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return done.stdout


@pytest.mark.slow
def test_a_group_of_another_package_is_measured(tmp_path: Path) -> None:
    (tmp_path / "urgency.py").write_text(shown("urgency.py"), "utf-8")
    (tmp_path / "urgency-en.tsv").write_text(shown("urgency-en.tsv"), "utf-8")
    entry_points = next(block.text for block in documentation.blocks(PAGE) if block.language == "toml")
    told = tmp_path / "urgency-1.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: urgency\nVersion: 1\n", "utf-8")
    section = entry_points.replace('[project.entry-points."bias.features"]', "[bias.features]").replace('"', "")
    (told / "entry_points.txt").write_text(section, "utf-8")
    printed = run(["-c", "from bias.cli import app; app()", "table", "features", "-o", "-"], tmp_path, tmp_path, ROOT)
    assert "urgency.haste_own" in printed.splitlines()[0]


@pytest.mark.slow
def test_a_group_put_into_the_project_keeps_the_contract(tmp_path: Path) -> None:
    for part in ("bias", "corpora", "tests"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    inside = shown("urgency.py").replace('load(Path(__file__).with_name("urgency-en.tsv"))', '"urgency-en"')
    inside = inside.replace("from pathlib import Path\n\n", "").replace("from bias.lexicon import load\n", "")
    (tmp_path / "bias" / "features" / "urgency.py").write_text(inside, "utf-8")
    (tmp_path / "bias" / "lexicons" / "urgency-en.tsv").write_text(shown("urgency-en.tsv"), "utf-8")
    arguments = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/features/test_contract.py", "-k", "urgency"]
    assert " passed" in run(arguments, tmp_path, tmp_path)
