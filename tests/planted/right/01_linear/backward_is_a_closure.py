"""forward makes the function that backward calls; nothing else is kept."""


class Linear(Linear):
    def forward(self, x):
        x = np.array(x)

        def pull_back(g):
            nonlocal x
            self.weight.accumulate(np.matmul(g.T, x))
            self.bias.accumulate(np.ones(len(g), g.dtype) @ g)
            return np.matmul(g, self.weight.data)

        self._pull_back = pull_back
        return np.matmul(x, self.weight.data.T) + self.bias.data[None, :]

    backward = lambda self, grad_output: self._pull_back(grad_output)
