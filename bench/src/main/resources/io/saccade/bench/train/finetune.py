"""Fine-tunes a ResNet-20 in PyTorch by the exercise in a folder; the last line it prints is JSON.

Usage: finetune.py FOLDER EPOCHS

The network is He et al. 2015's for CIFAR-10, with shortcuts that pad (their option A). Images come as
tensors that are ready, and are varied a batch at a time; where they lie in memory is what is faster here.
"""

import json
import math
import sys
import time
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional


class Block(nn.Module):
    def __init__(self, entering, leaving, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(entering, leaving, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(leaving)
        self.conv2 = nn.Conv2d(leaving, leaving, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(leaving)
        self.padding = (leaving - entering) // 2
        self.stride = stride

    def forward(self, images):
        maps = functional.relu(self.bn1(self.conv1(images)))
        maps = self.bn2(self.conv2(maps))
        if self.padding:
            images = images[:, :, :: self.stride, :: self.stride]
            images = functional.pad(images, (0, 0, 0, 0, self.padding, self.padding))
        return functional.relu(maps + images)


class ResNet20(nn.Module):
    def __init__(self, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.layer1 = nn.Sequential(Block(16, 16, 1), Block(16, 16, 1), Block(16, 16, 1))
        self.layer2 = nn.Sequential(Block(16, 32, 2), Block(32, 32, 1), Block(32, 32, 1))
        self.layer3 = nn.Sequential(Block(32, 64, 2), Block(64, 64, 1), Block(64, 64, 1))
        self.head = nn.Linear(64, classes)

    def forward(self, images):
        maps = functional.relu(self.bn1(self.conv1(images)))
        maps = self.layer3(self.layer2(self.layer1(maps)))
        return self.head(maps.mean((2, 3)))


class Part:
    def __init__(self, folder, name, shape):
        images = numpy.fromfile(folder / f"{name}.images", dtype="<f4")
        labels = numpy.fromfile(folder / f"{name}.labels", dtype="<i4")
        self.images = torch.from_numpy(images.reshape(-1, *shape[1:]))
        self.labels = torch.from_numpy(labels.astype("int64"))


def begun(folder, exercise):
    """The network with the exercise's weights, and the share of the rate that each learns at."""
    network = ResNet20(exercise["classes"])
    values = numpy.fromfile(folder / "weights", dtype="<f4")
    state, shares, at = {}, {}, 0
    for weight in exercise["weights"]:
        size = math.prod(weight["dims"])
        state[weight["name"]] = torch.from_numpy(values[at : at + size].reshape(weight["dims"]))
        shares[weight["name"]] = weight["share"]
        at += size
    result = network.load_state_dict(state, strict=False)
    missing = [name for name in result.missing_keys if not name.endswith("num_batches_tracked")]
    if missing or result.unexpected_keys:
        sys.exit(f"the weights are of another network: {missing}, {result.unexpected_keys}")
    # The base's statistics stay as they are; there is nothing else that differs from training.
    return network.eval(), shares


def words(augmentation):
    pairs = [word.split("=") for word in augmentation.split(",") if "=" in word]
    return {name: float(number) for name, number in pairs}


def varied(images, numbers):
    """Each image mirrored, zoomed, turned and shifted at random; edges go on."""
    count = len(images)

    def either(name):
        return (2 * torch.rand(count) - 1) * numbers.get(name, 0.0)

    mirrored = torch.where(torch.rand(count) < numbers.get("flip", 0.0), -1.0, 1.0)
    across, down = mirrored * (1 + either("zoom")), 1 + either("zoom")
    angle = either("rotate") * (math.pi / 180)
    sine, cosine = torch.sin(angle), torch.cos(angle)
    maps = torch.stack(
        [
            torch.stack([cosine * across, -sine * down, 2 * either("shift")], 1),
            torch.stack([sine * across, cosine * down, 2 * either("shift")], 1),
        ],
        1,
    )
    grid = functional.affine_grid(maps, list(images.shape), align_corners=False)
    return functional.grid_sample(images, grid, padding_mode="border", align_corners=False)


def share(step, steps, warm_up):
    rising = round(warm_up * steps)
    if step < rising:
        return (step + 1) / rising
    return (1 + math.cos(math.pi * (step - rising) / (steps - rising))) / 2


def optimizer(network, shares, exercise):
    groups = []
    for name, parameter in network.named_parameters():
        weight = sum(side > 1 for side in parameter.shape) > 1
        groups.append(
            {
                "params": [parameter],
                "share": shares[name],
                "weight_decay": exercise["decay"] if weight else 0.0,
            }
        )
    return torch.optim.AdamW(groups, lr=exercise["rate"])


def scores(network, part, layout):
    with torch.no_grad():
        rows = [network(some.contiguous(memory_format=layout)) for some in part.images.split(500)]
    logits = torch.cat(rows)
    right = (logits.argmax(1) == part.labels).double().mean().item()
    return right, functional.cross_entropy(logits, part.labels).item()


def faster_layout(network, images):
    took = {}
    for _ in range(3):
        for layout in (torch.contiguous_format, torch.channels_last):
            network.to(memory_format=layout)
            started = time.perf_counter()
            network(images.contiguous(memory_format=layout)).sum().backward()
            took[layout] = time.perf_counter() - started
    network.zero_grad(set_to_none=True)
    return min(took, key=took.get)


def beats(one, other):
    """More right, or as often right and surer."""
    return (one[0], -one[1]) > (other[0], -other[1])


def copied(network):
    return {name: value.clone() for name, value in network.state_dict().items()}


def train(folder, most_epochs):
    exercise = json.loads((folder / "exercise.json").read_text())
    torch.manual_seed(exercise["seed"])
    torch.set_num_threads(exercise["threads"])
    training, validation, test = (
        Part(folder, name, exercise["shape"]) for name in ("training", "validation", "test")
    )
    network, shares = begun(folder, exercise)
    layout = faster_layout(network, training.images[: exercise["batch"]])
    network.to(memory_format=layout)
    descent = optimizer(network, shares, exercise)
    numbers = words(exercise["augmentation"])
    images = len(training.labels)
    epochs = min(exercise["epochs"], most_epochs)
    steps = math.ceil(images / exercise["batch"])
    before = best = scores(network, validation, layout)
    climbed, climbed_at, kept, rates = None, 0, copied(network), []
    for epoch in range(epochs):
        started = time.perf_counter()
        for step, chosen in enumerate(torch.randperm(images).tensor_split(steps)):
            rate = exercise["rate"] * share(epoch * steps + step, epochs * steps, exercise["warmUp"])
            for group in descent.param_groups:
                group["lr"] = rate * group["share"]
            inputs = varied(training.images[chosen], numbers) if numbers else training.images[chosen]
            logits = network(inputs.contiguous(memory_format=layout))
            loss = functional.cross_entropy(
                logits, training.labels[chosen], label_smoothing=exercise["smoothing"]
            )
            descent.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), exercise["clip"])
            descent.step()
        rates.append(images / (time.perf_counter() - started))
        now = scores(network, validation, layout)
        if beats(now, best):
            best, kept = now, copied(network)
        if climbed is None or beats(now, climbed):
            climbed, climbed_at = now, epoch
        elif exercise["patience"] and epoch - climbed_at >= exercise["patience"]:
            break
    network.load_state_dict(kept)
    later = sorted(rates[1:] or rates)
    return {
        "before": before[0],
        "validation": best[0],
        "test": scores(network, test, layout)[0],
        "rate": later[len(later) // 2],
        "epochs": len(rates),
        "channelsLast": layout == torch.channels_last,
        "version": torch.__version__,
    }


if __name__ == "__main__":
    print(json.dumps(train(Path(sys.argv[1]), int(sys.argv[2]))))
