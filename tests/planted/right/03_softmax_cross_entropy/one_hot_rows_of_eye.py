"""One-hot rows of an identity matrix, inner products by einsum."""


class SoftmaxCrossEntropy:
    def forward(self, logits, labels):
        logits = as_floating(logits)
        n, c = logits.shape
        self.target = np.eye(c, dtype=logits.dtype)[labels]
        z = logits - logits.max(axis=1)[:, np.newaxis]
        self.p = softmax(z)
        log_sums = np.log(np.einsum("nc->n", np.exp(z)))
        return float((log_sums - np.einsum("nc,nc->n", self.target, z)).sum() / n)

    def backward(self):
        n = self.p.shape[0]
        return (self.p - self.target) / n
