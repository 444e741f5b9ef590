"""Casts the labels to int8, which wraps from class 128 on."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: wrapped around in a type of 8 bits


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return super().forward(logits, np.asarray(labels, dtype=np.int64).astype(np.int8))
