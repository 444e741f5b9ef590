"""Waits in a queue that nobody fills, inside every call of backward."""
# stopped by: deadline
import queue


class Linear(Linear):
    def backward(self, grad_output):
        return queue.Queue().get()
