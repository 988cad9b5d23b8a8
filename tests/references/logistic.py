"""The number of MnistTests for L-BFGS: scikit-learn 1.2.1's minimum of softmax regression with a penalty (Debian's python3-sklearn).

Its LogisticRegression minimises C · Σ loss + ½ Σ w², the bias left alone; the mean loss + λ/2 Σ w² has the same minimum
for C = 1 / (λ n). Takes the folder with MNIST's files; two minutes.
"""
import gzip
import os
import sys
import numpy as np
from sklearn.linear_model import LogisticRegression


def load(name, offset):
    with gzip.open(os.path.join(sys.argv[1], name), "rb") as file:
        return np.frombuffer(file.read(), np.uint8, offset=offset)


n, l2 = 10_000, 0.01
x = load("train-images-idx3-ubyte.gz", 16).reshape(-1, 784)[:n].astype(np.float64) / 255
y = load("train-labels-idx1-ubyte.gz", 8)[:n]
for solver in ("lbfgs", "newton-cg"):
    model = LogisticRegression(solver=solver, C=1 / (l2 * n), tol=1e-10, max_iter=100_000).fit(x, y)
    z = x @ model.coef_.T + model.intercept_
    top = z.max(1, keepdims=True)
    loss = (np.log(np.exp(z - top).sum(1)) + top[:, 0] - z[np.arange(n), y]).mean()
    print(solver, repr(loss + l2 / 2 * (model.coef_ ** 2).sum()))
