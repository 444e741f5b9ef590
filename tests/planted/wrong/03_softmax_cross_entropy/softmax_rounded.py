"""Rounds the probabilities to six decimals."""
# loses: softmax
# hint: rounded to 6 decimals


def softmax(logits):
    logits = as_floating(logits)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.round(e / e.sum(axis=1, keepdims=True), 6)
