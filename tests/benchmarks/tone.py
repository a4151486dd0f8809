"""Tone toward a named target on NewsMTSC: VADER on the sentence, our list alone, and the shipped way; and its learning.

    python -m tests.benchmarks.tone            figures, with intervals from resampling sentences
    python -m tests.benchmarks.tone --learn    the shipped weights again, from all sentences

The shipped way is judged five-fold: weights are learned as ``--learn`` learns them, but from four fifths of the
sentences, and each target of the last fifth gets the label that ``bias table tone --actor-column`` would give it with
those weights: that of the clause in which the target stands. A target that the table has no row for counts as neutral.
No sentence stands in two folds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import GroupKFold

from bias.features import english_vocabulary
from bias.features.tone import LABELS, Tone
from bias.features.tone.context import Surroundings, canonical, categories, n_kinds
from bias.features.tone.targets import given_actors
from bias.features.tone.weights import FILE, PARTS, ToneWeights, WordNumbers
from bias.lexicon import embedded
from bias.tokens import tokenise

Ints = NDArray[np.int64]
NEWSMTSC = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "newsmtsc" / "train.jsonl"
RESAMPLES = 500
FOLDS = 5
#: A word needs to stand around this many targets to have weights; being near the target counts this much.
LEAST = 5
NEARNESS = 0.3
#: Never learned, lest a creed, a sex or an office be a mark: what is said of them counts, they do not.
NEVER = frozenset(
    [
        *("left", "right", "liberal", "liberals", "conservative", "conservatives", "democrat", "democrats", "gop"),
        *("democratic", "republican", "republicans", "socialist", "socialists", "socialism", "communist", "communists"),
        *("communism", "capitalist", "capitalism", "progressive", "progressives", "populist", "populists", "leftist"),
        *("nationalist", "nationalists", "libertarian", "libertarians", "leftists", "rightwing", "leftwing"),
        *("he", "man", "men", "woman", "women", "girl", "girls", "boy", "boys", "mother", "father", "wife", "husband"),
        *("son", "daughter", "brother", "sister", "female", "male", "gay", "lesbian", "transgender", "black", "white"),
        *("muslim", "muslims", "christian", "christians", "jewish", "jews", "immigrant", "immigrants", "migrant"),
        *("migrants", "refugee", "refugees"),
    ]
)


def targets(path: Path = NEWSMTSC) -> pd.DataFrame:
    """One row a target: its sentence, its name there, where it begins, and 0, 1 or 2 for the tone toward it."""
    rows = []
    for line in path.read_text("utf-8").splitlines():
        read = json.loads(line)
        for target in read["targets"]:
            tone = int(target["polarity"]) // 2 - 1
            rows.append((read["sentence_normalized"], target["mention"], target["from"], tone))
    frame = pd.DataFrame(rows, columns=["text", "actor", "at", "tone"])
    return frame.assign(sentence=frame.groupby("text").ngroup())


def learn(rows: pd.DataFrame) -> ToneWeights:
    """Weights from targets whose tone is known: a logistic regression, all three tones weighing the same."""
    tokens = tokenise(rows.text.tolist(), english_vocabulary())
    mentions = given_actors(tokens, rows.actor.tolist())
    article, at = tokens.article[mentions.first], rows["at"].to_numpy()
    chosen = (tokens.start[mentions.first] <= at[article]) & (at[article] < tokens.end[mentions.last])
    around = Surroundings(tokens, mentions)
    numbers = WordNumbers(words(around))
    of_words = [part[chosen] for part in word_counts(around, numbers)]
    pairs = sparse.csr_matrix(
        (around.pairs.value, (around.pairs.mention, around.pairs.kind)), (len(mentions), n_kinds())
    )
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=1000)
    model.fit(sparse.hstack([*of_words, pairs[chosen]]).tocsr(), rows.tone.to_numpy()[article[chosen]])
    weights = (model.coef_[[0, 2]] - model.coef_[1]).T
    base = model.intercept_[[0, 2]] - model.intercept_[1]
    n = len(numbers.words)
    per_word = weights[: len(PARTS) * n].reshape(len(PARTS), n, 2).transpose(1, 0, 2).copy()
    per_word[:, 1:] *= NEARNESS
    return ToneWeights(numbers.words, _whole(per_word), _whole(weights[len(PARTS) * n :]), _whole(base))


def words(around: Surroundings) -> list[str]:
    """The words that get weights: frequent enough around targets, not mostly capitalised, no creeds and offices."""
    tokens = around.tokens
    strings = tokens.vocabulary.terms.strings
    capital = tokens.vocabulary.capitalised()[tokens.form]
    small, large = (np.bincount(tokens.term[where], minlength=len(strings)) for where in (~capital, capital))
    offices = {entry.term for entry in embedded("speaker-roles-en").entries}
    usable = [w for w, s, c in zip(strings, small, large, strict=True) if s > c and w not in offices]
    pool = sorted({canonical(word) for word in usable} - NEVER)
    sentence = word_counts(around, WordNumbers(pool))[0]
    seen = np.bincount(sentence.indices, minlength=len(pool))
    return [word for word, n in zip(pool, seen, strict=True) if n >= LEAST]


def word_counts(around: Surroundings, numbers: WordNumbers) -> list[sparse.csr_matrix]:
    """For each part of a word's weights, what each mention has of each word."""
    begin, end = around.zones
    word = numbers.of_terms(around.tokens.vocabulary)[around.tokens.term[around.at]]

    def counted(zone: int) -> sparse.csr_matrix:
        size = np.maximum(end[:, zone] - begin[:, zone], 0)
        row = np.repeat(np.arange(len(size)), size)
        place = np.arange(size.sum()) + np.repeat(begin[:, zone] - (np.cumsum(size) - size), size)
        known = word[place] < len(numbers.words)
        where = (row[known], word[place[known]])
        return sparse.csr_matrix((np.ones(known.sum()), where), (len(size), len(numbers.words)))

    length = np.maximum(np.maximum(end - begin, 0)[:, 2:].sum(axis=1), 1)
    sentence = sparse.diags(1 / np.sqrt(length)) @ (counted(2) + counted(3))
    return [sentence.tocsr(), NEARNESS * counted(0), NEARNESS * counted(1)]


def _whole(weights: NDArray[np.float64]) -> Ints:
    return np.round(weights * 1000).astype(np.int64)


def shipped_way(rows: pd.DataFrame, group: Tone) -> Ints:
    """For each target the label of its clause in the table ``tone``; neutral where there is none."""
    tokens = tokenise(rows.text.tolist(), english_vocabulary())
    table = group.table(tokens, rows.actor.tolist())
    at = rows["at"].to_numpy()[table.article]
    table = table[(table.start <= at) & (at < table.end)]
    labels = np.ones(len(rows), np.int64)
    labels[table.article] = [LABELS.index(label) for label in table.label]
    return labels


def held_out(rows: pd.DataFrame) -> Ints:
    """The shipped way's labels, each from weights that have not seen its sentence."""
    labels = np.ones(len(rows), np.int64)
    for seen, unseen in GroupKFold(FOLDS).split(rows, groups=rows.sentence):
        labels[unseen] = shipped_way(rows.iloc[unseen], Tone(learn(rows.iloc[seen])))
    return labels


def by_list(rows: pd.DataFrame) -> Ints:
    """Labels by the list alone: the sum of the words of tone in the sentence that fall on the target."""
    tokens = tokenise(rows.text.tolist(), english_vocabulary())
    mentions = given_actors(tokens, rows.actor.tolist())
    pairs = Surroundings(tokens, mentions).pairs
    behind, passive = pairs.kind % 2 == 1, pairs.kind // 4 % 2 == 1
    sign = np.where(pairs.kind // 8 % 2 == 1, 1.0, -1.0)
    category = np.array(categories())[pairs.kind // 16]
    as_object = behind ^ passive
    falls = np.select(
        [category == "judges", np.isin(category, ["harms", "helps", "does", "fares"])],
        [np.where(as_object, 0.3, 1.0), np.where(as_object, 1.0, 0.3)],
        default=0.8,
    )
    sums = np.bincount(pairs.mention, sign * falls * pairs.value, len(mentions))
    article, at = tokens.article[mentions.first], rows["at"].to_numpy()
    here = (tokens.start[mentions.first] <= at[article]) & (at[article] < tokens.end[mentions.last])
    total = np.zeros(len(rows))
    total[article[here]] = sums[here]
    return 1 + (total > 0.1).astype(np.int64) - (total < -0.1)


def by_vader(rows: pd.DataFrame) -> Ints:
    """Labels by VADER's compound score of the whole sentence, at the thresholds that its authors name."""
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    scorer = SentimentIntensityAnalyzer()
    compound = np.array([scorer.polarity_scores(text)["compound"] for text in rows.text])
    return 1 + (compound >= 0.05).astype(np.int64) - (compound <= -0.05)


def macro_f1(true: Ints, said: Ints) -> float:
    return float(f1_score(true, said, average="macro", labels=[0, 1, 2], zero_division=0.0))


def _resampled(rows: pd.DataFrame) -> Iterator[Ints]:
    """Rows of sentences drawn with replacement."""
    rng = np.random.default_rng(0)
    places = list(rows.groupby("sentence").indices.values())
    for _ in range(RESAMPLES):
        yield np.concatenate([places[i] for i in rng.integers(len(places), size=len(places))])


def measured(path: Path = NEWSMTSC) -> dict[str, float]:
    """Macro-F1 of each way with its 95 % interval, the gain over VADER with its own, and how many targets there are."""
    rows = targets(path)
    true = rows.tone.to_numpy()
    said = {"vader": by_vader(rows), "list": by_list(rows), "shipped": held_out(rows)}
    drawn = list(_resampled(rows))
    figures: dict[str, float] = {"n": len(rows)}
    spread = {way: np.array([macro_f1(true[at], labels[at]) for at in drawn]) for way, labels in said.items()}
    spread["gain"] = spread["shipped"] - spread["vader"]
    for way, values in spread.items():
        low, high = np.quantile(values, [0.025, 0.975])
        figures |= {f"{way}.low": float(low), f"{way}.high": float(high)}
    figures |= {way: macro_f1(true, labels) for way, labels in said.items()}
    figures["gain"] = figures["shipped"] - figures["vader"]
    for label, value in zip(LABELS, f1_score(true, said["shipped"], average=None), strict=True):
        figures[f"shipped.{label}"] = float(value)
    return figures


def of_one_fold(path: Path = NEWSMTSC) -> dict[str, float]:
    """Macro-F1 of VADER and of the shipped way on the first fold, learned from the other four, and the gain."""
    rows = targets(path)
    seen, unseen = next(GroupKFold(FOLDS).split(rows, groups=rows.sentence))
    left = rows.iloc[unseen]
    said = {"vader": by_vader(left), "shipped": shipped_way(left, Tone(learn(rows.iloc[seen])))}
    figures = {way: macro_f1(left.tone.to_numpy(), labels) for way, labels in said.items()}
    return figures | {"gain": figures["shipped"] - figures["vader"]}


def main(arguments: list[str]) -> int:
    if not NEWSMTSC.exists():
        print("skipped: newsmtsc is not here")
        return 0
    if arguments == ["--learn"]:
        FILE.write_text(learn(targets()).to_json(), encoding="utf-8")
        print(f"{FILE.name} written")
        return 0
    figures = measured()
    print(f"{figures['n']:.0f} targets; macro-F1 with 95 % intervals")
    for way in ("vader", "list", "shipped", "gain"):
        print(f"{way:8} {figures[way]:.3f} ({figures[f'{way}.low']:.3f} to {figures[f'{way}.high']:.3f})")
    print("shipped, F1 of each: " + ", ".join(f"{label} {figures[f'shipped.{label}']:.3f}" for label in LABELS))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
