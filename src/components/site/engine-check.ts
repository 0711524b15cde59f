import { chooseEngine, probeWebgl, type WebglSupport } from "../../training/engines/engine-choice.ts";
import { preferredEngine } from "../../training/page/engine-preference.ts";
import type { EngineChoice } from "../../training/contract/protocol.ts";
import { plainNet } from "../../models/plain-net.ts";

/** Says, before anything runs, which engine will train on this machine. The text from the server stays without it. */
export function reportEngine(document: Document): void {
  const place = document.querySelector("[data-engine-check]");
  if (place) place.textContent = describeEngine(probeWebgl(), preferredEngine());
}

/** What will train where, in sentences for the reader. Fully connected nets run on the processor if left to the page. */
export function describeEngine(webgl: WebglSupport, preferred: EngineChoice = "auto"): string {
  const smooth = "Training runs beside the page, so reading stays smooth.";
  if (preferred !== "auto") {
    const name = preferred === "wasm" ? "the processor, with WebAssembly" : "the graphics processor, through WebGL";
    return `You have chosen that networks train on ${name}. The switch stands at the top of each chapter. ${smooth}`;
  }
  const chosen = chooseEngine("auto", [plainNet({ depth: 8 })], webgl);
  if (chosen !== "measure" || webgl.kind === "missing") {
    const reason = chosen === "measure" ? "" : `: ${chosen.reason}`;
    return (
      `Here all networks will train on the processor, with WebAssembly${reason}. The curves are the same; the ` +
      `convolutional experiments take longer. ${smooth}`
    );
  }
  if (webgl.software) {
    return (
      "Here WebGL is drawn in software, so networks will most likely train on the processor, with WebAssembly: a short " +
      `measurement before the first run decides. The curves are the same. ${smooth}`
    );
  }
  return (
    `Here the convolutional networks will train on your graphics processor, ${shortName(webgl.renderer)}, through ` +
    "WebGL 2, unless a short measurement before the first run finds the processor faster. The small fully connected ones " +
    `train on the processor itself, with WebAssembly, which is faster for them. ${smooth}`
  );
}

/** "ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)" is an Apple M2 to its owner. */
function shortName(renderer: string): string {
  const [, inner = renderer] = /^ANGLE \([^,]*, (.*)\)$/.exec(renderer) ?? [];
  const [first = inner] = inner.replace(/^ANGLE Metal Renderer: /, "").split(/, | \(0x| Direct3D| OpenGL/);
  return first;
}
