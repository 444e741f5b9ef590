"""Computes the gradient in forward and hands out that very array."""
# loses: cross-entropy-backward
# hint: The first result was edited


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        loss = super().forward(logits, labels)
        self.grad = super().backward()
        return loss

    def backward(self):
        return self.grad
