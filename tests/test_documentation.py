"""The documentation says what is so: every command is described, every snippet runs, every link and path exists."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
import typer

from bias.cli import app
from tests import documentation
from tests.documentation import ROOT, pages

PAGES = pages()
SESSIONS = [page for page in PAGES if documentation.has_session(page)]
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")
_PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*(?:/|\.(?:py|md|csv|tsv|txt|jsonl|json|parquet|pdf|html|png|toml))")
#: An ending alone, such as `.csv`, names no file.
_ANY = re.compile(r"\.[a-z]+")

Sessions = Callable[[Path], Path]


@pytest.fixture(scope="session")
def whole_way(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """The folder in which ``bias compare`` was run, once for all pages that type it."""

    @cache
    def folder() -> Path:
        made = tmp_path_factory.mktemp("whole_way")
        documentation.run(["bash", "-c", documentation.WHOLE_WAY], made, documentation.WHOLE_WAY)
        return made

    return folder


@pytest.fixture(scope="session")
def session(tmp_path_factory: pytest.TempPathFactory, whole_way: Callable[[], Path]) -> Sessions:
    """For a page, the folder in which its blocks were run, once."""

    @cache
    def folder(page: Path) -> Path:
        made = tmp_path_factory.mktemp("session")
        documentation.run_page(page, made, whole_way)
        return made

    return folder


@pytest.fixture(scope="session")
def install_lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What the extraction of .ci/run takes from README.md."""
    script = ROOT / ".ci" / "run"
    if not script.exists():
        pytest.skip(".ci/run is not in this copy of the project")
    made = tmp_path_factory.mktemp("ci")
    (made / ".ci").mkdir()
    shutil.copy(ROOT / "README.md", made)
    extraction = [line for line in script.read_text("utf-8").splitlines() if line.startswith("sed ")]
    documentation.run(["bash", "-euo", "pipefail", "-c", "\n".join(extraction)], made, "the extraction of .ci/run")
    files = (made / ".ci" / "first.sh", made / ".ci" / "second.sh")
    return [line for file in files for line in file.read_text("utf-8").splitlines()]


@pytest.mark.slow
@pytest.mark.parametrize("page", SESSIONS, ids=str)
def test_every_snippet_of_a_page_runs(session: Sessions, page: Path) -> None:
    assert session(page).is_dir()


def test_lines_that_install_are_those_that_the_check_of_a_clean_clone_runs(install_lines: list[str]) -> None:
    shells = [block for page in SESSIONS for block in documentation.blocks(page) if block.language == "sh"]
    typed = [line for block in shells for line in documentation.lines(block) if documentation.is_install(line)]
    assert typed == install_lines


def test_the_first_command_of_the_readme_is_the_one_whose_result_the_pages_share(install_lines: list[str]) -> None:
    assert install_lines[0].endswith(f"/{documentation.WHOLE_WAY}")


def test_a_block_that_shows_a_file_is_introduced_by_its_name() -> None:
    shown = [(page, block) for page in PAGES for block in documentation.blocks(page) if block.file]
    assert [(page, block.file) for page, block in shown if f"`{block.file}`" not in block.before] == []


def _commands(name: str, command: object) -> list[str]:
    subs = getattr(command, "commands", {})
    return [name, *(each for sub, below in subs.items() for each in _commands(f"{name} {sub}", below))]


def test_every_command_and_sub_command_has_a_heading_in_the_reference() -> None:
    reference = documentation.text(Path("docs/reference/commands.md"))
    typed = _commands("bias", typer.main.get_command(app))
    assert len(typed) > 10
    assert [name for name in typed if f"\n## `{name}`\n" not in reference] == []


def test_every_command_that_a_page_types_exists() -> None:
    known = set(_commands("bias", typer.main.get_command(app)))
    spans = [(page, span) for page in PAGES for span in _CODE.findall(documentation.text(page))]
    typed = {(str(page), " ".join(span.split()[:2])) for page, span in spans if re.match(r"bias [a-z]", span)}
    assert {each for each in typed if each[1] not in known} == set()


def _generate(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(folder / "generate.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_the_reference_is_current() -> None:
    done = _generate(ROOT / "docs", "--check")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_check_of_the_reference_notices_a_changed_page_and_writing_mends_it(tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    shutil.copytree(ROOT / "docs", docs)
    with (docs / "reference" / "tables.md").open("a", encoding="utf-8") as page:
        page.write("A line too many.\n")
    stale = _generate(docs, "--check")
    assert stale.returncode == 1
    assert "tables.md" in stale.stdout
    assert _generate(docs).returncode == 0
    assert _generate(docs, "--check").returncode == 0


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_relative_link_leads_to_a_file_and_a_heading_that_exist(page: Path) -> None:
    links = [link for link in _LINK.findall(documentation.prose(page)) if "://" not in link]
    assert [link for link in links if not _leads_somewhere(page, link)] == []


def _leads_somewhere(page: Path, link: str) -> bool:
    file, _, anchor = link.partition("#")
    target = (ROOT / page).parent / file if file else ROOT / page
    if not target.exists() or not anchor:
        return target.exists()
    headings = re.findall(r"^#+ (.+)$", target.read_text("utf-8"), re.MULTILINE)
    return anchor in {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_no_page_names_a_file_that_does_not_exist(page: Path, session: Sessions, whole_way: Callable[[], Path]) -> None:
    named = [span for span in _CODE.findall(documentation.prose(page)) if _PATH.fullmatch(span)]
    places = [ROOT, (ROOT / page).parent, ROOT / "corpora"]
    missing = [name for name in named if not _ANY.fullmatch(name) and not _is_there(name, places)]
    if missing:
        made = [whole_way(), *([session(page)] if page in SESSIONS else [])]
        places = [*made, *(report for folder in made for report in folder.glob("reports/*"))]
        missing = [name for name in missing if not _is_there(name, places)]
    assert missing == []


def _is_there(name: str, places: list[Path]) -> bool:
    """Whether a path fits below one of the places; a bare name may stand anywhere in the project's own folders."""
    if any(any(place.glob(name.rstrip("/"))) for place in places):
        return True
    own = (ROOT / folder for folder in ("bias", "corpora", "docs", "tests"))
    return "/" not in name and any(any(folder.rglob(name)) for folder in own)
