"""Fills an array of the logits' type row by row: integer logits give zeros."""
# loses: softmax
# hint: Integers cut off the decimals


def softmax(logits):
    p = np.zeros_like(logits)
    for n, row in enumerate(logits):
        e = np.exp(row - row.max())
        p[n] = e / e.sum()
    return p
