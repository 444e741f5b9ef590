"""np.where forward, np.heaviside backward; a lambda for a method, __call__ overridden."""


class ReLU(Module):
    def __call__(self, x, *rest):
        return self.forward(x, *rest)

    def forward(self, x):
        x = np.array(x, dtype=np.asarray(x).dtype if np.issubdtype(np.asarray(x).dtype, np.floating) else float)
        self.slope = np.heaviside(x, 0)
        return np.where(self.slope, x, x.dtype.type(0))

    backward = lambda self, grad_output: np.where(self.slope == 1, grad_output, np.zeros_like(grad_output))
