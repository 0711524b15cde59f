import { arch, cpus, platform } from "node:os";
import type { Parameters } from "../src/training/contract/parameters.ts";
import { prepareNode } from "./replay/prepare-node.ts";
import { writeWholeFile } from "./write-whole-file.ts";

/** `npm run record:picture` trains chapter 2's smallest net in Node and keeps how it bends the plane on the way. */
const steps = [0, 2, 5, 8, 12, 16, 21, 27, 34, 42, 52, 65, 80, 100];
const file = "src/components/pictures/plane-run.json";

await prepareNode();
const { spiral } = await import("../src/data/spiral.ts");
const { plainMlp } = await import("../src/models/mlp.ts");
const { initialParameters } = await import("../src/models/parameters.ts");
const { decisionPlane } = await import("../src/training/page/analysis-client.ts");
const { train } = await import("../src/training/page/client.ts");

const net = plainMlp({ depth: 4 });
const data = spiral();
const resolution = 32;
const frames = [];
for (const step of steps) {
  let parameters: Parameters = initialParameters(net, { seed: 1 });
  const options = { data, seeds: [1], steps: step, learningRate: 0.02, keepParameters: true };
  if (step > 0)
    for await (const { runs } of train({ "plain-4": net }, options, {})) parameters = runs[0]?.parameters ?? parameters;
  const { classes, accuracy } = await decisionPlane(net, parameters, { data, split: "training", resolution }, {});
  frames.push({ step, classes, accuracy: Number(accuracy.toFixed(3)) });
}
const device = `wasm in Node, ${platform()} ${arch()}, ${cpus().length} cores`;
const recorded = { resolution, frames, date: new Date().toISOString().slice(0, 10), device };
writeWholeFile(file, `${JSON.stringify(recorded)}\n`);
process.stdout.write(`${file}: ${frames.map(({ step, accuracy }) => `${step}: ${accuracy}`).join(", ")}\n`);
process.exit();
