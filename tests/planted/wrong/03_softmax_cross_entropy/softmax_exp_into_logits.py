"""Writes the exponentials into the caller's logits."""
# loses: softmax
# hint: Make a new array


def softmax(logits):
    logits = as_floating(logits)
    shift = logits.max(axis=1, keepdims=True)
    e = np.exp(logits - shift, out=logits)
    return e / e.sum(axis=1, keepdims=True)
