"""What PyTorch's tasks share."""

import torch
import torch.nn.functional as F
from common import limit_threads


def on(threads):
    """What is set before each run, since others may have run with another number."""
    def before():
        torch.set_num_threads(threads)
        limit_threads(threads)
    return before


def step_autograd(model, optimizer, loss=F.cross_entropy):
    """As its users write it."""
    def step(x, y):
        optimizer.zero_grad(set_to_none=True)
        loss(model(x), y).backward()
        optimizer.step()
    return step
