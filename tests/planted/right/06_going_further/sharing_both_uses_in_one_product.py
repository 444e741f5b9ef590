"""Stacks both uses on top of each other, so that one product adds them up; the slope is (1 + h)(1 - h)."""


def shared_linear_gradient(W, x, grad_output):
    h = np.tanh(np.dot(x, np.transpose(W)))
    grad_a = np.multiply(np.dot(grad_output, W), (1 + h) * (1 - h))
    upstream, seen = np.vstack([grad_output, grad_a]), np.vstack([h, x])
    return np.dot(upstream.T, seen), np.dot(grad_a, W)
