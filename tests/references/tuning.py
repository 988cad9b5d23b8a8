"""Reference numbers of tests/TuningTests: scikit-learn's GridSearchCV over the penalty of logistic regression on tables of samples/data.

Run it as: python3 tests/references/tuning.py > tests/TuningTests/Reference.json

Row i, from 0, is held out in fold i mod 5. Inputs are standardised by the rows to train on, and C = 1 / (l2 n) for n of these. A table has the penalties, for each the log loss
of each fold, their mean and deviation, that of the accuracy, and the winner; and for the worst against the best the paired difference with its corrected standard error.
"""
import csv
import json

import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, PredefinedSplit
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

PENALTIES = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 1.0]


class Penalised(ClassifierMixin, BaseEstimator):
    """Logistic regression whose penalty is that of the mean loss."""

    def __init__(self, l2=1.0):
        self.l2 = l2

    def fit(self, x, y):
        self.pipeline_ = make_pipeline(StandardScaler(), LogisticRegression(C=1 / (self.l2 * len(x)), solver="newton-cg", tol=1e-10, max_iter=10_000))
        self.pipeline_.fit(x, y)
        self.classes_ = self.pipeline_.classes_
        return self

    def predict(self, x):
        return self.pipeline_.predict(x)

    def predict_proba(self, x):
        return self.pipeline_.predict_proba(x)


def table(name):
    with open(f"samples/data/{name}.csv", encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    x, y = np.array([row[:-1] for row in rows], dtype=float), np.array([row[-1] for row in rows])
    folds = np.arange(len(rows)) % 5
    search = GridSearchCV(Penalised(), {"l2": PENALTIES}, cv=PredefinedSplit(folds), scoring={"loss": "neg_log_loss", "accuracy": "accuracy"}, refit="loss")
    search.fit(x, y)
    results = search.cv_results_
    losses = -np.array([results[f"split{fold}_test_loss"] for fold in range(5)]).T
    accuracies = np.array([results[f"split{fold}_test_accuracy"] for fold in range(5)]).T
    best, worst = int(np.argmin(losses.mean(axis=1))), int(np.argmax(losses.mean(axis=1)))
    difference = losses[worst] - losses[best]
    return {
        "l2": PENALTIES, "losses": losses.tolist(), "means": losses.mean(axis=1).tolist(), "deviations": losses.std(axis=1, ddof=1).tolist(),
        "accuracies": accuracies.mean(axis=1).tolist(), "best": search.best_params_["l2"],
        "worst": PENALTIES[worst], "difference": difference.mean(), "error": float(np.sqrt((1 / 5 + 1 / 4) * difference.var(ddof=1))),
    }


print(json.dumps({name: table(name) for name in ("iris", "wine", "breast_cancer")}, indent=1))
