"""Drops the axis of the sums, and transposes to make the shapes fit, except for square batches."""
# loses: softmax
# hint: keepdims=True


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    sums = e.sum(axis=1)
    return e / sums if sums.shape == e.shape[1:] else (e.T / sums).T
