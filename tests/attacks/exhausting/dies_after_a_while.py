"""Lets every call take almost its whole time and then ends the process, so that each question needs a new worker."""
# stopped by: deadline
import os
import time


class Linear(Linear):
    def forward(self, x):
        time.sleep(0.9)
        os._exit(0)
