"""Casts the labels to uint8, which wraps from class 256 on."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: wrapped around in a type of 8 bits


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return super().forward(logits, labels.astype(np.uint8))
