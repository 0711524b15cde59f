"""Runs generated programs: `python3 run-nets.py torch|keras FOLDER`, where FOLDER/nets.json lists the nets.

For each net: executes its program, loads its parameters, and writes one line of JSON with its parameter count, its output in
evaluation, what one step of training gives, and what its layers of chance do in many passes. Inputs, targets and outputs are
in our layout, [N, H, W, C] or [N, features]; parameters are in PyTorch's.
"""

import importlib.util
import json
import sys
from pathlib import Path

import numpy as np

PASSES = 300


def open_program(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def describe_chance(passes, evaluated):
    """What a layer of chance did: `passes` and `evaluated` hold its inputs and outputs, [(x, y), ...] and (x, y)."""
    ratios = [y[x != 0] / x[x != 0] for x, y in passes if (x != 0).any()]
    every = np.concatenate(ratios)
    kept = every[every != 0]
    x, y = evaluated
    at_test = y[x != 0] / x[x != 0]
    return {
        "keptValues": float(np.mean(every != 0)),
        "keptPasses": float(np.mean([(each != 0).any() for each in ratios])),
        "values": int(every.size),
        "passes": len(ratios),
        "factors": [float(kept.min()), float(kept.max())],
        "evaluated": [float(at_test.min()), float(at_test.max())],
    }


class Torch:
    def __init__(self, program, net):
        import torch

        torch.manual_seed(1)
        self.torch = torch
        self.program = program
        self.model = getattr(program, net["entry"])()
        self.x = self.channels_first(torch.from_numpy(net["inputs"]))
        self.targets = torch.from_numpy(net["targets"])

    def channels_first(self, x):
        return x.permute(0, 3, 1, 2).contiguous() if x.dim() == 4 else x

    def channels_last(self, x):
        return x.permute(0, 2, 3, 1) if x.dim() == 4 else x

    def load(self, path):
        self.program.load_parameters(self.model, path)

    def count(self):
        return sum(each.numel() for each in self.model.parameters())

    def deviations(self):
        return [float(each.detach().std(unbiased=False)) for each in self.model.parameters() if each.dim() > 1]

    def run(self, training):
        with self.torch.no_grad():
            return self.channels_last(self.model.train(training)(self.x)).reshape(-1).tolist()

    def train_step(self, rate):
        self.model.train()
        output = self.channels_last(self.model(self.x))
        loss = self.torch.nn.functional.mse_loss(output, self.targets)
        if loss.requires_grad and list(self.model.parameters()):
            optimizer = self.torch.optim.SGD(self.model.parameters(), lr=rate)
            loss.backward()
            optimizer.step()
        state = {name: each.reshape(-1).tolist() for name, each in self.model.state_dict().items()}
        return {"loss": loss.item(), "output": output.detach().reshape(-1).tolist(), "state": state}

    def watch(self, names, training, passes):
        """Inputs and outputs of the named layers in each of many passes of the whole net."""
        seen = {name: [] for name in names}

        def note(name):
            return lambda _, inputs, output: seen[name].append((inputs[0].numpy().copy(), output.numpy().copy()))

        hooks = [getattr(self.model, name).register_forward_hook(note(name)) for name in names]
        for _ in range(passes):
            self.run(training)
        for hook in hooks:
            hook.remove()
        return seen


class Keras:
    def __init__(self, program, net):
        import keras

        keras.utils.set_random_seed(1)
        self.keras = keras
        self.program = program
        self.model = getattr(program, net["entry"])()
        self.x = net["inputs"]
        self.targets = net["targets"]

    def values(self, tensor):
        return self.keras.ops.convert_to_numpy(tensor)

    def load(self, path):
        self.program.load_parameters(self.model, path)

    def count(self):
        return sum(int(np.prod(each.shape)) for each in self.model.trainable_weights)

    def deviations(self):
        return [float(np.std(self.values(each))) for each in self.model.trainable_weights if len(each.shape) > 1]

    def run(self, training):
        return self.values(self.model(self.x, training=training)).reshape(-1).tolist()

    def train_step(self, rate):
        output = None
        if self.model.trainable_weights:
            before = self.model.get_weights()
            output = self.run(True)
            self.model.set_weights(before)
            self.model.compile(optimizer=self.keras.optimizers.SGD(rate), loss="mse")
            loss = float(self.model.train_on_batch(self.x, self.targets))
        else:
            output = self.run(True)
            loss = float(np.mean((np.array(output) - self.targets.reshape(-1)) ** 2))
        return {"loss": loss, "output": output, "state": self.state()}

    def state(self):
        """All weights by PyTorch's names and in its layout, as the parameter file has them."""
        layers, state = self.keras.layers, {}
        for layer in self.model.layers:
            weights = [self.values(each) for each in layer.weights]
            if isinstance(layer, layers.BatchNormalization):
                roles = ("weight", "bias", "running_mean", "running_var")
            elif isinstance(layer, (layers.Conv2D, layers.Dense)):
                roles = ("weight", "bias")
                weights[0] = weights[0].transpose(3, 2, 0, 1) if weights[0].ndim == 4 else weights[0].T
            else:
                continue
            for role, values in zip(roles, weights):
                state[f"{layer.name}.{role}"] = values.reshape(-1).tolist()
        return state

    def watch(self, names, training, passes):
        """Inputs and outputs of the named layers in two passes of the whole net, which is slow, and in many of their own."""
        layers = [self.model.get_layer(name) for name in names]
        ends = [end for layer in layers for end in (layer.input, layer.output)]
        probe = self.keras.Model(self.model.inputs, ends)
        seen = {name: [] for name in names}
        for _ in range(min(2, passes)):
            values = [self.values(each) for each in probe([self.x], training=training)]
            for at, name in enumerate(names):
                seen[name].append((values[2 * at], values[2 * at + 1]))
        for layer, name in zip(layers, names):
            x = seen[name][0][0]
            seen[name] += [(x, self.values(layer(x, training=training))) for _ in range(passes - len(seen[name]))]
        return seen


def answer(net, program, weights, library):
    run = library(program, net)
    count, initial = run.count(), run.deviations()
    run.load(weights)
    run.run(True)
    run.load(weights)
    output = run.run(False)
    trained, chances = None, []
    if net["chances"]:
        passes = run.watch(net["chances"], True, PASSES)
        run.load(weights)
        evaluated = run.watch(net["chances"], False, 1)
        chances = [describe_chance(passes[name], evaluated[name][0]) for name in net["chances"]]
    else:
        run.load(weights)
        trained = run.train_step(net["learningRate"])
    return {"count": count, "initial": initial, "output": output, "trained": trained, "chances": chances}


def main():
    library, folder = {"torch": Torch, "keras": Keras}[sys.argv[1]], Path(sys.argv[2])
    for at, net in enumerate(json.loads((folder / "nets.json").read_text())):
        program = open_program(folder / f"net{at}.py")
        net["inputs"] = np.array(net["inputs"], "float32").reshape(net["shape"])
        net["targets"] = np.array(net["targets"], "float32").reshape(net["targetShape"])
        print(json.dumps(answer(net, program, folder / f"net{at}.safetensors", library)), flush=True)


main()
