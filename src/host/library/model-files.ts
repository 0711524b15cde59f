import { htmlElement } from "../../browser/elements.ts";
import { declare, options, parameter } from "../../core/declare.ts";
import { text } from "../../core/kinds.ts";
import { optional } from "../../core/options.ts";
import { downloadFile, safeFileName } from "../../export/download.ts";
import { exportParameters } from "../../export/parameter-file.ts";
import { className, functionName } from "../../export/python-names.ts";
import { toKeras } from "../../export/to-keras.ts";
import { toPyTorch } from "../../export/to-pytorch.ts";
import type { Architecture } from "../../models/graph.ts";
import { architectureKind, parametersKind } from "../../models/kinds.ts";
import { requireParameters } from "../../models/require-parameters.ts";
import { fileButton } from "./source-code.ts";

export const modelFiles = declare(
  {
    name: "modelFiles",
    help: "Buttons that save a trained net: its parameters, and the PyTorch and Keras programs that read them.",
    parameters: [
      parameter("architecture", architectureKind),
      parameter("parameters", parametersKind, "As a training with `keepParameters: true` returns them."),
      options({ name: optional(text, "Of the files, without an ending.", "the architecture's name") }),
    ],
    returns: ["HTMLElement"],
    refuses: "the parameters are not those of the architecture",
    example: "{ const net = residualMlp({depth: 8}); return modelFiles(net, exampleRun.runs[2].parameters); }",
  },
  (architecture, parameters, options) => {
    const name = safeFileName(options.name ?? architecture.name);
    const weights = `${name}.safetensors`;
    requireParameters("modelFiles", architecture, parameters);
    const program = (code: string) => new Blob([code], { type: "text/plain;charset=utf-8" });
    const save = (fileName: string, build: () => Blob) =>
      fileButton(fileName, `Download ${fileName}`, () => downloadFile(build(), fileName));
    const [torchName, kerasName] = [`${name}-pytorch.py`, `${name}-keras.py`];
    return htmlElement(
      "div",
      { class: "model-files", role: "group", "aria-label": `Files of ${architecture.name}` },
      save(weights, () => exportParameters(architecture, parameters)),
      save(torchName, () => program(`${toPyTorch(architecture)}\n\n${runTorch(architecture, weights)}`)),
      save(kerasName, () => program(`${toKeras(architecture)}\n\n${runKeras(architecture, weights)}`)),
    );
  },
);

function runTorch(architecture: Architecture, weights: string): string {
  return `if __name__ == "__main__":\n    print(load_parameters(${className(architecture)}(), "${weights}").eval())\n`;
}

function runKeras(architecture: Architecture, weights: string): string {
  return `if __name__ == "__main__":\n    load_parameters(${functionName(architecture)}(), "${weights}").summary()\n`;
}
