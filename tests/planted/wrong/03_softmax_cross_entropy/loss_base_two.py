"""Takes the logarithm to base 2."""
# loses: cross-entropy-forward
# hint: this is a logarithm to base 2


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        return float(super().forward(logits, labels) / np.log(2))
