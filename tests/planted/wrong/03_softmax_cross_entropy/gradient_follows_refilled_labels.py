"""Keeps the caller's array of labels, which the next batch refills."""
# loses: cross-entropy-backward
# hint: The caller's array of labels was refilled


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        loss = super().forward(logits, labels)
        self.labels = labels
        return loss
