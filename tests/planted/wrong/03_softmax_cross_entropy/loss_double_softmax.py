"""Applies softmax to what softmax has given, as a model with softmax at its end would."""
# loses: cross-entropy-forward, cross-entropy-backward
# hint: Softmax has been applied twice


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return super().forward(softmax(logits), labels)
