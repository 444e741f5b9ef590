"""Returns the mean with both axes kept, an array of shape (1, 1)."""
# loses: cross-entropy-forward
# hint: but still has axes


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return np.array([[super().forward(logits, labels)]])
