# A perceptron of two layers learns XOR, in PyTorch:
#     python3 samples/Python/sigmoid_model.py
# <model>
import torch


class SigmoidModel:
    def __init__(self):
        # Model variables
        options = {"dtype": torch.float64, "requires_grad": True}
        self.W1 = torch.tensor([[1.0, -1.0], [1.0, -1.0]], **options)
        self.b1 = torch.tensor([1.0, 1.0], **options)
        self.W2 = torch.tensor([[-1.0], [-1.0]], **options)
        self.b2 = torch.tensor([-1.0], **options)

    # The hidden layer
    def h(self, x):
        return torch.sigmoid(x @ self.W1 + self.b1)

    # The logits, before the last sigmoid
    def logits(self, x):
        return self.h(x) @ self.W2 + self.b2

    # Predictor
    def f(self, x):
        return torch.sigmoid(self.logits(x))

    # Binary cross entropy, from the logits
    def loss(self, x, y):
        cross_entropy = torch.nn.functional.binary_cross_entropy_with_logits
        return cross_entropy(self.logits(x), y)
# </model>


# <data>
x = torch.tensor(
    [[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], dtype=torch.float64
)
y = torch.tensor([[0.0], [1.0], [1.0], [0.0]], dtype=torch.float64)
# </data>

# <start>
model = SigmoidModel()
model.loss(x, y).backward()
print(f"gradient {model.W1.grad[0, 0]:.10f}")
# </start>

# <train>
model = SigmoidModel()
optimizer = torch.optim.SGD([model.W1, model.b1, model.W2, model.b2], lr=1.0)
for epoch in range(5001):
    loss = model.loss(x, y)
    if epoch % 1000 == 0:
        print(f"{epoch} {loss:.10f}")
    if epoch < 5000:
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
# </train>

# <result>
for i in range(4):
    print(f"f {model.f(x)[i, 0]:.10f}")
print(
    f"W1 {model.W1[0, 0]:.10f} b1 {model.b1[0]:.10f} "
    f"W2 {model.W2[0, 0]:.10f} b2 {model.b2[0]:.10f}"
)
accuracy = ((model.f(x) >= 0.5) == (y >= 0.5)).double().mean()
print(f"accuracy {accuracy:.2f}")
# </result>
