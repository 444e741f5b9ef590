"""Column vectors all the way, unicode names, 1/cosh^2 for the slope."""


def tanh_network_step(W0, W1, x0, y, lr=0.1):
    x = np.reshape(x0, (-1, 1)).astype(float)
    a = W0 @ x
    h = np.tanh(a)
    δ2 = W1 @ h - y
    δ1 = W1.T @ δ2 * np.cosh(a) ** -2.0
    ΔW0, ΔW1 = (δ @ value.T for δ, value in ((δ1, x), (δ2, h)))
    return W0 - lr * ΔW0, W1 - lr * ΔW1, (0.5 * δ2**2).item()
