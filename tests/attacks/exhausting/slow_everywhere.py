"""Is slow wherever it is asked anything: at load, in the constructor, in calls, attributes, iterators and at its end."""
# stopped by: deadline
import time

time_to_load = time.sleep(0.7)


class Slow(list):
    def __iter__(self):
        time.sleep(0.4)
        return super().__iter__()


class Linear(Linear):
    pause = time_to_load

    def __init__(self, *arguments, **options):
        time.sleep(0.4)
        super().__init__(*arguments, **options)

    def __getattribute__(self, name):
        time.sleep(0.2)
        return super().__getattribute__(name)

    def parameters(self):
        return Slow(super().parameters())

    def __del__(self):
        time.sleep(0.4)
