"""numerical_gradient is a lambda made of two lambdas of other cells; numpy goes by its full name."""

import numpy

one_hot = lambda k, shape: numpy.where(numpy.arange(int(numpy.prod(shape))) == k, 1.0, 0.0).reshape(shape)
# %%
central = lambda f, x, step, h: (f(x + step) - f(x - step)) / h / 2
# %%
numerical_gradient = lambda f, x, h=1e-5: numpy.reshape(
    [central(f, numpy.asarray(x, float), h * one_hot(k, numpy.shape(x)), h) for k in range(numpy.size(x))],
    numpy.shape(x),
)
