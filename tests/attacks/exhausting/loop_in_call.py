"""Never comes back from forward."""
# stopped by: deadline


class Linear(Linear):
    def forward(self, x):
        while True:
            pass
