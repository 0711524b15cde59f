import { declare, parameter } from "../core/declare.ts";
import { sizeOf, type Shape } from "../core/shape.ts";
import type { Architecture } from "../models/graph.ts";
import { architectureKind, parametersKind } from "../models/kinds.ts";
import type { ParameterRecord } from "../models/parameter-record.ts";
import { parameterSlots, type ParameterRole, type ParameterSlot } from "../models/parameters.ts";
import { requireParameters } from "../models/require-parameters.ts";
import { layerNames } from "./python-names.ts";

/** What PyTorch calls the parameters of its layers. */
const torchNames: Readonly<Record<ParameterRole, string>> = {
  kernel: "weight",
  bias: "bias",
  gamma: "weight",
  beta: "bias",
  mean: "running_mean",
  variance: "running_var",
};

interface TorchTensor {
  readonly name: string;
  readonly shape: Shape;
  readonly values: Float32Array<ArrayBuffer>;
}

export const exportParameters = declare(
  {
    name: "exportParameters",
    // The header's length (64 bits), a JSON header, raw 32-bit floats, all little endian
    help: "A net's parameters as a safetensors file. Names and layout are PyTorch's (kernels [Cout, Cin/groups, k, k] and [units, in]), which is what the programs of `toPyTorch` and `toKeras` read; so does the package `safetensors`.",
    parameters: [
      parameter("architecture", architectureKind),
      parameter(
        "parameters",
        parametersKind,
        "Values by name, as `initialParameters` or a training with `keepParameters: true` gives them.",
      ),
    ],
    returns: ["Blob", "32-bit floats"],
    refuses: "a parameter is missing or has another size",
    example:
      "{ const net = residualMlp({depth: 4}); const file = exportParameters(net, initialParameters(net)); return `${file.size} bytes`; }",
  },
  (architecture, parameters) => {
    requireParameters("exportParameters", architecture, parameters);
    const tensors = listTensors(architecture, parameters);
    const header: Record<string, unknown> = { __metadata__: { format: "pt", net: architecture.name } };
    let offset = 0;
    for (const { name, shape, values } of tensors) {
      header[name] = { dtype: "F32", shape, data_offsets: [offset, offset + values.byteLength] };
      offset += values.byteLength;
    }
    // Numbers that begin at a multiple of eight bytes can be read in place.
    const text = new TextEncoder().encode(JSON.stringify(header));
    const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(32);
    padded.set(text);
    const length = new DataView(new ArrayBuffer(8));
    length.setBigUint64(0, BigInt(padded.length), true);
    return new Blob([length, padded, ...tensors.map(({ values }) => littleEndian(values))], {
      type: "application/octet-stream",
    });
  },
);

function listTensors({ nodes }: Architecture, parameters: ParameterRecord): TorchTensor[] {
  const names = layerNames(nodes);
  return nodes.flatMap((node, at) =>
    parameterSlots(node, nodes).map((slot) => {
      const name = `${names[at]}.${torchNames[slot.role]}`;
      return { name, ...toTorchLayout(slot, Float32Array.from(parameters[slot.name]?.values ?? [])) };
    }),
  );
}

/** [k, k, Cin/groups, Cout] to [Cout, Cin/groups, k, k]; [in, units] to [units, in]; vectors as they are. */
function toTorchLayout(
  { role, shape }: ParameterSlot,
  values: Float32Array<ArrayBuffer>,
): Pick<TorchTensor, "shape" | "values"> {
  if (role !== "kernel") return { shape, values };
  const [channelsIn = 1, channelsOut = 1] = shape.slice(-2);
  const taps = shape.slice(0, -2);
  const tapCount = sizeOf(taps);
  const turned = new Float32Array(values.length);
  for (let tap = 0; tap < tapCount; tap++)
    for (let from = 0; from < channelsIn; from++)
      for (let to = 0; to < channelsOut; to++)
        turned[(to * channelsIn + from) * tapCount + tap] = values[(tap * channelsIn + from) * channelsOut + to] ?? 0;
  return { shape: [channelsOut, channelsIn, ...taps], values: turned };
}

function littleEndian(values: Float32Array<ArrayBuffer>): DataView<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(values.byteLength));
  values.forEach((value, at) => view.setFloat32(4 * at, value, true));
  return view;
}
