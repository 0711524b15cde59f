import type { Step } from "./python-steps.ts";

interface Definition {
  readonly neededBy: (step: Step) => boolean;
  readonly text: string;
}

/** Small definitions that a net needs besides Keras's own, in the order in which they are written. */
export const kerasDefinitions: readonly Definition[] = [
  {
    neededBy: ({ node }) => node.op === "conv",
    text: `def conv(x, filters, kernel, stride=1, padding=0, groups=1, bias=None, *, start, name):
    """The same padding on all four sides; Keras's "same" would pad a stride-2 convolution on one side only."""
    if padding > 0:
        x = layers.ZeroPadding2D(padding, name=f"{name}_padding")(x)
    return layers.Conv2D(
        filters,
        kernel,
        stride,
        groups=groups,
        use_bias=bias is not None,
        kernel_initializer=start,
        bias_initializer=keras.initializers.Constant(bias or 0.0),
        name=name,
    )(x)`,
  },
  {
    neededBy: ({ node }) => node.op === "subsamplePad",
    text: `def subsample_pad(x, stride, channels):
    """Shortcut A of He et al. 2015: every \`stride\`-th pixel, and channels of zeros behind the old ones."""
    x = x[:, ::stride, ::stride, :]
    return ops.pad(x, ((0, 0), (0, 0), (0, 0), (0, channels - x.shape[-1])))`,
  },
  {
    neededBy: ({ node }) => node.op === "maxPool" && node.padding > 0,
    text: `def pad_below_all(x, padding):
    """A border that is never the largest in a window."""
    return ops.pad(x, ((0, 0), (padding, padding), (padding, padding), (0, 0)), constant_values=float("-inf"))`,
  },
  {
    neededBy: ({ node }) => node.op === "dropout" && node.rescale === "at-test",
    text: `class DropoutAtTest(layers.Layer):
    """Zeros with probability \`rate\` in training, not rescaled; times 1 - rate in evaluation (Srivastava et al. 2014)."""

    def __init__(self, rate, **options):
        super().__init__(**options)
        self.rate = rate
        self.seed_generator = keras.random.SeedGenerator()

    def call(self, x, training=False):
        if not training:
            return x * (1 - self.rate)
        dropped = keras.random.uniform(ops.shape(x), seed=self.seed_generator) < self.rate
        return ops.where(dropped, ops.zeros_like(x), x)`,
  },
  {
    neededBy: ({ node }) => node.op === "stochasticDepth",
    text: `class StochasticDepth(layers.Layer):
    """One coin for the whole mini-batch; times \`survival\` in evaluation (Huang et al. 2016)."""

    def __init__(self, survival, **options):
        super().__init__(**options)
        self.survival = survival
        self.seed_generator = keras.random.SeedGenerator()

    def call(self, x, training=False):
        if not training:
            return x * self.survival
        survives = keras.random.uniform((), seed=self.seed_generator) < self.survival
        return ops.where(survives, x, ops.zeros_like(x))`,
  },
];

/** Reads the file of `exportParameters`, whose layout is PyTorch's, into Keras's. */
export const kerasLoader = `def load_parameters(model, path):
    """Reads parameters and running statistics from a safetensors file (32-bit floats, PyTorch's layout)."""
    with open(path, "rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(length))
        data = file.read()

    def read(name):
        start, end = header[name]["data_offsets"]
        return np.frombuffer(data[start:end], "<f4").reshape(header[name]["shape"])

    for layer in model.layers:
        if isinstance(layer, layers.BatchNormalization):
            roles = ("weight", "bias", "running_mean", "running_var")
            layer.set_weights([read(f"{layer.name}.{role}") for role in roles])
        elif isinstance(layer, (layers.Conv2D, layers.Dense)):
            kernel = read(f"{layer.name}.weight")
            weights = [kernel.transpose(2, 3, 1, 0) if kernel.ndim == 4 else kernel.T]
            layer.set_weights(weights + ([read(f"{layer.name}.bias")] if layer.use_bias else []))
    return model`;
