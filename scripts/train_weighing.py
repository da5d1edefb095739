"""Learns the weights of the second opinion on claims from the labelled documents: `make train`.

    corpora -> drafts (rules, candidates) -> signs and labels -> scales, out of fold -> fusion -> JSON

The folds are by title, so no weight is chosen on a title that it was learned from. The same corpora
and rules give the same files, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from scraper.claims.weigh import features
from scraper.claims.weigh.items import STATES, Item, items, logistic
from scraper.claims.weigh.subject_matter import document_signs
from scraper.claims.weigh.verdict import context_signs
from scraper.claims.weigh.weights import LANGUAGES
from scraper.model import Field, Status
from scripts import labelled_posts, labelled_sentences, weighing_net
from scripts.weighing_corpora import FOLDS, SEED, Example, corpora, examples, history, key, known_words
from scripts.weighing_fit import NEWS, Table, frozen, learn, out_of_fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from config.model import Watch

ROOT = Path(__file__).resolve().parents[1]
CORPORA = ROOT / "tests" / "data" / "claims" / "corpus"
OUT = ROOT / "scraper" / "claims" / "weigh"
LEARNED = ("t[rk]-*.jsonl", "r[nk]-*.jsonl", "s[nk]-*.jsonl")  # corpora that are learned from
# Rules were tuned on these, so here they look better than they are: signs are learned from them, no trust.
TUNED = (
    *(f"tr-{n:02}" for n in range(1, 28)),
    *(f"tk-{n:02}" for n in range(1, 17)),
    *("rn-81", "rn-82", "rn-101", "rn-102", "rn-161", "rn-162", "rn-163", "rn-187", "rn-188", "rn-201"),
    *("rn-202", "rn-203", "rn-221", "rn-222", "rk-51", "rk-52"),
    *("rn-105", *(f"rn-{n}" for n in range(107, 113)), "rn-131", "rn-132", "rn-133"),
    *(f"rk-{n}" for n in range(100, 109)),
    *("rk-111", "rk-112", "rk-113"),
    *(f"rn-{n}" for n in range(312, 317)),
    *(f"rk-{n}" for n in range(153, 156)),
    "sentence",
    *("states", "dates"),  # lines without a text around them
)
# Kept for measuring: never learned from, nor what other corpora tell of their titles.
MEASURED = (
    *("rn-84", "rn-104", "rn-106", "rn-130", "rn-147", "rn-183", "rn-184", "rn-214", "rn-229", "rn-238"),
    *("rn-242", "rn-247", "rn-251", "rn-300"),
    *("sn-331", "sn-381", "sn-428", "sn-481", "sn-490", "sk-164", "sk-214", "sk-272"),
    *("rk-54", "rk-60", "rk-75", "rk-109", "rk-114", "rk-126", "rk-130", "rk-134", "rk-136"),
)
LIKE = 3.0  # how much more a document counts that reads as news does; the others are denser and shorter
ELSEWHERE = 0.4  # weight of a true value outside the quoted sentence: it may be told of something else there
# Below the first what the rules report is dropped, from the second on a value is let in. Set by hand: by what
# documents show that no rule was made for, within what those lose for which rules were made. There weights
# that overrule English rules at evens lose as much as they win elsewhere.
THRESHOLDS = {
    "en": {"release_date": (0.42, 0.75), "episode_count": (0.375, 0.8), "production_status": (0.45, 0.8)},
    "ko": {"release_date": (0.3, 0.75), "episode_count": (0.3, 0.75), "production_status": (0.4, 0.7)},
}
ABOUT_DROP, ABOUT_ADMIT = 0.1, 2.0
TRUE = frozenset((1,))  # the label of a place that states its value
STRENGTH = {"about": 0.1, "release": 0.3, "count": 0.3, "state": 0.2, "fusion": 1.0}  # inverse of the penalty
# Where signs are weighed together as well as alone; for sizes and states a net taught nothing.
NET = "release"
SCALES = {Field.RELEASE_DATE: "release", Field.EPISODE_COUNT: "count", Field.PRODUCTION_STATUS: "state"}


_OUT = Status.RELEASED.value
_TUNED = tuple(f"{name}-" for name in TUNED)


def _unsaid(row: dict[str, Any], item: Item) -> bool:
    """Whether a document that dates its release may state that it is out, or leave it unsaid: no lesson.

    In English alone: Korean ones state it nearly always.
    """
    english = row["lang"] == "en"
    return english and item.field is Field.PRODUCTION_STATUS and item.value == _OUT and history(row)


class Trainer:
    """Learns the weights of one language."""

    def __init__(self, made: list[Example]) -> None:
        self.made = made
        self.language = str(made[0].row["lang"])
        whole = set(range(len(made)))
        untuned = {i for i, e in enumerate(made) if not str(e.row["id"]).startswith(_TUNED)}
        self.untuned = untuned or whole  # documents that show what rules are worth
        news = {i for i, e in enumerate(made) if str(e.row["id"]).startswith(NEWS)}
        self.news = (news & untuned) or self.untuned
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
        for place, home in enumerate(table.homes):
            table.weights[place] *= LIKE if str(home.row["id"]).startswith(NEWS) else 1.0
        if name == NET:
            self.parts[name] = weighing_net.frozen(weighing_net.learn(table))
            return out_of_fold(table, weighing_net.learn)
        self.parts[name] = frozen(learn(table, STRENGTH[name]))
        return out_of_fold(table, lambda part: learn(part, STRENGTH[name]))

    def _about(self) -> list[float]:
        signs = [document_signs(e.draft) for e in self.made]
        labels = [TRUE if e.row["about"] else frozenset() for e in self.made]
        weights = [float(e.whole) for e in self.made]
        found = self._fitted("about", Table(signs, labels, weights, self.made))
        return [float(x) for x in found[:, 0]]

    def _scale(self, field: Field, name: str, about: list[float]) -> list[Any]:
        signs, weights, homes = [], [], []
        labels: list[frozenset[int]] = []
        for example, logit in zip(self.made, about, strict=True):
            context = context_signs(example.draft, logit)
            for candidate in example.draft.candidates:
                if candidate.field is not field:
                    continue
                start, end = candidate.spot.sentence.start, candidate.spot.sentence.end
                stated = [v for v, a, b in example.quoted[field] if a < end and start < b]
                if field is Field.PRODUCTION_STATUS:
                    labels.append(frozenset(STATES.index(v) + 1 for v in stated))
                    weights.append(1.0)
                else:
                    value = key(field, candidate.value)
                    labels.append(TRUE if value in example.want[field] else frozenset())
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
            told = zip(said, self.made, strict=True)
            pairs = Counter((s, bool(e.row["about"])) for s, e in told if e.whole)
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
        chosen = [
            (i, item)
            for i, made in enumerate(told)
            for item in made
            if item.field is field
            and field.value in self.made[i].row.get("labelled", [field.value])
            and not _unsaid(self.made[i].row, item)
        ]
        names = sorted({n for _, item in chosen for n in item.terms})
        table = np.array([[item.terms.get(n, 0.0) for n in names] for _, item in chosen])
        labels = np.array([int(key(field, item.value) in self.made[i].want[field]) for i, item in chosen])
        folds = np.array([self.made[i].fold for i, _ in chosen])
        scale = table.std(axis=0) + 1e-9

        untuned = np.array([i in self.untuned for i, _ in chosen])

        def fit(rows: Any) -> LogisticRegression:  # noqa: ANN401
            model = LogisticRegression(C=STRENGTH["fusion"], max_iter=1000, random_state=SEED)
            rows = rows & untuned
            return model.fit(table[rows] / scale, labels[rows])

        likely = np.zeros(len(chosen))
        for fold in range(FOLDS):
            if (folds == fold).any():
                likely[folds == fold] = fit(folds != fold).predict_proba(table[folds == fold] / scale)[:, 1]
        model = fit(np.ones(len(chosen), dtype=bool))
        drop, admit = THRESHOLDS[self.language][field.value]
        self.report[field.value] = {
            "rules": self._figures(field, chosen, likely, (0.0, 2.0), [e.draft.about for e in self.made]),
            "weighed": self._figures(field, chosen, likely, (drop, admit), about),
        }
        return {
            "bias": round(float(model.intercept_[0]), 4),
            "terms": {n: round(float(w), 4) for n, w in zip(names, model.coef_[0] / scale, strict=True)},
            "drop": drop,
            "admit": admit,
        }

    def _figures(
        self,
        field: Field,
        chosen: list[tuple[int, Item]],
        likely: Sequence[float],
        thresholds: tuple[float, float],
        about: list[bool],
    ) -> str:
        """Return precision, recall and F of a field on news, where these thresholds decide."""
        drop, admit = thresholds
        got: list[set[str]] = [set() for _ in self.made]
        for (i, item), p in zip(chosen, likely, strict=True):
            current = p >= drop if item.ruled else not item.claims and p >= admit
            if current and about[i]:
                got[i].add(key(field, item.value))
        hit = wrong = missed = 0
        for place in sorted(self.news):
            example, mine = self.made[place], got[place]
            want = example.want[field]
            if history(example.row):
                want = want - {_OUT}
            hit += len(mine & want)
            wrong += len(mine - want)
            missed += len(want - mine)
        p, r = hit / max(1, hit + wrong), hit / max(1, hit + missed)
        return f"P {p:.3f} R {r:.3f} F {2 * p * r / max(1e-9, p + r):.3f}"


def main() -> None:
    """Train on the corpora named, or on all that are kept for it and the labelled sentences."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("corpora", nargs="*", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    args = parser.parse_args()
    # Corpora that are named are all there is: so a part can be learned from, and two runs compared quickly.
    rows = corpora(args.corpora)
    if not args.corpora:
        measured = {
            watch.name.casefold() for _, watch in corpora(CORPORA / f"{name}.jsonl" for name in MEASURED)
        }
        paths = [p for kind in LEARNED for p in CORPORA.glob(kind) if p.stem not in MEASURED]
        told = [pair for pair in corpora(paths) if pair[1].name.casefold() not in measured]
        rows = told + labelled_sentences.rows() + labelled_posts.learned()
    # A process for each language: they share nothing, and the longer one takes all the time there is.
    parts = [(language, [pair for pair in rows if pair[0]["lang"] == language]) for language in LANGUAGES]
    with ProcessPoolExecutor(max_workers=len(parts)) as pool:
        for written in pool.map(_learned, *zip(*[part for part in parts if part[1]], strict=True)):
            language, text, told = written
            (args.out / f"{language}.json").write_text(text, encoding="utf-8")
            print(told, flush=True)


def _learned(language: str, mine: list[tuple[dict[str, Any], Watch]]) -> tuple[str, str, str]:
    """Return the language, its weights as JSON, and what is to be said of them."""
    known = known_words(mine)
    trainer = Trainer(examples(mine, known))
    text = json.dumps(trainer.train(known), ensure_ascii=False, separators=(",", ":"), sort_keys=True) + "\n"
    written = text.encode()
    digest = hashlib.sha256(written).hexdigest()[:12]
    lines = [f"{language}: {len(mine)} documents, {len(written)} bytes, {digest}"]
    lines += [f"    {name} {figures}" for name, figures in trainer.report.items()]
    return language, text, "\n".join(lines)


if __name__ == "__main__":
    main()
