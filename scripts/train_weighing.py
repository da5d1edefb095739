"""Learns the weights of the second opinion on claims from the labelled documents: `make train`.

    corpora -> drafts (rules, candidates) -> signs and labels -> scales, out of fold -> fusion -> JSON

The folds are by title, so no weight is chosen on a title that it was learned from. The same corpora
and rules give the same files, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from notifier import jsonl
from scraper.claims import reader
from scraper.claims.scene import lay_out
from scraper.claims.weigh import features
from scraper.claims.weigh.items import STATES, Item, items, logistic
from scraper.claims.weigh.subject_matter import document_signs
from scraper.claims.weigh.tokens import vocabulary
from scraper.claims.weigh.verdict import context_signs
from scraper.claims.weigh.weights import LANGUAGES, UNIT
from scraper.model import Field, Modality
from scraper.spans import PULLED, span
from scripts import labelled_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from scraper.claims.weigh.draft import Draft

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT / "tests" / "data" / "claims" / "corpus"
OUT = ROOT / "scraper" / "claims" / "weigh"
FOLDS = 5
SEED = 7
OFTEN = 3  # documents in which a word must stand to be seen as itself
TITLES = 2  # titles in whose documents a sign must show to be given a weight
LEAST = 20  # thousandths of a logit below which a weight is not kept
ELSEWHERE = 0.4  # weight of a true value outside the quoted sentence: it may be told of something else there
BETA = 0.7  # how much recall counts beside precision where thresholds are chosen
# How far thresholds may go. Our corpora hold more decoys than the news does, so the rules look worse in
# them than they are: on other news weights that may overrule them at evens lose as much as they win.
DROP, ADMIT = 0.2, {"release_date": 0.7, "episode_count": 0.8, "production_status": 0.8}
ABOUT_DROP, ABOUT_ADMIT = 0.1, 2.0
# Where fitting stops. The classes of states take most of the time; fitted more exactly they read no better.
TOLERANCE = {"liblinear": 1e-4, "lbfgs": 1e-2}
STRENGTH = {"about": 0.1, "release": 0.3, "count": 0.3, "state": 0.1, "fusion": 1.0}  # inverse of the penalty
SCALES = {Field.RELEASE_DATE: "release", Field.EPISODE_COUNT: "count", Field.PRODUCTION_STATUS: "state"}
CURRENT = {m.value for m in Modality if m.current}


@dataclass
class Example:
    """A labelled document and what the rules make of it."""

    row: dict[str, Any]
    draft: Draft
    fold: int
    want: dict[Field, set[str]]  # current values, in one spelling
    quoted: dict[Field, list[tuple[str, int, int]]]  # current values with the spans of their quotes

    @property
    def title(self) -> str:
        """The title that is watched."""
        return str(self.row["title_id"])


def spelled(value: object) -> str:
    """Return one spelling for values that are the same span of days."""
    text = str(value)
    if text == PULLED or not text[:4].isdigit() or len(text) < 4:
        return text
    try:
        return "{}/{}".format(*span(text))
    except ValueError:
        return text


def key(field: Field, value: object) -> str:
    """Return the spelling of a value by which it is compared."""
    return spelled(value) if field is Field.RELEASE_DATE else str(value)


def corpora(paths: Iterable[Path]) -> list[tuple[dict[str, Any], Any]]:
    """Return the rows of corpora with their watches, sorted by id."""
    found = []
    for path in sorted(paths):
        beside = path.with_suffix(".titles.jsonl")
        titles = beside if beside.exists() else path.with_name("titles.jsonl")
        watches = {
            t["title_id"]: jsonl.watch({k: v for k, v in t.items() if k != "title_id"}) for t in _rows(titles)
        }
        found += [(row, watches[row["title_id"]]) for row in _rows(path)]
    return sorted(found, key=lambda pair: str(pair[0]["id"]))


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def known_words(rows: Iterable[tuple[dict[str, Any], Any]]) -> frozenset[str]:
    """Return the words that stand in enough documents."""
    seen: Counter[str] = Counter()
    for row, watch in rows:
        scene = lay_out(jsonl.document(row, watch), watch)
        seen.update({w for s in scene.sentences for w in vocabulary(s, frozenset()) if w[0].isalpha()})
    return frozenset(w for w, n in seen.items() if n >= OFTEN)


def examples(rows: Sequence[tuple[dict[str, Any], Any]], known: frozenset[str]) -> list[Example]:
    """Return the labelled documents in which the title or its people are named."""
    titles = sorted({str(row["title_id"]) for row, _ in rows})
    random.Random(SEED).shuffle(titles)
    fold = {title: place % FOLDS for place, title in enumerate(titles)}
    made = []
    for row, watch in rows:
        drafted = reader.draft(jsonl.document(row, watch), watch, known)
        if drafted is None:
            continue
        body = f"{row['headline']}\n{row['text']}"
        want: dict[Field, set[str]] = {f: set() for f in Field}
        quoted: dict[Field, list[tuple[str, int, int]]] = {f: [] for f in Field}
        for claim in row["claims"]:
            if claim["modality"] in CURRENT:
                field = Field(claim["field"])
                value, at = key(field, claim["value"]), body.find(claim["quote"])
                want[field].add(value)
                quoted[field].append((value, at, at + len(claim["quote"])))
        made.append(Example(row, drafted, fold[str(row["title_id"])], want, quoted))
    return made


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
    labels: list[int]
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
    """Fit a logistic regression to the signs that show with enough titles."""
    signs, classes = table.signs, table.classes
    homes: defaultdict[str, set[str]] = defaultdict(set)
    for one, title in zip(signs, [e.title for e in table.homes], strict=True):
        for sign in one:
            if len(homes[sign]) < TITLES:
                homes[sign].add(title)
    names = sorted(sign for sign, seen in homes.items() if len(seen) >= TITLES)
    shown = matrix(signs, {n: i for i, n in enumerate(names)})
    solver = "liblinear" if classes == 2 else "lbfgs"
    model = LogisticRegression(
        C=strength, solver=solver, tol=TOLERANCE[solver], max_iter=1000, random_state=SEED
    )
    model.fit(shown, table.labels, sample_weight=table.weights)
    if classes == 2:
        return Learned(names, model.intercept_, model.coef_)
    bias, rows = np.full(classes, -8.0), np.zeros((classes, len(names)))
    for place, label in enumerate(model.classes_):
        bias[label], rows[label] = model.intercept_[place], model.coef_[place]
    return Learned(names, bias, rows)


def out_of_fold(table: Table, strength: float) -> Any:  # noqa: ANN401 - a numpy array
    """Return the logits of each place by weights that did not see its title."""
    made = None
    for fold in range(FOLDS):
        inside = [i for i, e in enumerate(table.homes) if e.fold != fold]
        outside = [i for i, e in enumerate(table.homes) if e.fold == fold]
        if outside:
            found = learn(table.only(inside), strength).logits([table.signs[i] for i in outside])
            made = np.zeros((len(table.signs), found.shape[1])) if made is None else made
            made[outside] = found
    return made


class Trainer:
    """Learns the weights of one language."""

    def __init__(self, made: list[Example]) -> None:
        self.made = made
        self.parts: dict[str, Any] = {}
        self.report: dict[str, Any] = {}

    def train(self, known: frozenset[str]) -> dict[str, Any]:
        """Return the weights as the JSON that the reader takes."""
        about = self._about()
        scores: dict[str, list[Any]] = {"release": [], "count": [], "state": []}
        for field, name in SCALES.items():
            scores[name] = self._scale(field, name, about)
        told = self._items(scores, about)
        abouts = self._about_fusion(about)
        fusion = {"about": abouts[0]}
        for field in Field:
            fusion[field.value] = self._fusion(field, told, abouts[1])
        return {
            "features": features.digest(),
            "known": sorted(known),
            **{name: self.parts[name] for name in ("about", "release", "count", "state")},
            "fusion": fusion,
        }

    def _fitted(self, name: str, table: Table) -> Any:  # noqa: ANN401 - a numpy array
        self.parts[name] = frozen(learn(table, STRENGTH[name]))
        return out_of_fold(table, STRENGTH[name])

    def _about(self) -> list[float]:
        signs = [document_signs(e.draft) for e in self.made]
        labels = [int(e.row["about"]) for e in self.made]
        found = self._fitted("about", Table(signs, labels, [1.0] * len(labels), self.made))
        return [float(x) for x in found[:, 0]]

    def _scale(self, field: Field, name: str, about: list[float]) -> list[Any]:
        signs, labels, weights, homes = [], [], [], []
        for example, logit in zip(self.made, about, strict=True):
            context = context_signs(example.draft, logit)
            for candidate in example.draft.candidates:
                if candidate.field is not field:
                    continue
                start, end = candidate.spot.sentence.start, candidate.spot.sentence.end
                stated = [v for v, a, b in example.quoted[field] if a < end and start < b]
                if field is Field.PRODUCTION_STATUS:
                    labels.append(max((STATES.index(v) + 1 for v in stated), default=0))
                    weights.append(1.0)
                else:
                    value = key(field, candidate.value)
                    labels.append(int(value in example.want[field]))
                    weights.append(ELSEWHERE if labels[-1] and value not in stated else 1.0)
                signs.append([*candidate.spot.signs, *candidate.signs, *context])
                homes.append(example)
        classes = len(STATES) + 1 if field is Field.PRODUCTION_STATUS else 2
        found = self._fitted(name, Table(signs, labels, weights, homes, classes))
        return [row[0] if classes == 2 else list(row) for row in found]

    def _items(self, scores: dict[str, list[Any]], about: list[float]) -> list[list[Item]]:
        at = dict.fromkeys(scores, 0)
        told = []
        for example, logit in zip(self.made, about, strict=True):
            plain: list[float] = []
            states: list[list[float]] = []
            for candidate in example.draft.candidates:
                name = SCALES[candidate.field]
                (states if name == "state" else plain).append(scores[name][at[name]])
                at[name] += 1
            told.append(items(example.draft, plain, states, logit))
        return told

    def _about_fusion(self, about: list[float]) -> tuple[dict[str, Any], list[bool]]:
        likely = [logistic(x) for x in about]
        grid = [i / 50 for i in range(51)]

        def verdicts(drop: float, admit: float) -> list[bool]:
            return [
                (p >= drop) if e.draft.about else (p >= admit) for e, p in zip(self.made, likely, strict=True)
            ]

        def f1(said: list[bool]) -> float:
            pairs = Counter((s, bool(e.row["about"])) for s, e in zip(said, self.made, strict=True))
            hit = pairs[True, True]
            return 2 * hit / max(1, 2 * hit + pairs[True, False] + pairs[False, True])

        best = max(
            (f1(verdicts(d, a)), -d, a)
            for d in grid
            if d <= ABOUT_DROP
            for a in (*[g for g in grid if g >= ABOUT_ADMIT], 2.0)
        )
        said = verdicts(-best[1], best[2])
        self.report["about"] = {
            "rules": round(f1([e.draft.about for e in self.made]), 4),
            "weighed": round(best[0], 4),
        }
        return {"bias": 0.0, "terms": {}, "drop": -best[1], "admit": best[2]}, said

    def _fusion(self, field: Field, told: list[list[Item]], about: list[bool]) -> dict[str, Any]:
        chosen = [(i, item) for i, made in enumerate(told) for item in made if item.field is field]
        names = sorted({n for _, item in chosen for n in item.terms})
        table = np.array([[item.terms.get(n, 0.0) for n in names] for _, item in chosen])
        labels = np.array([int(key(field, item.value) in self.made[i].want[field]) for i, item in chosen])
        folds = np.array([self.made[i].fold for i, _ in chosen])
        scale = table.std(axis=0) + 1e-9

        def fit(rows: Any) -> LogisticRegression:  # noqa: ANN401
            model = LogisticRegression(C=STRENGTH["fusion"], max_iter=1000, random_state=SEED)
            return model.fit(table[rows] / scale, labels[rows])

        likely = np.zeros(len(chosen))
        for fold in range(FOLDS):
            if (folds == fold).any():
                likely[folds == fold] = fit(folds != fold).predict_proba(table[folds == fold] / scale)[:, 1]
        model = fit(np.ones(len(chosen), dtype=bool))
        drop, admit = self._thresholds(field, chosen, likely, about)
        return {
            "bias": round(float(model.intercept_[0]), 4),
            "terms": {n: round(float(w), 4) for n, w in zip(names, model.coef_[0] / scale, strict=True)},
            "drop": drop,
            "admit": admit,
        }

    def _thresholds(
        self,
        field: Field,
        chosen: list[tuple[int, Item]],
        likely: Sequence[float],
        about: list[bool],
    ) -> tuple[float, float]:
        def outcome(drop: float, admit: float, said: list[bool]) -> tuple[int, int, int]:
            got: list[set[str]] = [set() for _ in self.made]
            for (i, item), p in zip(chosen, likely, strict=True):
                current = p >= drop if item.ruled else not item.claims and p >= admit
                if current and said[i]:
                    got[i].add(key(field, item.value))
            hit = wrong = missed = 0
            for example, mine in zip(self.made, got, strict=True):
                want = example.want[field]
                if field is Field.PRODUCTION_STATUS and history(example.row):
                    want = want - {"released"}
                    mine.discard("released")
                hit, wrong, missed = (
                    hit + len(mine & want),
                    wrong + len(mine - want),
                    missed + len(want - mine),
                )
            return hit, wrong, missed

        def f(hit: int, wrong: int, missed: int) -> float:
            return (1 + BETA**2) * hit / max(1.0, (1 + BETA**2) * hit + BETA**2 * missed + wrong)

        steps = [i / 40 for i in range(2, 39)]
        drop = max((f(*outcome(d, 2.0, about)), -d) for d in [0.0, *steps] if d <= DROP)[1] * -1
        admit = max((f(*outcome(drop, a, about)), a) for a in [*steps, 2.0] if a >= ADMIT[field.value])[1]
        drop = max((f(*outcome(d, admit, about)), -d) for d in [0.0, *steps] if d <= DROP)[1] * -1

        def pr(hit: int, wrong: int, missed: int) -> str:
            p, r = hit / max(1, hit + wrong), hit / max(1, hit + missed)
            return f"P {p:.3f} R {r:.3f} F {2 * p * r / max(1e-9, p + r):.3f}"

        self.report[field.value] = {
            "rules": pr(*outcome(0.0, 2.0, [e.draft.about for e in self.made])),
            "weighed": pr(*outcome(drop, admit, about)), "drop": drop, "admit": admit,
        }  # fmt: skip
        return drop, admit


def history(row: dict[str, Any]) -> bool:
    """Whether the labels date a release before the document's day, so that "released" goes without saying."""
    return any(
        c["field"] == "release_date"
        and c["modality"] in CURRENT
        and str(c["value"])[:4].isdigit()
        and "/" not in str(c["value"])
        and str(c["value"]) <= row["published"][: len(str(c["value"]))]
        for c in row["claims"]
    )


def frozen(learned: Learned) -> dict[str, Any]:
    """Return weights in whole thousandths, the slight ones left out."""
    rows = np.rint(learned.rows * UNIT).astype(int)
    bias = [int(b) for b in np.rint(np.atleast_1d(learned.bias) * UNIT)]
    kept = [i for i in range(len(learned.names)) if np.abs(rows[:, i]).max() >= LEAST]
    if len(bias) == 1:
        return {"bias": bias[0], "signs": {learned.names[i]: int(rows[0, i]) for i in kept}}
    return {"bias": bias, "signs": {learned.names[i]: [int(x) for x in rows[:, i]] for i in kept}}


def main() -> None:
    """Train on the corpora named, or on all that are kept for it and the labelled sentences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    # Corpora that are named are all there is: so a part can be learned from, and two runs compared quickly.
    rows = corpora(args.corpora)
    if not args.corpora:
        rows = corpora(CORPORA.glob("t[rk]-*.jsonl")) + labelled_sentences.rows()
    for language in LANGUAGES:
        mine = [pair for pair in rows if pair[0]["lang"] == language]
        if not mine:
            continue
        known = known_words(mine)
        trainer = Trainer(examples(mine, known))
        made = trainer.train(known)
        text = json.dumps(made, ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
        (args.out / f"{language}.json").write_text(text, encoding="utf-8")
        print(
            language,
            len(mine),
            "documents",
            len(text),
            "bytes",
            hashlib.sha256(text.encode()).hexdigest()[:12],
        )
        for name, figures in trainer.report.items():
            print("   ", name, figures)


if __name__ == "__main__":
    main()
