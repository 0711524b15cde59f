import { callText, type Step } from "./python-steps.ts";

/** How PyTorch builds a layer that has parameters or behaves otherwise in training; null for plain functions. */
export function torchModule({ node, inputShape }: Step): string | null {
  const channels = inputShape.at(-1) ?? 0;
  switch (node.op) {
    case "conv":
      return callText("nn.Conv2d", [channels, node.filters, node.kernel], {
        stride: node.stride === 1 ? null : node.stride,
        padding: node.padding === 0 ? null : node.padding,
        groups: node.groups === 1 ? null : node.groups,
        bias: node.bias ? null : "False",
      });
    case "dense":
      return callText("nn.Linear", [channels, node.units], { bias: node.bias ? null : "False" });
    case "batchNorm":
      return callText(inputShape.length === 3 ? "nn.BatchNorm2d" : "nn.BatchNorm1d", [channels], {
        eps: node.epsilon,
        momentum: node.momentum,
      });
    case "dropout":
      return `${node.rescale === "at-test" ? "DropoutAtTest" : "nn.Dropout"}(${node.rate})`;
    case "stochasticDepth":
      return `StochasticDepth(${node.survival})`;
    default:
      return null;
  }
}

/** What a layer computes from its variables. */
export function torchExpression(step: Step): string {
  const { node, inputs } = step;
  const x = inputs[0] ?? "x";
  switch (node.op) {
    case "relu":
    case "sigmoid":
    case "tanh":
      return `torch.${node.op}(${x})`;
    case "add":
      return inputs.join(" + ");
    case "scale":
      return `${node.factor} * ${x}`;
    case "complement":
      return `1 - ${x}`;
    case "multiply":
      return inputs.join(" * ");
    case "concatenate":
      return `torch.cat((${inputs.join(", ")}), dim=1)`;
    case "maxPool":
      return callText("F.max_pool2d", [x, node.window], { stride: node.stride, padding: node.padding });
    case "subsamplePad":
      return callText("subsample_pad", [x], { stride: node.stride, channels: node.channels });
    case "globalAveragePool":
      return `${x}.mean(dim=(2, 3))`;
    case "flatten":
      return `flatten_pixels(${x})`;
    default:
      return `self.${step.name}(${x})`;
  }
}

/** Small definitions that a net needs besides PyTorch's own, in the order in which they are written. */
export const torchDefinitions: readonly { readonly neededBy: (step: Step) => boolean; readonly text: string }[] = [
  {
    neededBy: ({ node }) => node.op === "dropout" && node.rescale === "at-test",
    text: `class DropoutAtTest(nn.Module):
    """Zeros with probability \`rate\` in training, not rescaled; times 1 - rate in evaluation (Srivastava et al. 2014)."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        if not self.training:
            return x * (1 - self.rate)
        return torch.where(torch.rand_like(x) < self.rate, torch.zeros_like(x), x)`,
  },
  {
    neededBy: ({ node }) => node.op === "stochasticDepth",
    text: `class StochasticDepth(nn.Module):
    """One coin for the whole mini-batch; times \`survival\` in evaluation (Huang et al. 2016)."""

    def __init__(self, survival):
        super().__init__()
        self.survival = survival

    def forward(self, x):
        if not self.training:
            return x * self.survival
        return x if torch.rand(()) < self.survival else torch.zeros_like(x)`,
  },
  {
    neededBy: ({ node }) => node.op === "subsamplePad",
    text: `def subsample_pad(x, stride, channels):
    """Shortcut A of He et al. 2015: every \`stride\`-th pixel, and channels of zeros behind the old ones."""
    x = x[:, :, ::stride, ::stride]
    return F.pad(x, (0, 0, 0, 0, 0, channels - x.shape[1]))`,
  },
  {
    neededBy: ({ node }) => node.op === "flatten",
    text: `def flatten_pixels(x):
    """All values in one row, the channels of a pixel side by side: the order that the dense layer's weights are in."""
    return x.permute(0, 2, 3, 1).flatten(1)`,
  },
];
