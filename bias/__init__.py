"""Compare how news outlets frame the same events.

The way the data goes::

    sources → readers → ARTICLES ⋈ OUTLETS → clean → tokens → events ─┐
                                                        └→ features ──┴→ stats ─┐
                                                                      └→ models ┴→ report

====================  ==========================================================
``bias.schema``       every table: its columns, their kind, unit and meaning
``bias.readers``      files, folders and standard input to the articles table
``bias.outlets``      what is known of each outlet, and which outlet wrote what
``bias.clean``        named cleaning steps; each cut is recorded
``bias.tokens``       a batch of articles as flat arrays over words
``bias.lexicon``      word lists with their sources
``bias.events``       which articles report the same event
``bias.features``     the framing measures, one file a group
``bias.stats``        contrasts within events, keyness, naming shares
``bias.models``       the outlet classifier and its honest evaluation
``bias.report``       charts, PDF, HTML and CSV
``bias.pipeline``     the order of the stages
``bias.cli``          the command line; ``bias.terminal`` what it says
====================  ==========================================================

Examples
--------
>>> import bias
>>> comparison = bias.compare([bias.TEACHING], bias.Settings(n_resamples=200))
>>> comparison.tables["outlets"].name.tolist()[:2]
['Crossline Wire', 'NORTAG']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from bias.settings import VERSION

if TYPE_CHECKING:
    from bias.errors import BiasError as BiasError
    from bias.pipeline import TEACHING as TEACHING
    from bias.pipeline import Comparison as Comparison
    from bias.pipeline import compare as compare
    from bias.settings import Settings as Settings

__version__ = VERSION

_HOMES = {
    "BiasError": "bias.errors",
    "Settings": "bias.settings",
    "Comparison": "bias.pipeline",
    "TEACHING": "bias.pipeline",
    "compare": "bias.pipeline",
}
__all__ = ["TEACHING", "BiasError", "Comparison", "Settings", "compare"]


def __getattr__(name: str) -> Any:
    """Import a public name only when it is asked for, so that ``import bias`` stays light."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'bias' has no attribute {name!r}")
