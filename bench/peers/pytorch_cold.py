"""What a person would run: reads MNIST, trains softmax regression by mini-batches until the test accuracy is there.

    pytorch_cold.py FOLDER THREADS SEED ACCURACY
"""

import sys

import torch
import torch.nn.functional as F
from common import limit_threads, peak_bytes, read_part, say

folder, threads, seed, wanted = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])
torch.set_num_threads(threads)
limit_threads(threads)
torch.manual_seed(seed)


def tensors(part):
    images, labels = read_part(folder, part)
    return torch.from_numpy(images.astype("float32")).div_(255), torch.from_numpy(labels.astype("int64"))


x, y = tensors("train")
test, test_labels = tensors("t10k")
model = torch.nn.Linear(784, 10)
torch.nn.init.zeros_(model.weight)
torch.nn.init.zeros_(model.bias)
optimizer = torch.optim.SGD(model.parameters(), lr=0.5)

for epoch in range(1, 21):
    order = torch.randperm(len(x))
    for first in range(0, len(x), 128):
        rows = order[first:first + 128]
        optimizer.zero_grad(set_to_none=True)
        F.cross_entropy(model(x.index_select(0, rows)), y.index_select(0, rows)).backward()
        optimizer.step()
    with torch.no_grad():
        accuracy = (model(test).argmax(1) == test_labels).float().mean().item()
    if accuracy >= wanted:
        break

say(epochs=epoch, accuracy=accuracy, peakBytes=peak_bytes())
