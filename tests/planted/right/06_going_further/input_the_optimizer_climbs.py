"""The image is a Parameter that SGD moves, with its own weight decay, along minus the gradient."""

from bpkit import Parameter


def input_gradient_ascent(model, x, unit, steps, lr, weight_decay=0.0):
    image = Parameter(np.array(x, dtype=np.result_type(x, np.float32), ndmin=2))
    optimizer = SGD([image], lr=lr, weight_decay=weight_decay)

    def score():
        return (model.forward(image.data)[0, unit] - weight_decay / 2 * (image.data**2).sum()).item()

    scores = [score()]
    while len(scores) <= steps:
        optimizer.zero_grad()
        downhill = np.zeros_like(model.forward(image.data))
        downhill[..., unit] = -1
        image.accumulate(model.backward(downhill))
        optimizer.step()
        scores.append(score())
    return image.data.ravel(), scores
