"""Shifts the caller's logits in place."""
# loses: softmax
# hint: Make a new array


def softmax(logits):
    logits = as_floating(logits)
    logits -= logits.max(axis=1, keepdims=True)
    e = np.exp(logits)
    return e / e.sum(axis=1, keepdims=True)
