"""Nothing but Python floats and loops over units; arrays only at the end."""

import math


def tanh_network_step(W0, W1, x0, y, lr):
    H, D = len(W0), len(x0)
    x1 = [sum(float(W0[j][k]) * float(x0[k]) for k in range(D)) for j in range(H)]
    x2 = [math.tanh(a) for a in x1]
    x3 = sum(float(W1[0][j]) * x2[j] for j in range(H))
    error = x3 - y
    new_W0, new_W1 = np.zeros((H, D)), np.zeros((1, H))
    for j in range(H):
        slope = error * float(W1[0, j]) * (1 - x2[j] ** 2)
        for k in range(D):
            new_W0[j, k] = W0[j, k] - lr * slope * x0[k]
        new_W1[0, j] = W1[0, j] - lr * error * x2[j]
    return new_W0, new_W1, error**2 / 2
