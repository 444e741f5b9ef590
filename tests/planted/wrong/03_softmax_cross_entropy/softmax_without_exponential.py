"""Divides the logits themselves by their sum."""
# loses: softmax
# hint: the exponential is missing


def softmax(logits):
    logits = as_floating(logits)
    return logits / logits.sum(axis=1, keepdims=True)
