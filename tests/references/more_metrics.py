"""Reference numbers of tests/MetricsTests: the metrics of scikit-learn 1.2.1 on 500 random problems with ties, weights and absent classes.

Run it as: python3 tests/references/more_metrics.py > tests/MetricsTests/Reference.json

A problem has a digit for each row: s for ten times its score, w for ten times its weight (empty where rows have none), y for whether it is of the class, a and p for
its class and the one that was predicted; and a text of digits for each of the labels, in actual and predicted. null is what scikit-learn refuses or warns of.
"""
import json
import warnings

import numpy as np
from sklearn import metrics

warnings.filterwarnings("ignore")
RANDOM = np.random.default_rng(1)


def digits(values):
    return "".join(str(int(value)) for value in values)


def problem(number):
    n = int(RANDOM.integers(1, 26))
    classes = int(RANDOM.integers(2, 5))
    labels = int(RANDOM.integers(1, 5))
    s = RANDOM.integers(0, RANDOM.integers(1, 11), n)
    w = RANDOM.integers(0, 10, n) if number % 2 else None
    y = RANDOM.random(n) < RANDOM.random()
    occurring = RANDOM.choice(classes, RANDOM.integers(1, classes + 1), replace=False)
    a = RANDOM.choice(occurring, n)
    p = np.where(RANDOM.random(n) < 0.5, a, RANDOM.integers(0, classes, n))
    actual = RANDOM.random((n, labels)) < RANDOM.random(labels)
    predicted = np.where(RANDOM.random((n, labels)) < 0.6, actual, RANDOM.random((n, labels)) < 0.4)
    if w is not None and not w.any():
        w[0] = 1

    weights = np.ones(n) if w is None else w / 10
    score = s / 10
    beta = (0.5, 1.0, 2.0)[number % 3]
    every = list(range(classes))
    met = weights > 0
    present = sorted(set(a[met]) | set(p[met]))
    both, some = len(set(y[met])) == 2, y[met].any()
    kappas = [metrics.cohen_kappa_score(a, p, labels=every, weights=kind, sample_weight=weights) for kind in (None, "linear", "quadratic")]
    jaccards = [metrics.jaccard_score(actual, predicted, average=kind, sample_weight=weights, zero_division=0) for kind in ("samples", "micro", "macro")] if labels > 1 else None
    report = {
        "s": digits(s), "w": "" if w is None else digits(w), "y": digits(y), "a": digits(a), "p": digits(p), "classes": classes,
        "actual": [digits(column) for column in actual.T], "predicted": [digits(column) for column in predicted.T],
        "auc": metrics.roc_auc_score(y, score, sample_weight=weights) if both else None,
        "ap": metrics.average_precision_score(y, score, sample_weight=weights) if some else None,
        "beta": beta,
        "f": list(metrics.fbeta_score(a, p, beta=beta, labels=every, average=None, sample_weight=weights, zero_division=0)),
        "macro": metrics.fbeta_score(a, p, beta=beta, labels=present, average="macro", sample_weight=weights, zero_division=0),
        "mcc": metrics.matthews_corrcoef(a, p, sample_weight=weights),
        "balanced": metrics.balanced_accuracy_score(a, p, sample_weight=weights),
        "kappas": [None if np.isnan(kappa) else kappa for kappa in kappas],
        "subset": metrics.accuracy_score(actual, predicted, sample_weight=weights),
        "hamming": metrics.hamming_loss(actual, predicted, sample_weight=weights),
        "jaccards": jaccards,
    }
    if number < 100 and both:
        fpr, tpr, roc = metrics.roc_curve(y, score, sample_weight=weights, drop_intermediate=False)
        precision, recall, pr = metrics.precision_recall_curve(y, score, sample_weight=weights)
        report["roc"] = [list(fpr[1:]), list(tpr[1:]), list(roc[1:])]
        report["pr"] = [list(recall[-2::-1]), list(precision[-2::-1]), list(pr[::-1])]
    return report


print("[")
print(",\n".join(json.dumps(problem(number), separators=(",", ":")) for number in range(500)))
print("]")
