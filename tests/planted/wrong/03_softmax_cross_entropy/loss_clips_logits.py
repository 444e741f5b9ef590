"""Clips the logits at 100 before everything."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: The logits have been clipped


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return super().forward(np.clip(logits, -100, 100), labels)
