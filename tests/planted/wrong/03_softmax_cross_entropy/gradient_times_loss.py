"""Multiplies the gradient by the loss, as if it were the incoming gradient."""
# loses: cross-entropy-backward
# hint: multiplied by the loss


class SoftmaxCrossEntropy(SoftmaxCrossEntropy):
    def forward(self, logits, labels):
        self.loss = super().forward(logits, labels)
        return self.loss

    def backward(self):
        return super().backward() * self.loss
