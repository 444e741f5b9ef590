"""Loops over samples and units, with sums in Python; the result is a list."""


def shared_linear_gradient(W, x, grad_output):
    D = len(W)
    grad_W = np.zeros(W.shape, dtype=grad_output.dtype)
    grad_x = np.zeros(x.shape, dtype=grad_output.dtype)
    for k, (row, g) in enumerate(zip(x, grad_output)):
        h = [np.tanh(sum(W[i, j] * row[j] for j in range(D))) for i in range(D)]
        da = [sum(g[i] * W[i, j] for i in range(D)) * (1 - h[j] ** 2) for j in range(D)]
        for i in range(D):
            for j in range(D):
                grad_W[i, j] += g[i] * h[j]
                grad_W[i, j] += da[i] * row[j]
                grad_x[k, j] += da[i] * W[i, j]
    return [grad_W, grad_x]
