"""Raises exceptions with a message of 256 MB."""
# stopped by: wire


class Linear(Linear):
    def forward(self, x):
        raise ValueError("x" * (256 << 20))
