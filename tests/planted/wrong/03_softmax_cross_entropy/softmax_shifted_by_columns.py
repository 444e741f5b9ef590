"""Subtracts the largest logit of each column."""
# loses: softmax
# hint: The largest logit of each column has been subtracted


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.max(axis=0))
    return e / e.sum(axis=1, keepdims=True)
