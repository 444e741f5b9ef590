"""The classes can draw themselves; figures, styles and a failing import stand around them."""

import matplotlib.pyplot as plt

try:
    import seaborn as sns
    from nowhere_at_all import palette
except ImportError:
    sns, palette = None, "deep"

plt.rcParams["figure.figsize"] = (3, 3)
fig, ax = plt.subplots()
axis = np.linspace(-3, 3, 7)


class Drawn:
    color, marker = "tab:blue", "o"

    def plot(self):
        ax.plot(axis, self(axis), color=self.color)
        plt.title(f"{type(self).__name__} {palette}")
        return fig


class ReLU(Drawn, Module):
    def forward(self, x):
        x = as_float(x)
        self.on = ~(x <= 0)
        return np.where(self.on, x, np.zeros_like(x))

    def backward(self, grad_output):
        return np.where(self.on, grad_output, np.zeros_like(grad_output))


ReLU().plot().savefig("relu.png")
with plt.style.context("ggplot"):
    ReLU.color = "tab:red"
