"""Divides by row sums of shape (N,): wrong for square batches, an exception for others."""
# loses: softmax
# hint: keepdims=True


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1)
