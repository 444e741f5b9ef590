"""Puts each logit through a sigmoid."""
# loses: softmax
# hint: put through a sigmoid


def softmax(logits):
    logits = as_floating(logits)
    z = np.exp(-np.abs(logits))
    return np.where(logits >= 0, 1, z) / (1 + z)
