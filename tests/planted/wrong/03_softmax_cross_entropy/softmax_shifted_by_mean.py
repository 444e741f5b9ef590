"""Subtracts the mean of each row instead of its maximum."""
# loses: softmax
# hint: exp overflows above 709


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
