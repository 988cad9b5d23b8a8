"""Reference numbers of tests/TableTests: the optimum and the metrics of scikit-learn 1.2.1 on the tables of samples/data.

Run it as: python3 tests/references/tables.py > tests/TableTests/Reference.json
"""
import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
REPORTS = {}
DATA = Path(__file__).resolve().parents[2] / "samples" / "data"


class Best(LogisticRegression):
    """scikit-learn's optimum, taken by a few steps of Newton's method as far as doubles go."""

    def fit(self, x, y):
        super().fit(x, y)
        x = np.asarray(x.todense() if hasattr(x, "todense") else x, dtype=float)
        rows, inputs = x.shape
        one = np.hstack([x, np.ones((rows, 1))])
        classes = len(self.classes_)
        is_binary = classes == 2
        outputs = 1 if is_binary else classes
        target = (np.asarray(y)[:, None] == self.classes_[None, :]).astype(float)
        target = target[:, 1:] if is_binary else target
        w = np.hstack([self.coef_, self.intercept_[:, None]])
        penalty = np.ones(w.shape)
        penalty[:, -1] = 0
        for _ in range(8):
            z = one @ w.T
            if is_binary:
                f = 1 / (1 + np.exp(-z))
            else:
                e = np.exp(z - z.max(axis=1, keepdims=True))
                f = e / e.sum(axis=1, keepdims=True)
            gradient = ((f - target).T @ one + penalty * w).ravel()
            hessian = np.diag(penalty.ravel())
            size = inputs + 1
            for i in range(outputs):
                for j in range(outputs):
                    weight = f[:, i] * ((1.0 if i == j else 0.0) - f[:, j])
                    hessian[i * size:(i + 1) * size, j * size:(j + 1) * size] += one.T @ (one * weight[:, None])
            # The biases of a softmax are free up to one number, and the steps keep their sum.
            w = w - np.linalg.lstsq(hessian, gradient, rcond=1e-12)[0].reshape(w.shape)
        self.coef_, self.intercept_ = w[:, :-1], w[:, -1]
        return self


def best():
    return Best(C=1.0, tol=1e-10, max_iter=100000)


def report(name, model, x, y):
    proba = model.predict_proba(x)
    predicted = model.predict(x)
    classes = list(model.classes_)
    regression = model[-1]
    REPORTS[name] = {
        "classes": classes,
        # Of two classes the weights of the second, as scikit-learn has them; inputs by outputs.
        "weights": regression.coef_.T.tolist(),
        "biases": regression.intercept_.tolist(),
        "probabilities": proba[:20].tolist(),
        "accuracy": accuracy_score(y, predicted),
        "logLoss": log_loss(y, proba, labels=classes),
        "f1": f1_score(y, predicted, average="macro") if len(classes) > 2 else f1_score(y, predicted, pos_label=classes[1]),
    }


def numbers(name, label):
    table = pd.read_csv(DATA / f"{name}.csv")
    x, y = table.drop(columns=label).values, table[label].values
    model = make_pipeline(StandardScaler(), best()).fit(x, y)
    report(name, model, x, y)


def passengers():
    table = pd.read_csv(DATA / "passengers.csv", dtype={"class": str, "sex": str, "port": str, "cabin": str}, keep_default_na=False, na_values=[""])
    y = table["survived"].values
    x = table.drop(columns="survived")
    # Levels by frequency, of equal ones the first by ordinal order; a gap is none of them.
    levels = {}
    for column in ["class", "sex", "port", "cabin"]:
        counts = x[column].dropna().value_counts()
        levels[column] = sorted(counts.index, key=lambda level: (-counts[level], level))
    one_hot = OneHotEncoder(categories=[levels[c] for c in ["class", "sex"]], handle_unknown="ignore")
    one_hot_2 = OneHotEncoder(categories=[levels[c] for c in ["port", "cabin"]], handle_unknown="ignore")
    age = FeatureUnion([
        ("value", Pipeline([("fill", SimpleImputer(strategy="median")), ("scale", StandardScaler())])),
        ("missing", MissingIndicator(features="all")),
    ])
    columns = ColumnTransformer([
        ("first", one_hot, ["class", "sex"]),
        ("age", age, ["age"]),
        ("fare", StandardScaler(), ["fare"]),
        ("second", one_hot_2, ["port", "cabin"]),
        ("companions", StandardScaler(), ["companions"]),
    ])
    model = Pipeline([("columns", columns), ("regression", best())]).fit(x, y)
    report("passengers", model, x, y)


for table, label in [("iris", "species"), ("wine", "cultivar"), ("breast_cancer", "diagnosis")]:
    numbers(table, label)
passengers()
print(json.dumps(REPORTS, indent=1))
