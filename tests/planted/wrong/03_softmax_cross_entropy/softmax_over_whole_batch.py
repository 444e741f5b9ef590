"""Divides by the sum over the whole batch."""
# loses: softmax
# hint: divided by the sum over the whole batch


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.max())
    return e / e.sum()
