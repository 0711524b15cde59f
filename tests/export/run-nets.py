"""Runs generated programs: `python3 run-nets.py torch|keras FOLDER`, where FOLDER/nets.json lists the nets.

For each net: executes its program, loads its parameters, and writes its parameter count and its output for the inputs,
which are in our layout, [N, H, W, C] or [N, features].
"""

import importlib.util
import json
import sys
from pathlib import Path

import numpy as np


def open_program(path):
    spec = importlib.util.spec_from_file_location(path.stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run_torch(program, entry, weights, inputs):
    import torch

    net = getattr(program, entry)()
    count = sum(each.numel() for each in net.parameters())
    initial = [float(each.detach().std(unbiased=False)) for each in net.parameters() if each.dim() > 1]
    program.load_parameters(net, weights)
    x = torch.from_numpy(inputs)
    if x.dim() == 4:
        x = x.permute(0, 3, 1, 2).contiguous()
    net.train()(x)
    program.load_parameters(net, weights)
    with torch.no_grad():
        output = net.eval()(x)
    output = output.permute(0, 2, 3, 1) if output.dim() == 4 else output
    return count, initial, output.reshape(-1).tolist()


def run_keras(program, entry, weights, inputs):
    model = getattr(program, entry)()
    count = sum(int(np.prod(each.shape)) for each in model.trainable_weights)
    initial = [float(np.std(np.array(each))) for each in model.trainable_weights if len(each.shape) > 1]
    model(inputs, training=True)
    program.load_parameters(model, weights)
    return count, initial, np.array(model(inputs, training=False)).reshape(-1).tolist()


def main():
    library, folder = sys.argv[1], Path(sys.argv[2])
    run = {"torch": run_torch, "keras": run_keras}[library]
    for at, net in enumerate(json.loads((folder / "nets.json").read_text())):
        program = open_program(folder / f"net{at}.py")
        inputs = np.array(net["inputs"], "float32").reshape(net["shape"])
        count, initial, output = run(program, net["entry"], folder / f"net{at}.safetensors", inputs)
        print(json.dumps({"count": count, "initial": initial, "output": output}), flush=True)


main()
