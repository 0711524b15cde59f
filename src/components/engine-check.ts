import { chooseEngine, probeWebgl, type WebglSupport } from "../training/engine-choice.ts";
import { plainNet } from "../models/plain-net.ts";

/** Says, before anything runs, which engine will train on this machine. The text from the server stays without it. */
export function reportEngine(document: Document): void {
  const place = document.querySelector("[data-engine-check]");
  if (place) place.textContent = describeEngine(probeWebgl());
}

/** What will train where, in sentences for the reader. Fully connected nets always run on the processor. */
export function describeEngine(webgl: WebglSupport): string {
  const { kind, reason } = chooseEngine("auto", [plainNet({ depth: 8 })], webgl);
  if (kind === "webgl" && webgl.kind === "present") {
    return (
      `Here the convolutional networks will train on your graphics processor, ${shortName(webgl.renderer)}, through ` +
      "WebGL 2. The small fully connected ones train on the processor itself, with WebAssembly, which is faster for them. " +
      "Either way training runs beside the page, so reading stays smooth."
    );
  }
  return (
    `Here all networks will train on the processor, with WebAssembly: ${reason}. The curves are the same; the ` +
    "convolutional experiments take longer. Training runs beside the page, so reading stays smooth."
  );
}

/** "ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)" is an Apple M2 to its owner. */
function shortName(renderer: string): string {
  const [, inner = renderer] = /^ANGLE \([^,]*, (.*)\)$/.exec(renderer) ?? [];
  const [first = inner] = inner.replace(/^ANGLE Metal Renderer: /, "").split(/, | \(0x| Direct3D| OpenGL/);
  return first;
}
