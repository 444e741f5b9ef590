"""Subtracts the largest absolute value of each row: rows of large negative logits underflow."""
# loses: softmax
# hint: In a row far below the others


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - np.abs(logits).max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
