"""Clips the logits at 700, just where exp still works."""
# loses: softmax
# hint: The logits have been clipped


def softmax(logits):
    e = np.exp(np.clip(as_floating(logits), -700, 700))
    return e / e.sum(axis=1, keepdims=True)
