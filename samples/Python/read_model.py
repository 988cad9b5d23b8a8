# Reads a model file with numpy alone, and predicts XOR:
#     python3 samples/Python/read_model.py xor.safetensors
# <read>
import json
import sys

import numpy


def read(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    metadata = header.pop("__metadata__")
    types = {"F32": "<f4", "F64": "<f8"}
    tensors = {}
    for name, tensor in header.items():
        begin, end = tensor["data_offsets"]
        values = numpy.frombuffer(data[begin:end], types[tensor["dtype"]])
        tensors[name] = values.reshape(tensor["shape"])
    return metadata, tensors
# </read>


# <use>
metadata, tensors = read(sys.argv[1])
for name in ("sizes", "hidden", "output"):
    print(metadata[f"perceptron.{name}"])


def sigmoid(z):
    return 1 / (1 + numpy.exp(-z))


x = numpy.array([[0, 0], [0, 1], [1, 0], [1, 1]])
h = sigmoid(x @ tensors["layers.0.weight"] + tensors["layers.0.bias"])
f = sigmoid(h @ tensors["layers.1.weight"] + tensors["layers.1.bias"])
print(numpy.round(f[:, 0], 4))
# </use>
