import { openTestEngine } from "/work/main/tests/training/open-test-engine.ts";
import { readTrainRequest } from "/work/main/src/training/train-request.ts";
import { runTraining } from "/work/main/src/training/loop.ts";
import { plainMlp } from "/work/main/src/models/mlp.ts";
import { spiral } from "/work/main/src/data/spiral.ts";
import { finalLoss } from "/work/main/src/claims/effects.ts";
const engine = await openTestEngine("wasm");
const [depth, lr, seeds, steps] = [Number(process.argv[2]), Number(process.argv[3]), process.argv[4]!.split(",").map(Number), Number(process.argv[5] ?? 400)];
const o = {depth};
const all: Record<string, any> = {
  "bn-he": plainMlp({...o}),
  "bn-orth": plainMlp({...o, initializer: {kind: "orthogonal", gain: Math.SQRT2}}),
  "bn-ll": plainMlp({...o, initializer: "looks-linear"}),
  "he": plainMlp({...o, batchNorm: false}),
  "orth": plainMlp({...o, batchNorm: false, initializer: {kind: "orthogonal", gain: Math.SQRT2}}),
  "ll": plainMlp({...o, batchNorm: false, initializer: "looks-linear"}),
};
const names = (process.argv[6] ?? Object.keys(all).join()).split(",");
for (const name of names) {
  const t0 = performance.now();
  const request = readTrainRequest({[name]: all[name]}, {data: spiral(), seeds, steps, learningRate: lr});
  const training = await runTraining(request as any, engine, {wish: () => "go on", report: () => undefined});
  console.log(depth, lr, name, finalLoss(training!, name).map(x => x.toFixed(3)).join(" "), ((performance.now()-t0)/1000).toFixed(0)+"s", training!.runs.map(r => [0,50,100,200,300,399].map(i => r.loss[i]?.toFixed(2)).join(",")).join(" | "));
}
