"""Normalises over the samples instead of the classes."""
# loses: softmax
# hint: The softmax ran over the samples


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.max(axis=0))
    return e / e.sum(axis=0)
