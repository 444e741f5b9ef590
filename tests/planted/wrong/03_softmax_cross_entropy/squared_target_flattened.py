"""Squeezes the target, so that (N, 1) and (N,) broadcast to (N, N)."""
# loses: squared-error
# hint: broadcast to (N, N)


class SquaredError(SquaredError):
    def forward(self, prediction, target):
        return super().forward(prediction, np.squeeze(target))
