"""Renews the probabilities, but keeps the labels of the first forward."""
# loses: cross-entropy-backward
# hint: The labels are those of an earlier forward


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        before = getattr(self, "labels", None)
        loss = super().forward(logits, labels)
        if before is not None and len(before) == len(labels):
            self.labels = before
        return loss
