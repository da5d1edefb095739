"""Fits the scales: a logistic regression over signs, and what it says of places that it did not see."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from scraper.claims.weigh.weights import UNIT
from scripts.weighing_corpora import FOLDS, SEED

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scripts.weighing_corpora import Example

TITLES = 2  # titles in whose documents a sign must show to be given a weight
LEAST, LEAST_OF_MANY = 60, 160  # thousandths of a logit below which a weight is not kept; of several classes
TOLERANCE = 1e-4  # where fitting stops
NEWS = ("rn", "rk")  # corpora of the length and manner of what is read
ORIGIN = "origin "  # how signs of where a place comes from begin …
WEIGHTY = 8  # … and how often one is given: the penalty shall not weigh on them
NEVER = -8.0  # the logit of a class that no document states


@dataclass
class Learned:
    """Weights of signs, one row a class (one alone where there are two classes)."""

    names: list[str]
    bias: Any
    rows: Any

    def logits(self, signs: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401 - a numpy array
        """Return the logits of examples, one column a class."""
        return matrix(signs, {n: i for i, n in enumerate(self.names)}) @ self.rows.T + self.bias


def matrix(signs: Sequence[Sequence[str]], column: dict[str, int]) -> Any:  # noqa: ANN401 - untyped library
    """Return examples by signs."""
    indices, ends = [], [0]
    for one in signs:
        indices += sorted({column[s] for s in one if s in column})
        ends.append(len(indices))
    return csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(signs), len(column)))


@dataclass
class Table:
    """What one scale is learned from, a place an example."""

    signs: list[list[str]]
    labels: list[frozenset[int]]  # the classes that a place states, from 1 on
    weights: list[float]
    homes: list[Example]  # the documents that they stand in
    classes: int = 2

    def only(self, chosen: list[int]) -> Table:
        """Return some of the places."""
        return Table(
            [self.signs[i] for i in chosen],
            [self.labels[i] for i in chosen],
            [self.weights[i] for i in chosen],
            [self.homes[i] for i in chosen],
            self.classes,
        )


def learn(table: Table, strength: float) -> Learned:
    """Fit a logistic regression, or one for each class, to the signs that show with enough titles."""
    signs, homes = named(table)
    names = sorted(homes)
    shown = matrix(signs, {n: i for i, n in enumerate(names)})
    bias, rows = np.full(table.classes, NEVER), np.zeros((table.classes, len(names)))
    bias[0] = 0.0  # a sentence may state several classes: each is weighed against nothing
    for place in range(1, table.classes):
        labels = [int(place in stated) for stated in table.labels]
        if sum(labels) >= TITLES:
            model = LogisticRegression(
                C=strength, solver="liblinear", tol=TOLERANCE, max_iter=1000, random_state=SEED
            )
            model.fit(shown, labels, sample_weight=table.weights)
            bias[place], rows[place] = model.intercept_[0], model.coef_[0]
    seen = [i for i, name in enumerate(names) if not name.startswith(ORIGIN)]
    names, rows = [names[i] for i in seen], rows[:, seen]
    return Learned(names, bias, rows) if table.classes > 2 else Learned(names, bias[1:], rows[1:])


def named(table: Table) -> tuple[list[list[str]], dict[str, set[str]]]:
    """Return the signs of each place, its origin's too, and the titles of each that shows with enough."""
    signs = [[*one, *_origin(home)] for one, home in zip(table.signs, table.homes, strict=True)]
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for one, home in zip(signs, table.homes, strict=True):
        for sign in one:
            homes[sign].add(home.title)
    return signs, {sign: seen for sign, seen in homes.items() if len(seen) >= TITLES}


def _origin(home: Example) -> list[str]:
    """Return signs of where a place comes from, which no text shows that is read.

    Single lines state something in every second sentence and have no headline, news in few: without these
    signs that would be learned as what a headline, or its absence, tells.
    """
    kind = str(home.row["id"]).partition("-")[0]
    return [] if kind in NEWS else [f"{ORIGIN}{kind} {i}" for i in range(WEIGHTY)]


def out_of_fold(table: Table, fit: Callable[[Table], Any]) -> Any:  # noqa: ANN401 - a numpy array
    """Return the logits of each place by weights that did not see its title."""
    made = None
    for fold in range(FOLDS):
        inside = [i for i, e in enumerate(table.homes) if e.fold != fold]
        outside = [i for i, e in enumerate(table.homes) if e.fold == fold]
        if outside:
            found = fit(table.only(inside)).logits([table.signs[i] for i in outside])
            made = np.zeros((len(table.signs), found.shape[1])) if made is None else made
            made[outside] = found
    return made


def frozen(learned: Learned) -> dict[str, Any]:
    """Return weights in whole thousandths, the slight ones left out.

    A sign has one weight, or with several classes a list: class, weight, class, weight …
    """
    rows = np.rint(learned.rows * UNIT).astype(int)
    bias = [int(b) for b in np.rint(np.atleast_1d(learned.bias) * UNIT)]
    if len(bias) == 1:
        told = {n: int(w) for n, w in zip(learned.names, rows[0], strict=True) if abs(w) >= LEAST}
        return {"bias": bias[0], "signs": told}
    signs: defaultdict[str, list[int]] = defaultdict(list)
    for place, sign in zip(*np.nonzero(np.abs(rows) >= LEAST_OF_MANY), strict=True):
        signs[learned.names[sign]] += [int(place), int(rows[place, sign])]
    return {"bias": bias, "signs": signs}
