"""Converts everything to float32."""
# loses: softmax
# hint: Right in single precision only


def softmax(logits):
    logits = np.asarray(logits, dtype=np.float32)
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
