"""Works on the raveled array and forgets to give the result x's shape again."""
# loses: chain-rule-numerical
# hint: flattened | Only axes of length 1 differ


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    gradient = np.zeros(x.size)
    for i in range(x.size):
        moved_up, moved_down = x.flatten(), x.flatten()
        moved_up[i] += h
        moved_down[i] -= h
        gradient[i] = (f(moved_up.reshape(x.shape)) - f(moved_down.reshape(x.shape))) / (2 * h)
    return gradient
