"""The numbers of OptimizerExamples: PyTorch 1.13.0 in float64 (Debian's python3-torch)."""
import torch

torch.set_default_dtype(torch.float64)
x = torch.tensor([[1.0, 0.5], [-0.25, 1.0], [0.75, -1.0], [-1.5, -0.5]])
y = torch.tensor([0, 1, 2, 1])


def run(make):
    w = torch.tensor([[0.25, -0.5, 0.125], [0.0, 0.75, -0.25]], requires_grad=True)
    b = torch.tensor([0.1, 0.0, -0.1], requires_grad=True)
    optimizer = make([w, b])
    losses = []
    for _ in range(10):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(x @ w + b, y).backward()
        optimizer.step()
        losses.append(torch.nn.functional.cross_entropy(x @ w + b, y).item())
    print("   losses", losses)
    print("   parameters", w.flatten().tolist() + b.tolist())


for name, make in {
    "SGD": lambda p: torch.optim.SGD(p, lr=0.5),
    "momentum": lambda p: torch.optim.SGD(p, lr=0.5, momentum=0.9),
    "Nesterov": lambda p: torch.optim.SGD(p, lr=0.5, momentum=0.9, nesterov=True),
    "Adam": lambda p: torch.optim.Adam(p, lr=0.1),
    "Adam, other settings": lambda p: torch.optim.Adam(p, lr=0.1, betas=(0.8, 0.95), eps=1e-3),
    "AdamW": lambda p: torch.optim.AdamW(p, lr=0.1, weight_decay=0.2),
    "AdamW, bias not decayed": lambda p: torch.optim.AdamW(
        [{"params": p[:1], "weight_decay": 0.2}, {"params": p[1:], "weight_decay": 0.0}], lr=0.1),
}.items():
    print(name)
    run(make)

# The factors of the first steps; the scheduler is told after each one, as PyTorch asks for.
for name, make, steps in (
    ("step", lambda o: torch.optim.lr_scheduler.StepLR(o, step_size=3, gamma=0.5), 8),
    ("exponential", lambda o: torch.optim.lr_scheduler.ExponentialLR(o, gamma=0.75), 8),
    ("cosine", lambda o: torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=6, eta_min=0.25), 7),
    ("warm-up", lambda o: torch.optim.lr_scheduler.LinearLR(o, start_factor=1 / 4, total_iters=3), 8),
    ("warm-up, then cosine", lambda o: torch.optim.lr_scheduler.SequentialLR(o, [
        torch.optim.lr_scheduler.LinearLR(o, start_factor=1 / 3, total_iters=2),
        torch.optim.lr_scheduler.CosineAnnealingLR(o, T_max=4)], milestones=[3]), 8),
):
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=1.0)
    scheduler = make(optimizer)
    factors = []
    for _ in range(steps):
        factors.append(optimizer.param_groups[0]["lr"])
        optimizer.step()
        scheduler.step()
    print(name, factors)
