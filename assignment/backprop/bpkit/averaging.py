"""WeightAverage: the mean of the weights over the last steps, which is usually better than the last step's."""


class WeightAverage:
    """Exponential moving average of parameters (Polyak and Juditsky 1992 average all steps, and alike).

    Late in training the weights wander about a good place, a little in each step; their mean lies nearer to it.

    Args:
        parameters: the Parameters that an optimizer changes.
        steps: how many steps the average reaches back: older ones count less than 1/e.
        every: steps between two looks at the weights; more often costs time and changes next to nothing.
    Attributes:
        weights: list of arrays, the average; starts as a copy of the parameters.
        taken: how many steps there were.
    """

    def __init__(self, parameters, steps, every=10):
        self.parameters, self.steps, self.every = list(parameters), steps, every
        self.weights, self.taken = [parameter.data.copy() for parameter in self.parameters], 0

    def after_step(self):
        """Take the weights as they are now into the average, when it is time to."""
        self.taken += 1
        if self.taken % self.every:
            return
        looks = self.taken // self.every
        # At first a mean over the latest tenth or so, or the random start would be remembered for long.
        share = max(self.every / self.steps, 10 / (10 + looks))
        for parameter, average in zip(self.parameters, self.weights, strict=True):
            average += min(share, 1.0) * (parameter.data - average)
