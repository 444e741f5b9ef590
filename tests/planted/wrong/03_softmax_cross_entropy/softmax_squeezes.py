"""Drops the axis of a single sample."""
# loses: softmax
# hint: axes of length 1


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.squeeze(e / e.sum(axis=1, keepdims=True))
