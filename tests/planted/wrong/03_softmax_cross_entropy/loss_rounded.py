"""Rounds the loss to four decimals, as for printing."""
# loses: cross-entropy-forward
# hint: but rounded


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return round(super().forward(logits, labels), 4)
