import { htmlElement } from "../../browser/elements.ts";
import { checkOptionNames, show } from "../../core/check-value.ts";
import { refuse } from "../../core/errors.ts";
import { downloadFile, safeFileName } from "../../export/download.ts";
import { exportParameters, requireParameters } from "../../export/parameter-file.ts";
import { className, functionName } from "../../export/python-names.ts";
import { toKeras } from "../../export/to-keras.ts";
import { toPyTorch } from "../../export/to-pytorch.ts";
import type { Architecture } from "../../models/graph.ts";
import type { ParameterRecord } from "../../models/parameters.ts";
import { fileButton } from "./source-code.ts";

/**
 * Buttons that save a trained net: its parameters, and the PyTorch and Keras programs that read them.
 * @param parameters as a training with `keepParameters: true` returns them
 * @throws CourseError if they are not those of the architecture
 */
export function modelFiles(
  architecture: Architecture,
  parameters: ParameterRecord,
  options: { readonly name?: string } = {},
): HTMLElement {
  const where = "modelFiles";
  checkOptionNames(where, options, ["name"]);
  if (typeof architecture !== "object" || architecture === null || !Array.isArray(architecture.nodes)) {
    throw refuse(where, `expected an architecture, got ${show(architecture)}`, "Try modelFiles(net, run.parameters).");
  }
  const name = safeFileName(options.name ?? architecture.name);
  const weights = `${name}.safetensors`;
  requireParameters(architecture, parameters);
  const program = (text: string) => new Blob([text], { type: "text/plain;charset=utf-8" });
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
}

function runTorch(architecture: Architecture, weights: string): string {
  return `if __name__ == "__main__":\n    print(load_parameters(${className(architecture)}(), "${weights}").eval())\n`;
}

function runKeras(architecture: Architecture, weights: string): string {
  return `if __name__ == "__main__":\n    load_parameters(${functionName(architecture)}(), "${weights}").summary()\n`;
}
