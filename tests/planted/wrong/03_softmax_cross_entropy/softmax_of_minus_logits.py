"""Has a minus in the exponent."""
# loses: softmax
# hint: The sign of the exponent is wrong


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits.min(axis=1, keepdims=True) - logits)
    return e / e.sum(axis=1, keepdims=True)
