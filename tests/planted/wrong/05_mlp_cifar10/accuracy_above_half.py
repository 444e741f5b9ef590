"""Counts a sample as right only when its probability is above one half."""
# loses: training
# hint: none


def accuracy(model, x, y):
    z = np.exp(model.forward(x))
    p = z / z.sum(axis=1, keepdims=True)
    return float(np.mean(p[np.arange(len(y)), y] > 0.5))
