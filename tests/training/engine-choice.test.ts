import { expect, test } from "vitest";
import { plainMlp } from "../../src/models/mlp.ts";
import { plainNet } from "../../src/models/plain-net.ts";
import { chooseEngine, type WebglSupport } from "../../src/training/engine-choice.ts";

const images = [plainNet({ depth: 8 })];
const points = [plainMlp({ depth: 4 })];
const gpu: WebglSupport = { kind: "present", renderer: "ANGLE (Some GPU)", software: false, float32: true };
const software: WebglSupport = { ...gpu, renderer: "SwiftShader", software: true };
const phone: WebglSupport = { ...gpu, float32: false };
const missing: WebglSupport = { kind: "missing" };

test("auto takes WebGL for convolutional nets on a GPU, and says why", () => {
  const chosen = { kind: "webgl", device: "WebGL: ANGLE (Some GPU)", reason: "this browser can use the GPU" };
  expect(chooseEngine("auto", images, gpu)).toEqual(chosen);
  expect(chooseEngine("auto", [...points, ...images], gpu).kind).toBe("webgl");
});

test.each([
  ["fully connected nets", points, gpu, "fully connected nets of this size gain nothing from a GPU"],
  ["a software renderer", images, software, "WebGL is drawn in software here, which is slower than wasm"],
  ["16-bit rendering", images, phone, "WebGL computes with 16 bits only on this device"],
  ["no WebGL", images, missing, "WebGL 2 is not available in this browser"],
])("auto takes wasm with %s", (_, nets, webgl, reason) => {
  expect(chooseEngine("auto", nets, webgl)).toEqual({ kind: "wasm", device: "wasm", reason });
});

test("an explicit choice is respected, and needs no reason", () => {
  expect(chooseEngine("wasm", images, gpu)).toMatchObject({ kind: "wasm", reason: "" });
  expect(chooseEngine("webgl", points, software)).toMatchObject({ kind: "webgl", reason: "" });
});

test("WebGL that is not there, or too coarse, is refused with a remedy", () => {
  const remedy = 'Use engine: "wasm" or "auto".';
  expect(() => chooseEngine("webgl", images, missing)).toThrow(
    `engine: WebGL 2 is not available in this browser. ${remedy}`,
  );
  expect(() => chooseEngine("webgl", images, phone)).toThrow(/16 bits only/);
});
