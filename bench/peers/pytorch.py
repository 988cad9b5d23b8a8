"""PyTorch's part of the comparison: softmax regression and networks, timed on request.

    pytorch.py FOLDER
"""

import os
import sys

try:
    import torch
    import torch.nn.functional as F
    import torch_shapes
    from common import answer, blas, nothing, read_part
    from torch_steps import on, step_autograd
except ImportError as missing:
    import json
    print(json.dumps({"absent": str(missing)}), flush=True)
    sys.exit(0)

BATCH = 128
folder = sys.argv[1]


def tensors(part):
    images, labels = read_part(folder, part)
    return torch.from_numpy(images.astype("float32")).div_(255), torch.from_numpy(labels.astype("int64"))


training, training_labels = tensors("train")
test, test_labels = tensors("t10k")
dense = {}


def dense_data(path, inputs, classes):
    """The same random numbers that the others have, from a file of float32; row i is of class i mod classes."""
    if path not in dense:
        values = torch.from_file(path, dtype=torch.float32, size=os.path.getsize(path) // 4).clone().view(-1, inputs)
        dense[path] = values, torch.arange(len(values)) % classes
    return dense[path]


@torch.no_grad()
def accuracy(model):
    return {"accuracy": (model(test).argmax(1) == test_labels).float().mean().item()}


def softmax_regression(variant, inputs, classes, labels, rate):
    """A step on a batch of rows, the targets that it wants, and the model."""
    if variant == "autograd":
        model = torch.nn.Linear(inputs, classes)
        torch.nn.init.zeros_(model.weight)
        torch.nn.init.zeros_(model.bias)
        return step_autograd(model, torch.optim.SGD(model.parameters(), lr=rate)), labels, model

    # The gradient by hand, without the graph of autograd, and into the weights at once.
    w, b = torch.zeros(inputs, classes), torch.zeros(classes)

    def step(x, y):
        delta = torch.softmax(torch.addmm(b, x, w), 1).sub_(y)
        w.addmm_(x.t(), delta, alpha=-rate / len(x))
        b.add_(delta.sum(0), alpha=-rate / len(x))

    return torch.no_grad()(step), F.one_hot(labels, classes).float(), lambda x: torch.addmm(b, x, w)


def epoch(step, x, targets):
    """An epoch of shuffled mini-batches."""
    def timed():
        order = torch.randperm(len(x))
        for first in range(0, len(x), BATCH):
            rows = order[first:first + BATCH]
            step(x.index_select(0, rows), targets.index_select(0, rows))
    return timed


def mini_batches(variant, threads):
    step, targets, model = softmax_regression(variant, 784, 10, training_labels, 0.5)
    return on(threads), epoch(step, training, targets), lambda: accuracy(model)


def full_batch(variant, threads):
    step, targets, model = softmax_regression(variant, 784, 10, training_labels, 0.5)
    return on(threads), lambda: step(training, targets), lambda: accuracy(model)


def dense_mini_batches(variant, threads, path, classes):
    x, labels = dense_data(path, 784, classes)
    step, targets, _ = softmax_regression(variant, 784, classes, labels, 0.01)
    return on(threads), epoch(step, x, targets), nothing


def network(threads, hidden, rate):
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(784, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, 10))
    step = step_autograd(model, torch.optim.SGD(model.parameters(), lr=rate))
    return on(threads), epoch(step, training, training_labels), lambda: accuracy(model)


def predict(threads):
    w, b = torch.randn(10, 784) * 0.1, torch.zeros(10)

    @torch.no_grad()
    def timed():
        torch.softmax(F.linear(test, w, b), 1)

    return on(threads), timed, nothing


def predict_rows(threads):
    """One row after the other; each is a tensor of its own before."""
    w, b = torch.randn(10, 784) * 0.1, torch.zeros(10)
    rows = [row.view(1, -1) for row in test]

    @torch.no_grad()
    def timed():
        for row in rows:
            torch.softmax(F.linear(row, w, b), 1)

    return on(threads), timed, nothing


def forget():
    dense.clear()
    return torch_shapes.forget()


def version():
    # A product first, so that the library of products is loaded and can be named.
    torch.mm(test[:8], test[:8].t())
    capability = [line.split(":")[1].strip() for line in torch.__config__.show().splitlines() if "CPU capability" in line]
    return f"PyTorch {torch.__version__}, {blas()}, {' '.join(capability)}"


answer({"version": version()}, {
    "mini-batches": mini_batches,
    "full batch": full_batch,
    "dense mini-batches": dense_mini_batches,
    "network": network,
    "predict": predict,
    "predict rows": predict_rows,
    "forget": forget,
    **torch_shapes.tasks,
})
