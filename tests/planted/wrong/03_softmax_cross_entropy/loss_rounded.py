"""Rounds the loss to four decimals, as for printing."""
# loses: cross-entropy-forward
# hint: rounded to 4 decimals


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return round(super().forward(logits, labels), 4)
