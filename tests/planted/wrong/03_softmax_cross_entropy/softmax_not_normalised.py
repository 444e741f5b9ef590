"""Forgets to divide by the sum."""
# loses: softmax
# hint: These are the exponentials of the shifted logits


def softmax(logits):
    logits = as_floating(logits)
    return np.exp(logits - logits.max(axis=1, keepdims=True))
