"""Moves the entries within x's own dtype, so a float32 x is differentiated in float32."""
# loses: chain-rule-numerical
# hint: none


def numerical_gradient(f, x, h=1e-5):
    x = x.astype(np.float64) if np.issubdtype(x.dtype, np.integer) else x.copy()
    gradient = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        before = x[index]
        x[index] = before + h
        up = f(x)
        x[index] = before - h
        gradient[index] = (up - f(x)) / (2 * h)
        x[index] = before
    return gradient
