"""Raises exceptions with texts that cannot be written to files or terminals: surrogates, zeros, escapes, line ends."""
# stopped by: reports


class Linear(Linear):
    def forward(self, x):
        raise ValueError("\ud800\udfff\0\x1b]0;title\x07\u202e\r\n" * 100)

    def backward(self, grad_output):
        print("\ud800\0\x1b[2J")
        raise type("\ud800<b>", (Exception,), {})("\udcff")
