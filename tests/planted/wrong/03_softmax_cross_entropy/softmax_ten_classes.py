"""Makes room for ten classes, as in CIFAR-10."""
# loses: softmax
# hint: none


def softmax(logits):
    logits = as_floating(logits)
    p = np.zeros((len(logits), 10), logits.dtype)
    p[:] = np.exp(logits - logits.max(axis=1, keepdims=True))
    return p / p.sum(axis=1, keepdims=True)
