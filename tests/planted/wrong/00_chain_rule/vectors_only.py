"""Makes its steps from the rows of np.eye(len(x)), so only vectors work."""
# loses: chain-rule-numerical
# hint: An axis is gone


def numerical_gradient(f, x, h=1e-5):
    x = np.asarray(x, dtype=np.float64)
    return np.array([(f(x + h * e) - f(x - h * e)) / (2 * h) for e in np.eye(len(x))])
