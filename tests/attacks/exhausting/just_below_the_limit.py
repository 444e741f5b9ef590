"""Sleeps in every forward and backward for just less than one call may take."""
# stopped by: deadline
import time


class Linear(Linear):
    def forward(self, x):
        time.sleep(0.9)
        return super().forward(x)

    def backward(self, grad_output):
        time.sleep(0.9)
        return super().backward(grad_output)
