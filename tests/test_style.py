"""The linter, the formatter and the type checker find nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TOOLS = {
    "linter": ["ruff", "check", "--no-cache"],
    "formatter": ["ruff", "format", "--check", "--no-cache"],
    "type checker": ["mypy", "--strict", "bias"],
}


@pytest.mark.parametrize("tool", TOOLS)
def test_has_nothing_to_say(tool: str) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", *TOOLS[tool]], cwd=ROOT, capture_output=True, text=True, check=False, timeout=240
    )
    assert ended.returncode == 0, ended.stdout[-4000:] + ended.stderr[-2000:]
