"""Computes in float32 throughout."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: Right in single precision only


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return super().forward(np.asarray(logits, dtype=np.float32), labels)
