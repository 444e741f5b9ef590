"""Subtracts the largest logit of the whole batch from every row."""
# loses: softmax
# hint: In a row far below the others


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.max())
    return e / e.sum(axis=1, keepdims=True)
