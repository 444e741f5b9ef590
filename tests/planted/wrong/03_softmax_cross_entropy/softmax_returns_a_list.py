"""Returns a list of rows."""
# loses: softmax
# hint: none


def softmax(logits):
    rows = []
    for row in as_floating(logits):
        e = np.exp(row - row.max())
        rows.append(e / e.sum())
    return rows
