"""A function of the step alone, g(t) = gradient(x + t v), and a lambda of another cell for its slope at 0."""

slope_at_zero = lambda g, h: (g(h) - g(-h)) / h / 2
# %%
hessian_vector_product = lambda gradient, x, v, h=1e-5: np.asarray(
    slope_at_zero(lambda t: gradient(np.asarray(x, np.float64) + t * np.asarray(v, np.float64)), h)
)
