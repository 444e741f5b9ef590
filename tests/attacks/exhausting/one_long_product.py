"""Asks numpy for a single operation that takes minutes, without a step of Python in between."""
# stopped by: deadline
# when: load


def attack():
    a = np.ones((3000, 3000))
    return np.linalg.matrix_power(np.linalg.svd(a + np.eye(3000))[0], 1_000_003).sum()
