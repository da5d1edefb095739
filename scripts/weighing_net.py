"""Fits a scale with a hidden layer: what signs tell together, beside what each tells alone.

A sum of weights cannot say that "on Friday" is a release beside "returns" and none beside "trailer"; some
units that see all signs can. Only signs that show with many titles go into them, the others are weighed
alone. Four fits are averaged, each with a part of the signs and units left out at every step (dropout:
Srivastava and others, JMLR 15, 2014), by Adam with weight decay (Loshchilov and Hutter, ICLR 2019). Plain
numpy without products of dense matrices, so that the same corpora give the same bytes.
"""

from __future__ import annotations

from base64 import b85encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from scraper.claims.weigh.weights import GRAIN, UNIT, ZERO
from scripts.weighing_corpora import SEED
from scripts.weighing_fit import LEAST, ORIGIN, matrix, named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scripts.weighing_fit import Table

UNITS, FITS = 16, 4
TITLES = 25  # in whose documents a sign must show to speak with others
EPOCHS, BATCH, RATE, DECAY = 8, 128, 1e-3, 0.05
UNSEEN, IDLE = 0.35, 0.3  # shares of the signs, and of the units, that are left out at a step
START = 0.05  # spread of the first weights


@dataclass
class Net:
    """Weights of signs alone (`alone`), into the units (`into`), and of the units (`out`)."""

    names: list[str]
    alone: Any
    into: Any  # signs by units
    bias: Any  # of the units
    out: Any
    base: float

    def logits(self, signs: Sequence[Sequence[str]]) -> Any:  # noqa: ANN401 - a numpy array
        """Return the logits of examples, in one column."""
        shown = matrix(signs, {n: i for i, n in enumerate(self.names)})
        units = np.maximum(shown @ self.into + self.bias, 0.0)
        return ((units * self.out).sum(axis=1) + shown @ self.alone + self.base)[:, None]


def learn(table: Table) -> Net:
    """Fit the net to the signs that show with enough titles."""
    signs, homes = named(table)
    names = sorted(homes)
    shown = matrix(signs, {n: i for i, n in enumerate(names)})
    labels = np.array([float(1 in stated) for stated in table.labels])
    weights = np.array(table.weights) / np.mean(table.weights)
    often = np.array([float(len(homes[n]) >= TITLES) for n in names])[:, None]
    fits = [_fit(shown, labels, weights, often, seed) for seed in range(SEED, SEED + FITS)]
    seen = [i for i, n in enumerate(names) if not n.startswith(ORIGIN)]
    return Net(
        [names[i] for i in seen],
        np.mean([f["alone"][seen, 0] for f in fits], axis=0),
        np.hstack([f["into"][seen] for f in fits]),
        np.hstack([f["bias"] for f in fits]),
        np.hstack([f["out"] for f in fits]) / FITS,
        float(np.mean([f["base"][0] for f in fits])),
    )


def _fit(shown: Any, labels: Any, weights: Any, often: Any, seed: int) -> dict[str, Any]:  # noqa: ANN401 - arrays
    draw = np.random.default_rng(seed)
    count, width = shown.shape
    now = {
        "into": draw.normal(0, START, (width, UNITS)) * often,
        "alone": np.zeros((width, 1)),
        "bias": np.zeros(UNITS),
        "out": draw.normal(0, 4 * START, UNITS),
        "base": np.zeros(1),
    }
    mean, square = ({k: np.zeros_like(v) for k, v in now.items()} for _ in range(2))
    step = 0
    for _ in range(EPOCHS):
        order = draw.permutation(count)
        for begin in range(0, count - BATCH + 1, BATCH):
            chosen = np.sort(order[begin : begin + BATCH])
            part = shown[chosen]
            part.data *= (draw.random(len(part.data)) >= UNSEEN) / (1 - UNSEEN)
            drive = part @ now["into"] + now["bias"]
            awake = (draw.random(drive.shape) >= IDLE) / (1 - IDLE)
            units = np.maximum(drive, 0.0) * awake
            logit = (units * now["out"]).sum(axis=1) + (part @ now["alone"])[:, 0] + now["base"]
            off = (1 / (1 + np.exp(-logit)) - labels[chosen]) * weights[chosen] / BATCH
            back = off[:, None] * now["out"] * awake * (drive > 0)
            slope = {
                "into": (part.T @ back) * often,
                "alone": part.T @ off[:, None],
                "bias": back.sum(axis=0),
                "out": (units * off[:, None]).sum(axis=0),
                "base": np.array([off.sum()]),
            }
            step += 1
            for k, value in now.items():
                mean[k] += 0.1 * (slope[k] - mean[k])
                square[k] += 0.001 * (slope[k] ** 2 - square[k])
                pace = mean[k] / (1 - 0.9**step) / (np.sqrt(square[k] / (1 - 0.999**step)) + 1e-8)
                now[k] = value - RATE * (pace + DECAY * value * (k != "base"))
    return now


def frozen(net: Net) -> dict[str, Any]:
    """Return the net as the reader takes it.

    Weights alone are thousandths, the slight ones left out; those into the units are bytes in base 85, `ZERO`
    for nothing, and `GRAIN` thousandths to a step.
    """
    alone = np.rint(net.alone * UNIT).astype(int)
    into = np.clip(np.rint(net.into * UNIT / GRAIN), -ZERO, ZERO - 1).astype(int)
    return {
        "bias": [round(net.base * UNIT), *(int(b) for b in np.rint(net.bias * UNIT))],
        "out": [round(float(o), 4) for o in net.out],
        "signs": {n: int(w) for n, w in zip(net.names, alone, strict=True) if abs(w) >= LEAST},
        "together": {
            n: b85encode(bytes(int(w) + ZERO for w in row)).decode()
            for n, row in zip(net.names, into, strict=True)
            if row.any()
        },
    }
