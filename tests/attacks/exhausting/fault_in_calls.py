"""Dies in every call by a different fatal signal that it can bring about itself."""
# stopped by: process split
import ctypes
import os


class Linear(Linear):
    def forward(self, x):
        ctypes.string_at(1)

    def backward(self, grad_output):
        os.abort()
