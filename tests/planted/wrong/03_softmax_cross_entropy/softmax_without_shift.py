"""Takes np.exp of the logits as they are."""
# loses: softmax
# hint: exp overflows above 709


def softmax(logits):
    e = np.exp(as_floating(logits))
    return e / e.sum(axis=1, keepdims=True)
