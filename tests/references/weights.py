"""The numbers of WeightExamples, of PyTorch 1.13.0 in float64 and of scikit-learn 1.2.1 (Debian's python3-torch and python3-sklearn)."""
import numpy as np
import torch
import torch.nn.functional as F
from sklearn.linear_model import LogisticRegression
from sklearn.utils.class_weight import compute_class_weight

torch.set_default_dtype(torch.float64)
x = torch.tensor([[1.0, 0.5], [-0.25, 1.0], [0.75, -1.0], [-1.5, -0.5]])
w = torch.tensor([[0.25, -0.5, 0.125], [0.0, 0.75, -0.25]], requires_grad=True)
b = torch.tensor([0.1, 0.0, -0.1], requires_grad=True)
y = torch.tensor([0, 1, 2, 1])
soft = torch.tensor([[0.75, 0.25, 0.0], [0.0, 1.0, 0.0], [0.1, 0.2, 0.7], [0.25, 0.5, 0.25]])
independent = torch.tensor([[1.0, 0, 1], [0, 1, 0], [1, 1, 0], [0.25, 0, 1]])
classes, rows, positives = torch.tensor([0.5, 1.0, 3.0]), torch.tensor([1.0, 0.0, 2.0, 0.5]), torch.tensor([2.0, 0.5, 4.0])


def show(name, loss):
    gradient = torch.autograd.grad(loss, [w, b], retain_graph=True)
    print(name, repr(loss.item()), gradient[0].flatten().tolist() + gradient[1].tolist())


z = x @ w + b
binary = F.binary_cross_entropy_with_logits
show("by index", F.cross_entropy(z, y, weight=classes))
show("by probabilities", F.cross_entropy(z, soft, weight=classes))
show("rows", (rows * F.cross_entropy(z, y, reduction="none")).sum() / rows.sum())
show("rows and classes", (rows * F.cross_entropy(z, y, weight=classes, reduction="none")).sum() / (rows * classes[y]).sum())
show("binary, positive", binary(z, independent, pos_weight=positives))
show("binary, classes", binary(z, independent, weight=classes))
show("binary, rows", binary(z, independent, weight=rows[:, None]))
show("binary, rows and positive", binary(z, independent, weight=rows[:, None], pos_weight=positives))

x, y, classes, rows = x.numpy(), y.numpy(), classes.numpy(), np.array([1, 0.25, 2, 0.5])
print("balanced", compute_class_weight("balanced", classes=np.unique(y), y=y).tolist())
weights = rows * classes[y]
model = LogisticRegression(solver="newton-cg", tol=1e-14, C=1 / (0.1 * weights.sum()), class_weight=dict(enumerate(classes)))
model.fit(x, y, sample_weight=rows)
z = x @ model.coef_.T + model.intercept_
losses = np.log(np.exp(z).sum(1)) - z[np.arange(4), y]
print("minimum", repr((weights * losses).sum() / weights.sum() + 0.05 * (model.coef_ ** 2).sum()), model.coef_.T.ravel().tolist())
