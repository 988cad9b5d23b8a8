"""Reference numbers of tests/TableTests: scikit-learn's optimum and metrics on the tables of samples/data.

Run it as: python3 tests/references/tables.py
"""
import json
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.compose import ColumnTransformer
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score, log_loss, roc_auc_score
from sklearn.pipeline import FeatureUnion, Pipeline, make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

warnings.filterwarnings("ignore")
DATA = Path(__file__).resolve().parents[2] / "samples" / "data"


def best():
    """The optimum, as far as doubles go: Newton's method from where L-BFGS ends."""
    return LogisticRegression(C=1.0, tol=1e-14, max_iter=100000, solver="newton-cg")


def report(name, model, x, y, inputs):
    proba = model.predict_proba(inputs)
    predicted = model.predict(inputs)
    classes = list(model.classes_)
    regression = model[-1]
    print(name, "classes", classes)
    print(" coefficients", json.dumps(np.round(regression.coef_, 12).tolist()))
    print(" intercepts", json.dumps(np.round(regression.intercept_, 12).tolist()))
    print(" accuracy %.15g" % accuracy_score(y, predicted))
    print(" log loss %.15g" % log_loss(y, proba, labels=classes))
    print(" macro f1 %.15g" % f1_score(y, predicted, average="macro"))
    print(" first probabilities", json.dumps(proba[:3].tolist()))
    if len(classes) == 2:
        print(" auc %.15g" % roc_auc_score(y == classes[1], proba[:, 1]))


def numbers(name, label):
    table = pd.read_csv(DATA / f"{name}.csv")
    x, y = table.drop(columns=label).values, table[label].values
    model = make_pipeline(StandardScaler(), best()).fit(x, y)
    report(name, model, x, y, x)


def passengers():
    table = pd.read_csv(DATA / "passengers.csv", dtype={"class": str, "sex": str, "port": str, "cabin": str}, keep_default_na=False, na_values=[""])
    y = table["survived"].values
    x = table.drop(columns="survived")
    # Levels by frequency, of equal ones the first by ordinal order; a gap is none of them.
    levels = {}
    for column in ["class", "sex", "port", "cabin"]:
        counts = x[column].dropna().value_counts()
        levels[column] = sorted(counts.index, key=lambda level: (-counts[level], level))
    print("levels", json.dumps(levels))
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
    report("passengers", model, x, y, x)


for table, label in [("iris", "species"), ("wine", "cultivar"), ("breast_cancer", "diagnosis")]:
    numbers(table, label)
passengers()
