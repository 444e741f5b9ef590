"""Returns the logarithms of the probabilities."""
# loses: softmax
# hint: log_softmax instead of softmax


def softmax(logits):
    z = as_floating(logits)
    z = z - z.max(axis=1, keepdims=True)
    return z - np.log(np.exp(z).sum(axis=1, keepdims=True))
