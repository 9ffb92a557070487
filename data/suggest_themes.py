"""Suggests themes for insights from what people have tagged already. A person decides; nothing is applied here.

One linear model a theme over hashed word and character n-grams. How good it is is measured by cross-validation in
which no source is in both parts, because insights of one source resemble each other; the scores of the same
cross-validation calibrate the probabilities (Platt 1999, one curve for all themes). The same evidence gives the same
suggestions. Memory and time are bounded: more than ``LEARNS_FROM`` tagged insights are learnt from by a fixed sample.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse
from sklearn.feature_extraction.text import HashingVectorizer, TfidfTransformer
from sklearn.linear_model import LogisticRegression, SGDClassifier
from sklearn.model_selection import GroupKFold

from data.background import OncePerVersion
from data.insight_texts import InsightText, insight_texts

LEARNS_FROM = 4_000  # insights
LEAST_TAGGED = 30  # insights, and of one theme:
LEAST_OF_THEME, LEAST_SOURCES = 5, 2
FOLDS = 3
LIKELY = 0.5  # from here on a suggestion is made
MOST = 3  # suggestions for one insight
FEATURES = 2**17  # of each kind
Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Suggestion:
    """One theme for one insight, and how probable it is that a person would give it (0-1)."""

    theme_id: str
    probability: float


@dataclass(frozen=True)
class Suggested:
    """Suggestions by insight, and how good they are.

    ``state``: ready, learning (ask again), too_little (too few insights are tagged). ``precision``: the share of
    suggestions for unseen insights that people had given; ``recall``: the share of what people gave that was
    suggested; both from cross-validation over ``tested_on`` insights. None where nothing would be suggested.
    """

    state: str
    by_insight: dict[str, tuple[Suggestion, ...]]
    precision: float | None = None
    recall: float | None = None
    tested_on: int = 0
    themes: int = 0


@dataclass(frozen=True)
class _Model:
    """What was learnt."""

    themes: tuple[str, ...]
    weights: TfidfTransformer
    slopes: Numbers
    starts: Numbers
    curve: LogisticRegression
    precision: float | None
    recall: float | None
    tested_on: int


def suggest(ids: Sequence[str], *, wait: bool = False) -> Suggested:
    """Themes that these insights may be about and are not tagged with, the most probable first."""
    learnt = _learnt.now(wait=wait)
    if learnt is None:
        return Suggested("learning", {})
    model = learnt[0]
    if model is None:
        return Suggested("too_little", {})
    held = insight_texts(ids)
    found: dict[str, tuple[Suggestion, ...]] = {}
    if held:
        counted = model.weights.transform(_features([one.words for one in held]))
        likely = _probabilities(model.curve, np.asarray(counted @ model.slopes.T + model.starts))
        for one, row in zip(held, likely, strict=True):
            best = sorted(zip(row.tolist(), model.themes, strict=True), key=lambda pair: (-pair[0], pair[1]))
            found[one.insight_id] = tuple(
                Suggestion(theme_id, round(probability, 3))
                for probability, theme_id in best
                if probability >= LIKELY and theme_id not in one.themes
            )[:MOST]
    return Suggested("ready", found, model.precision, model.recall, model.tested_on, len(model.themes))


def _learn() -> tuple[_Model | None]:
    tagged = [one for one in insight_texts() if one.themes and one.words.strip()]
    if len(tagged) < LEAST_TAGGED:
        return (None,)
    if len(tagged) > LEARNS_FROM:
        tagged = sorted(tagged, key=lambda one: sha256(one.insight_id.encode()).digest())[:LEARNS_FROM]
        tagged.sort(key=lambda one: one.insight_id)
    themes = _learnable(tagged)
    groups = [one.source_id or one.insight_id for one in tagged]
    if not themes or len(set(groups)) < FOLDS:
        return (None,)
    given = np.array([[theme in one.themes for theme in themes] for one in tagged])
    counts = _features([one.words for one in tagged])
    scores, fold_of = np.zeros(given.shape), np.zeros(len(tagged), np.int64)
    for number, (learn, test) in enumerate(GroupKFold(FOLDS).split(counts, groups=groups)):
        weights = TfidfTransformer(sublinear_tf=True).fit(counts[learn])
        slopes, starts = _fit(weights.transform(counts[learn]), given[learn])
        scores[test] = weights.transform(counts[test]) @ slopes.T + starts
        fold_of[test] = number
    precision, recall = _tested(scores, given, fold_of)
    weights = TfidfTransformer(sublinear_tf=True).fit(counts)
    slopes, starts = _fit(weights.transform(counts), given)
    return (
        _Model(themes, weights, slopes, starts, _curve(scores, given), precision, recall, len(tagged)),
    )  # fmt: skip


_learnt: OncePerVersion[tuple[_Model | None]] = OncePerVersion("suggesting themes", _learn)


def _learnable(tagged: Sequence[InsightText]) -> tuple[str, ...]:
    """The themes that enough insights of more than one source were tagged with."""
    often = Counter(theme for one in tagged for theme in one.themes)
    sources: dict[str, set[str]] = {}
    for one in tagged:
        for theme in one.themes:
            sources.setdefault(theme, set()).add(one.source_id or one.insight_id)
    return tuple(
        sorted(t for t, n in often.items() if LEAST_OF_THEME <= n < len(tagged) and len(sources[t]) >= LEAST_SOURCES)
    )


def _features(texts: Sequence[str]) -> sparse.csr_matrix:
    """Words and pairs of words, and runs of three to five letters within words, each counted by its hash."""
    common: dict[str, Any] = {"n_features": FEATURES, "norm": None, "alternate_sign": False, "strip_accents": "unicode"}
    words = HashingVectorizer(ngram_range=(1, 2), **common).transform(texts)
    letters = HashingVectorizer(analyzer="char_wb", ngram_range=(3, 5), **common).transform(texts)
    return sparse.csr_matrix(sparse.hstack([words, letters]))


def _fit(counted: sparse.csr_matrix, given: npt.NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """One line a theme; a theme that a part has no example of is never suggested from it."""
    slopes, starts = np.zeros((given.shape[1], counted.shape[1])), np.full(given.shape[1], -5.0)
    for at in range(given.shape[1]):
        if given[:, at].any() and not given[:, at].all():
            model = SGDClassifier(
                loss="log_loss",
                alpha=1e-4,
                class_weight="balanced",
                max_iter=8,
                tol=None,
                average=True,
                random_state=0,
            ).fit(counted, given[:, at])
            slopes[at], starts[at] = model.coef_[0], model.intercept_[0]
    return slopes, starts


def _curve(scores: Numbers, given: npt.NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=1e6).fit(scores.reshape(-1, 1), given.reshape(-1))


def _probabilities(curve: LogisticRegression, scores: Numbers) -> Numbers:
    return np.asarray(curve.predict_proba(scores.reshape(-1, 1))[:, 1]).reshape(scores.shape)


def _tested(
    scores: Numbers, given: npt.NDArray[np.bool_], fold_of: npt.NDArray[np.int64]
) -> tuple[float | None, float | None]:
    """Precision and recall of what would be suggested, each part by a curve that it had no share in."""
    made = np.zeros(given.shape, bool)
    for number in range(FOLDS):
        test = fold_of == number
        if test.any() and given[~test].any():
            likely = _probabilities(_curve(scores[~test], given[~test]), scores[test])
            best = np.argsort(-likely, axis=1, kind="stable")[:, :MOST]
            kept = np.zeros(likely.shape, bool)
            np.put_along_axis(kept, best, True, axis=1)
            made[test] = kept & (likely >= LIKELY)
    right = int((made & given).sum())
    return (right / int(made.sum()) if made.any() else None, right / int(given.sum()) if given.any() else None)
