"""Makes the TorchScript files of the instance tests, and the golden outputs they are checked against.

    python3 make.py      (PyTorch 1.13 or newer; written with Debian's python3-torch 1.13)
"""
import torch


class Affine(torch.nn.Module):
    """[n, 1, 2, 2] -> [n, 3]: a linear layer and a ReLU."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(4, 3)

    def forward(self, x):
        return torch.relu(self.linear(torch.flatten(x, 1)))


class NotANumber(torch.nn.Module):
    """Finite for zeros, which is what a warm-up runs on; NaN for negative inputs."""

    def forward(self, x):
        return torch.sqrt(torch.flatten(x, 1))[:, :3]


torch.manual_seed(7)
affine = Affine().eval()
torch.jit.script(affine).save("affine.pt")
torch.jit.script(NotANumber().eval()).save("not-a-number.pt")
inputs = torch.randn(5, 1, 2, 2)
with open("affine.golden.csv", "w") as golden:
    golden.write("# four inputs, three outputs\n")
    for x, y in zip(inputs, affine(inputs)):
        golden.write(",".join("%.8g" % v for v in list(x.flatten()) + list(y)) + "\n")
with open("affine.weights.csv", "w") as weights:
    weights.write("# per output: four weights, the bias\n")
    for w, b in zip(affine.linear.weight, affine.linear.bias):
        weights.write(",".join("%.8g" % v for v in list(w) + [b]) + "\n")
