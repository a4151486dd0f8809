"""What the features of the group ``voices`` mean."""

from __future__ import annotations

from bias.features.base import FeatureInfo

_GENDER_GAP = (
    "Asr, F. T. et al. (2021). The Gender Gap Tracker: Using Natural Language Processing to measure gender bias in "
    "media. PLOS ONE 16(1), e0245533."
)
_RECASENS = (
    "Recasens, M., Danescu-Niculescu-Mizil, C. and Jurafsky, D. (2013). Linguistic models for analyzing and detecting "
    "biased language. Proceedings of ACL 2013, 1650-1659."
)
_PARETI = (
    "Pareti, S., O'Keefe, T., Konstas, I., Curran, J. R. and Koprinska, I. (2013). Automatically detecting and "
    "attributing indirect quotations. Proceedings of EMNLP 2013, 989-999."
)
_SIGAL = "Sigal, L. V. (1973). Reporters and Officials. Lexington, MA: D. C. Heath."
STANCES = {
    "neutral": "more reporting with said, told, according to",
    "supporting": "more reporting that presents what is said as true: confirmed, pointed out",
    "doubting": "more reporting that casts doubt: claimed, alleged",
    "dramatising": "more reporting that adds drama: blasted, slammed",
}
#: Name, unit, what a higher value means, formula and source of each measure of the speech itself.
_MEASURES = (
    ("quoted", "share", "more of the text is in somebody's mouth", "words inside quotation marks / words", _GENDER_GAP),
    ("direct", "per 1,000 words", "more direct quotations", "1000 × direct quotations / words", _GENDER_GAP),
    ("indirect", "per 1,000 words", "more indirect speech", "1000 × stretches of indirect speech / words", _PARETI),
    ("scare", "per 1,000 words", "more scare quotes", "1000 × scare quotes / words", _RECASENS),
    (
        "attributed",
        "share",
        "more direct quotations have a speaker who is named or described",
        "direct quotations with a speaker / direct quotations",
        _GENDER_GAP,
    ),
    (
        "unnamed",
        "share",
        "more of what is quoted and reported comes from sources left in the dark",
        "direct and indirect speech of unnamed sources / direct and indirect speech with a source",
        _SIGAL,
    ),
    (
        "officials",
        "share",
        "more of what is quoted and reported comes from officials and soldiers",
        "direct and indirect speech of officials and military / direct and indirect speech with a source",
        _SIGAL,
    ),
    (
        "one_sided",
        "share",
        "one side has more of the words; 1 where only one is heard",
        "words of the side that gets most / words of speakers with a side, direct and indirect",
        _SIGAL,
    ),
    (
        "accused_heard",
        "0 or 1",
        "the side most often named as doing harm is heard",
        "1 where the side most often named as actor of harms is quoted or reported, else 0",
        _SIGAL,
    ),
    (
        "accused_heard_at",
        "position, 0 top to 1 end",
        "the side most often named as doing harm is heard later",
        "words before its first quoted or reported ones / words",
        _SIGAL,
    ),
)

INFO = (
    *(
        FeatureInfo(f"voices.{name}", unit, higher, formula, reference, high=1000.0 if "1,000" in unit else 1.0)
        for name, unit, higher, formula, reference in _MEASURES
    ),
    *(
        FeatureInfo(
            f"voices.{stance}_own",
            "per 1,000 own words",
            higher_means,
            f"1000 × {stance} reporting verbs in own words / own words",
            _RECASENS,
            high=1000.0,
            lexicons=("reporting-verbs-en",),
        )
        for stance, higher_means in STANCES.items()
    ),
)
