"""Applies softmax to its own result."""
# loses: softmax
# hint: Softmax has been applied twice


def softmax(logits):
    p = as_floating(logits)
    for _ in range(2):
        p = np.exp(p - p.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
    return p
