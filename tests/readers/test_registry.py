"""Which readers there are, and how other packages add theirs."""

import sys
from pathlib import Path

import pytest

from bias.errors import BiasError, InputError
from bias.readers import known_readers, read
from bias.readers.registry import by_name
from bias.readers.text import TextReader

PLUGIN = """
from bias.readers import Row
class MinutesReader:
    name = "{name}"
    suffixes = ("{suffix}",)
    def rows(self, source):
        yield Row(0, {{"outlet": "Crossline"}}, source.text().upper())
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A package with a reader of its own, installed as pip would: a module and its metadata on the path."""

    def install(name: str, suffix: str, attribute: str = "MinutesReader") -> None:
        site = tmp_path / "site"
        metadata = site / "minutes-1.0.dist-info"
        metadata.mkdir(parents=True)
        (site / "minutes_reader.py").write_text(PLUGIN.format(name=name, suffix=suffix))
        (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: minutes\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text(f"[bias.readers]\nminutes = minutes_reader:{attribute}\n")
        monkeypatch.syspath_prepend(str(site))

    yield install
    sys.modules.pop("minutes_reader", None)


def test_every_reader_has_a_name_and_no_ending_is_claimed_twice() -> None:
    readers = known_readers()
    assert set(readers) == {"text", "csv", "jsonl", "parquet", "stdin"}
    endings = [suffix for reader in readers.values() for suffix in reader.suffixes]
    assert len(endings) == len(set(endings))
    assert all(ending.startswith(".") and ending == ending.lower() for ending in endings)


def test_a_reader_of_another_package_is_found_and_used(plugin, tmp_path: Path) -> None:
    plugin("minutes", ".min")
    (tmp_path / "talks.min").write_text("Talks end.")
    article = read([tmp_path / "talks.min"]).articles.loc[0]
    assert (article["text"], article["outlet_id"]) == ("TALKS END.", "Crossline")


def test_a_reader_whose_name_is_taken_is_an_error(plugin) -> None:
    plugin("csv", ".min")
    with pytest.raises(BiasError, match="two readers are called 'csv'"):
        known_readers()


def test_a_reader_whose_ending_is_taken_is_an_error(plugin) -> None:
    plugin("minutes", ".txt")
    with pytest.raises(BiasError, match=r"'minutes' and 'text' both claim \.txt"):
        known_readers()


def test_a_reader_that_cannot_be_loaded_is_named(plugin) -> None:
    plugin("minutes", ".min", attribute="Missing")
    with pytest.raises(BiasError, match=r"bias\.readers: 'minutes'"):
        known_readers()


def test_the_same_reader_twice_is_an_error() -> None:
    with pytest.raises(BiasError, match="two readers are called 'text'"):
        by_name([TextReader(), TextReader()])


def test_an_unknown_ending_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    path = tmp_path / "talks.docx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(InputError, match=r"'\.docx' cannot be read; known: \.csv, .*\.txt"):
        read([path])
