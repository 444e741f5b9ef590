"""Gives the caller's labels another shape in place."""
# loses: cross-entropy-forward
# hint: Make a new array


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        loss = super().forward(logits, labels)
        labels.shape = (-1, 1)
        return loss
