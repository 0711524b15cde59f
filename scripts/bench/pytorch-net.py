"""Trains one net in PyTorch and times it: `python3 pytorch-net.py FOLDER`, where FOLDER/net.json describes the net.

Does the first step and writes it as a line of JSON; then, for each number of steps read from standard input, takes
them and writes their times. The net is in our layout: images [N, H, W, C], kernels [k, k, Cin, Cout] and [in, out].
"""

import base64
import json
import sys
import time
from pathlib import Path

import numpy
import torch
import torch.nn.functional as F


def decode(text, shape):
    return torch.from_numpy(numpy.frombuffer(base64.b64decode(text), dtype=numpy.float32).reshape(shape).copy())


class Net:
    def __init__(self, described):
        torch.set_num_threads(described["threads"])
        self.nodes = described["nodes"]
        self.format = torch.channels_last if described["layout"] == "nhwc" else torch.contiguous_format
        self.parameters = {entry["name"]: self.to_torch(entry) for entry in described["parameters"]}
        trained = [values for name, values in self.parameters.items() if not name.endswith(("/mean", "/variance"))]
        for values in trained:
            values.requires_grad_()
        recipe = described["recipe"]
        self.optimizer = torch.optim.SGD(
            trained, lr=recipe["learningRate"], momentum=recipe["momentum"], weight_decay=recipe["weightDecay"]
        )

    def to_torch(self, entry):
        values = decode(entry["values"], entry["shape"])
        if not entry["name"].endswith("/kernel"):
            return values
        if values.dim() == 2:
            return values.t().contiguous()
        return values.permute(3, 2, 0, 1).contiguous(memory_format=self.format)

    def apply(self, node, inputs):
        def parameter(role):
            return self.parameters.get(f"{node['name']}/{role}")

        x = inputs[0]
        op = node["op"]
        if op == "conv":
            return F.conv2d(x, parameter("kernel"), None, stride=node["stride"], padding=node["padding"])
        if op == "batchNorm":
            statistics = parameter("mean"), parameter("variance")
            return F.batch_norm(
                x, *statistics, parameter("gamma"), parameter("beta"), True, node["momentum"], node["epsilon"]
            )
        if op == "relu":
            return torch.relu(x)
        if op == "add":
            return sum(inputs[1:], x)
        if op == "globalAveragePool":
            return x.mean((2, 3))
        if op == "dense":
            return F.linear(x, parameter("kernel"), parameter("bias"))
        raise ValueError(f"the benchmark's nets have no '{op}'")

    def step(self, images, labels):
        """One update from images [N, H, W, C] in memory; returns the loss before it."""
        outputs = [images.permute(0, 3, 1, 2).contiguous(memory_format=self.format)]
        for node in self.nodes[1:]:
            outputs.append(self.apply(node, [outputs[at] for at in node["inputs"]]))
        loss = F.cross_entropy(outputs[-1], labels)
        self.optimizer.zero_grad()
        loss.backward()
        self.optimizer.step()
        return loss.item()


def write(answer):
    print(json.dumps(answer), flush=True)


def main():
    described = json.loads((Path(sys.argv[1]) / "net.json").read_text())
    batches = [(decode(b["inputs"], b["shape"]), torch.tensor(b["labels"])) for b in described["batches"]]
    started = time.perf_counter()
    net = Net(described)
    loss = net.step(*batches[0])
    device = f"PyTorch {torch.__version__}, {torch.get_num_threads()} thread(s)"
    write({"firstStepMs": 1000 * (time.perf_counter() - started), "loss": loss, "device": device})
    done = 1
    for line in sys.stdin:
        steps = int(line)
        wall, cpu = time.perf_counter(), time.process_time()
        losses = [net.step(*batches[(done + at) % len(batches)]) for at in range(steps)]
        done += steps
        answer = {"steps": steps, "losses": losses}
        answer["wallMs"] = 1000 * (time.perf_counter() - wall) / steps
        answer["cpuMs"] = 1000 * (time.process_time() - cpu) / steps
        write(answer)


main()
