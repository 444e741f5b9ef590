"""Subtracts the maximum from uint8 logits before they are floating point: the differences wrap around."""
# loses: softmax
# hint: Differences of unsigned integers wrap around


def softmax(logits):
    e = np.exp(as_floating(logits - logits.max(axis=1, keepdims=True)))
    return e / e.sum(axis=1, keepdims=True)
