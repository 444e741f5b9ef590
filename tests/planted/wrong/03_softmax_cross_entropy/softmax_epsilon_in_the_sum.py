"""Adds 1e-8 to the sum against a division by 0."""
# loses: softmax
# hint: 1e-08 has been added to the sum


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / (e.sum(axis=1, keepdims=True) + 1e-8)
