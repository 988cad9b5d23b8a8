"""scikit-learn's part of the comparison: logistic regression by saga, by stochastic gradient descent, and to its optimum.

    scikit.py FOLDER
"""

import os
import sys
import warnings

try:
    import numpy as np
    import scipy
    import scipy.sparse
    import sklearn
    from sklearn.datasets import load_breast_cancer, load_digits, load_iris, load_wine
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression, SGDClassifier
    from sklearn.preprocessing import StandardScaler
    from common import answer, limit_threads, nothing, read_part
    from shape_data import dense_rows, labels, sparse_rows
except ImportError as missing:
    import json
    print(json.dumps({"absent": str(missing)}), flush=True)
    sys.exit(0)

# It is stopped after a few passes, and says so.
warnings.simplefilter("ignore", ConvergenceWarning)
folder = sys.argv[1]
loaded = {}


def rows(part):
    images, labels = read_part(folder, part)
    return scipy.sparse.csr_matrix(images.astype("float32") / 255), labels.astype("int64")


training, training_labels = rows("train")
test, test_labels = rows("t10k")


def saga(passes):
    model = LogisticRegression(
        solver="saga", multi_class="multinomial", penalty=None, max_iter=passes, tol=0, random_state=1)
    return nothing, lambda: model.fit(training, training_labels), lambda: {"accuracy": model.score(test, test_labels)}


def shape_data(shape):
    """Rows and classes. The rows are doubles, since SGDClassifier would convert floats each time."""
    if shape["folder"] not in loaded:
        if shape["sparse"]:
            starts, columns, values = sparse_rows(shape)
            x = scipy.sparse.csr_matrix((values.astype("float64"), columns, starts), (len(starts) - 1, shape["inputs"]))
        else:
            x = dense_rows(shape).astype("float64")
        loaded[shape["folder"]] = x, labels(shape, x.shape[0])
    return loaded[shape["folder"]]


def one_thread():
    limit_threads(1)


def classifier(x, y):
    """Stochastic gradient descent row by row, with the settings that take least, after one pass over some rows."""
    model = SGDClassifier(loss="log_loss", penalty=None, learning_rate="constant", eta0=0.01, random_state=1)
    return model.partial_fit(x, y, classes=list(range(y.max() + 1)))


def shape_epoch(shape):
    """Several classes are as many sigmoids, one after the other."""
    x, y = shape_data(shape)
    model = classifier(x[:1000], y[:1000])
    return one_thread, lambda: model.partial_fit(x, y), nothing


def shape_predict(shape, rows, method):
    x, y = shape_data(shape)
    predict, x = getattr(classifier(x[:1000], y[:1000]), method), x[:rows]
    return one_thread, lambda: predict(x), nothing


def shape_predict_rows(shape, calls, method):
    """One row after the other; each is an array or matrix of its own before."""
    x, y = shape_data(shape)
    predict, each = getattr(classifier(x[:1000], y[:1000]), method), [x[r:r + 1] for r in range(calls)]

    def timed():
        for row in each:
            predict(row)

    return one_thread, timed, nothing


def standardised(name):
    data = {"iris": load_iris, "wine": load_wine, "breast_cancer": load_breast_cancer, "digits": load_digits}[name]()
    return StandardScaler().fit_transform(data.data), data.target


def optimum_data(name, folder):
    """Writes the standardised rows as float64, and the classes as int32, for us."""
    x, y = standardised(name)

    def write():
        x.tofile(os.path.join(folder, "values.f64"))
        y.astype("int32").tofile(os.path.join(folder, "labels.i32"))

    return nothing, write, lambda: {"inputs": x.shape[1]}


def optimum_fit(name, solver, tolerance):
    x, y = standardised(name)
    model = LogisticRegression(C=1, solver=solver, tol=tolerance, max_iter=10_000)

    def after():
        """The summed loss, the penalty included."""
        own = model.predict_proba(x)[np.arange(len(y)), y]
        return {"loss": float(-np.log(own).sum() + (model.coef_ ** 2).sum() / 2)}

    return one_thread, lambda: model.fit(x, y), after


def forget():
    loaded.clear()
    return nothing, nothing, nothing


answer({"version": f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}"}, {
    "saga": saga,
    "shape epoch": shape_epoch,
    "shape predict": shape_predict,
    "shape predict rows": shape_predict_rows,
    "optimum data": optimum_data,
    "optimum fit": optimum_fit,
    "forget": forget,
})
