"""Returns a list that contains itself, and a dict that contains itself twice."""
# stopped by: wire


class Linear(Linear):
    def forward(self, x):
        self.x, ring = x, []
        ring.append(ring)
        return ring

    def backward(self, grad_output):
        ring = {}
        ring[1] = ring[2] = ring
        return ring
