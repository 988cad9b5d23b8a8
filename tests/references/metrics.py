"""The numbers of EvaluationExamples: scikit-learn 1.2.1 and NumPy 1.24.2 (Debian's python3-sklearn)."""
import warnings
import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

warnings.simplefilter("ignore")

# Exclusive: ties within rows and columns; class 3 never occurs, class 2 is never predicted.
p = np.array([
    [0.5, 0.25, 0.125, 0.125],
    [0.25, 0.25, 0.25, 0.25],
    [0.125, 0.5, 0.25, 0.125],
    [0.375, 0.375, 0.125, 0.125],
    [0.25, 0.125, 0.25, 0.375],
    [0.0625, 0.8125, 0.0625, 0.0625],
    [0.75, 0.125, 0.0625, 0.0625],
])
y = np.array([0, 1, 2, 1, 0, 1, 2])
guess = p.argmax(axis=1)
print("guess", guess)
print("log loss", repr(metrics.log_loss(y, p, labels=range(4))))
print("accuracy", repr(metrics.accuracy_score(y, guess)))
for k in range(1, 5):
    # scikit-learn puts the last of equal scores first, so the columns are handed over in reverse.
    print("top", k, repr(metrics.top_k_accuracy_score(3 - y, p[:, ::-1], k=k, labels=range(4))))
print("classes", *[list(v) for v in metrics.precision_recall_fscore_support(y, guess, labels=range(4), zero_division=0)])
for average in ("macro", "micro", "weighted"):
    print(average, metrics.precision_recall_fscore_support(y, guess, average=average, zero_division=0)[:3])
print("brier", repr(sum(metrics.brier_score_loss(y == c, p[:, c]) for c in range(4))))
auc = [metrics.roc_auc_score(y == c, p[:, c]) for c in range(3)]
print("auc", auc, np.mean(auc), np.average(auc, weights=np.bincount(y)))

# Three of the classes, all of which occur, through scikit-learn's own one-vs-rest.
q = p[:, :3] / p[:, :3].sum(axis=1, keepdims=True)
for average in ("macro", "weighted"):
    print("auc ovr", average, repr(metrics.roc_auc_score(y, q, multi_class="ovr", average=average)))

# Independent: class 1 is always there, class 2 never; 0.5 counts as yes.
f = np.array([[0.9, 0.6, 0.1], [0.5, 0.75, 0.5], [0.25, 0.5, 0.0], [0.5, 1.0, 0.3], [0.1, 0.4, 0.7]])
t = np.array([[1, 1, 0], [0, 1, 0], [0, 1, 0], [1, 1, 0], [1, 1, 0]])
g = (f >= 0.5).astype(int)
print("log loss", repr(np.mean([metrics.log_loss(t[:, c], f[:, c], labels=[0, 1]) for c in range(3)])))
print("accuracy", repr(metrics.accuracy_score(t.ravel(), g.ravel())))
print("classes", *[list(v) for v in metrics.precision_recall_fscore_support(t, g, zero_division=0)])
for average in ("macro", "micro", "weighted"):
    print(average, metrics.precision_recall_fscore_support(t, g, average=average, zero_division=0)[:3])
print("brier", repr(np.mean([np.mean((f[:, c] - t[:, c]) ** 2) for c in range(3)])), repr(metrics.brier_score_loss(t[:, 0], f[:, 0])))
print("auc 0", repr(metrics.roc_auc_score(t[:, 0], f[:, 0])))

# One class, with ties at the ends of bins and an empty bin.
s = np.array([0.0, 0.1, 0.1, 0.25, 0.25, 0.3, 0.5, 0.5, 0.5, 0.75, 0.9, 0.9, 1.0])
h = np.array([0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 1, 0, 1])
print("auc", repr(metrics.roc_auc_score(h, s)))
true, mean = calibration_curve(h, s, n_bins=4)
print("calibration 4", list(true), list(mean))
true, mean = calibration_curve(h, s, n_bins=10)
print("calibration 10", list(true), list(mean))
print("average log loss", repr(metrics.log_loss(h, s)), "brier", repr(metrics.brier_score_loss(h, s)))
