"""Takes powers of 2."""
# loses: softmax
# hint: These are powers of 2


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp2(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
