"""Forgets the minus: the log-likelihood itself."""
# loses: cross-entropy-forward
# hint: Everything is right but the sign


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return -super().forward(logits, labels)
