"""Clips the logits at 50 against overflow."""
# loses: softmax
# hint: The logits have been clipped


def softmax(logits):
    e = np.exp(np.clip(as_floating(logits), -50, 50))
    return e / e.sum(axis=1, keepdims=True)
