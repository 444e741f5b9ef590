"""np.nditer with multi_index over one float64 copy whose entries are moved and put back."""


def numerical_gradient(f, x, h=1e-5):
    work = np.array(x, dtype=float)
    gradient = np.empty_like(work)
    entries = np.nditer(work, flags=["multi_index", "zerosize_ok"], op_flags=["readwrite"])
    while not entries.finished:
        place = entries.multi_index
        old = work[place].copy()
        work[place] = old + h
        above = f(work)
        work[place] = old - h
        below = f(work)
        work[place] = old
        gradient[place] = (above - below) / (2 * h)
        entries.iternext()
    return gradient
