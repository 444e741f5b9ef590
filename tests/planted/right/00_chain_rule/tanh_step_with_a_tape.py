"""A tape of closures: forward notes what to do, backward plays the notes in reverse; copies are stepped in place."""


def tanh_network_step(W0, W1, x0, y, lr):
    tape, grads = [], {}
    new = [np.array(W0, dtype=np.float64), np.array(W1, dtype=np.float64)]

    def matrix_times(index, vector):
        def back(upstream):
            grads[index] = np.multiply.outer(upstream, vector)
            return new[index].T @ upstream

        tape.append(back)
        return new[index] @ vector

    def squash(vector):
        out = np.tanh(vector)
        tape.append(lambda upstream: upstream * (1 + out) * (1 - out))
        return out

    output = matrix_times(1, squash(matrix_times(0, np.asarray(x0, dtype=np.float64))))
    upstream = output - y
    loss = np.vdot(upstream, upstream) / 2
    while tape:
        upstream = tape.pop()(upstream)
    for index, grad in grads.items():
        new[index] -= lr * grad
    return (*new, loss)
