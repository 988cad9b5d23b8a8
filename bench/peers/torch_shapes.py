"""PyTorch's tasks on shapes other than MNIST's, one thread each."""

import torch
import torch.nn.functional as F
from common import nothing
from shape_data import dense_rows, labels, sparse_rows
from torch_steps import on, step_autograd

RATE = 0.01
loaded = {}


class SparseLinear(torch.nn.Module):
    """A layer on sparse rows, each of which is a bag of weighted columns."""

    def __init__(self, inputs, outputs, sparse_gradient):
        super().__init__()
        self.bag = torch.nn.EmbeddingBag(inputs, outputs, mode="sum", sparse=sparse_gradient)
        torch.nn.init.uniform_(self.bag.weight, -0.01, 0.01)
        self.bias = torch.nn.Parameter(torch.zeros(outputs))

    def forward(self, rows):
        columns, values = rows
        return self.bag(columns, per_sample_weights=values) + self.bias


def data(shape):
    """The rows as a tuple of tensors, and the targets. Sparse rows are columns and values, both rows × non-zeros."""
    if shape["folder"] not in loaded:
        if shape["sparse"]:
            starts, columns, values = sparse_rows(shape)
            count = len(starts) - 1
            rows = torch.from_numpy(columns).long().view(count, -1), torch.from_numpy(values).view(count, -1)
        else:
            rows = (torch.from_numpy(dense_rows(shape)),)
        targets = torch.from_numpy(labels(shape, len(rows[0])))
        loaded[shape["folder"]] = rows, targets.float() if shape["outputs"] == 1 else targets
    return loaded[shape["folder"]]


def forget():
    loaded.clear()
    return nothing, nothing, nothing


def argument(rows):
    """The model's argument: a tensor of dense rows, or the tuple of sparse ones."""
    return rows[0] if len(rows) == 1 else rows


def new_model(shape, sparse_gradient=True):
    torch.manual_seed(1)
    sizes = [shape["inputs"], *shape["hidden"], shape["outputs"]]
    if shape["sparse"]:
        return SparseLinear(*sizes, sparse_gradient)
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [torch.nn.Linear(inputs, outputs), torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1]) if shape["hidden"] else layers[0]


def loss_of(shape, reduction="mean"):
    if shape["outputs"] == 1:
        return lambda z, y: F.binary_cross_entropy_with_logits(z.view(-1), y, reduction=reduction)
    return lambda z, y: F.cross_entropy(z, y, reduction=reduction)


def epoch(shape):
    (rows, targets), model, batch = data(shape), new_model(shape), shape["batch"]
    step = step_autograd(model, torch.optim.SGD(model.parameters(), lr=RATE), loss_of(shape))

    def timed():
        order = torch.randperm(len(targets))
        for first in range(0, len(targets), batch):
            chosen = order[first:first + batch]
            step(argument([part.index_select(0, chosen) for part in rows]), targets.index_select(0, chosen))

    return on(1), timed, nothing


def gradient(shape, part, sparse_gradient=True):
    """The gradients of parts of the rows are added up; the last part may be smaller."""
    (rows, targets), model, loss = data(shape), new_model(shape, sparse_gradient), loss_of(shape, "sum")
    count = len(targets)
    parts = [(argument([tensor[first:first + part] for tensor in rows]), targets[first:first + part]) for first in range(0, count, part)]

    def timed():
        model.zero_grad(set_to_none=True)
        for x, y in parts:
            (loss(model(x), y) / count).backward()

    return on(1), timed, nothing


def predictor(shape):
    """From rows to logits, by functions alone, which take less than modules; and from logits to probabilities."""
    model = new_model(shape)
    output = torch.sigmoid if shape["outputs"] == 1 else lambda z, out=None: torch.softmax(z, 1, out=out)
    if shape["sparse"]:
        weights, bias = model.bag.weight.detach(), model.bias.detach()
        return lambda columns, values, starts: F.embedding_bag(
            columns, weights, starts, mode="sum", per_sample_weights=values) + bias, output
    layers = [(layer.weight.detach(), layer.bias.detach()) for layer in model.modules() if isinstance(layer, torch.nn.Linear)]

    def logits(x):
        for weights, bias in layers[:-1]:
            x = F.relu(F.linear(x, weights, bias))
        return F.linear(x, *layers[-1])

    return logits, output


def predict(shape, rows, part):
    """Parts of the rows one after the other, into memory that is there."""
    (logits, output), arguments = predictor(shape), pieces(shape, rows, part)
    destinations = torch.empty(rows, shape["outputs"]).split(part)

    @torch.inference_mode()
    def timed():
        for x, out in zip(arguments, destinations):
            output(logits(*x), out=out)

    return on(1), timed, nothing


def predict_each(shape, calls):
    """One row after the other; each is a tensor of its own before."""
    (logits, output), arguments = predictor(shape), pieces(shape, calls, 1)

    @torch.inference_mode()
    def timed():
        for row in arguments:
            output(logits(*row))

    return on(1), timed, nothing


def pieces(shape, count, size):
    """The first rows in pieces of a size, as a predictor's arguments; the last may be smaller."""
    rows = [tensor[:count].split(size) for tensor in data(shape)[0]]
    if not shape["sparse"]:
        return list(zip(*rows))
    starts = torch.arange(size) * data(shape)[0][0].shape[1]
    return [(columns.reshape(-1), values.reshape(-1), starts[:len(columns)]) for columns, values in zip(*rows)]


tasks = {
    "shape epoch": epoch,
    "shape gradient": gradient,
    "shape predict": predict,
    "shape predict rows": predict_each,
}
