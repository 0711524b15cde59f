import { expect, test } from "vitest";
import { plainMlp } from "../../../src/models/mlp.ts";
import { plainNet } from "../../../src/models/plain-net.ts";
import {
  chooseBySpeed,
  chooseEngine,
  type EngineSpeeds,
  type WebglSupport,
} from "../../../src/training/engines/engine-choice.ts";

const images = [plainNet({ depth: 8 })];
const points = [plainMlp({ depth: 4 })];
const gpu: WebglSupport = { kind: "present", renderer: "ANGLE (Some GPU)", software: false, float32: true };
const software: WebglSupport = { ...gpu, renderer: "SwiftShader", software: true };
const phone: WebglSupport = { ...gpu, float32: false };
const missing: WebglSupport = { kind: "missing" };

test("auto measures where WebGL may pay: for convolutional nets, with 32-bit numbers", () => {
  expect(chooseEngine("auto", images, gpu)).toBe("measure");
  expect(chooseEngine("auto", [...points, ...images], gpu)).toBe("measure");
  expect(chooseEngine("auto", images, software)).toBe("measure");
});

test.each([
  ["fully connected nets", points, gpu, "fully connected nets of this size gain nothing from a GPU"],
  ["16-bit rendering", images, phone, "WebGL computes with 16 bits only on this device"],
  ["no WebGL", images, missing, "WebGL 2 is not available in this browser"],
])("auto takes wasm without measuring with %s", (_, nets, webgl, reason) => {
  expect(chooseEngine("auto", nets, webgl)).toEqual({ kind: "wasm", device: "wasm", reason });
});

test("the faster one is taken, and the reason gives both numbers", () => {
  const measured = (ms: number, wasmMs: number): EngineSpeeds => ({ wasmMs, webgl: { kind: "measured", ms } });
  expect(chooseBySpeed(measured(1.23, 12.6), gpu)).toEqual({
    kind: "webgl",
    device: "WebGL: ANGLE (Some GPU)",
    reason: "measured here: 1.2 ms a step on WebGL, 13 ms on wasm",
  });
  expect(chooseBySpeed(measured(80, 12.6), software)).toMatchObject({ kind: "wasm", device: "wasm" });
  expect(chooseBySpeed(measured(80, Infinity), software)).toMatchObject({ kind: "webgl" });
});

test("in software WebGL has to be three times as fast, since larger nets do worse there", () => {
  const speeds = (ms: number) => ({ wasmMs: 7.3, webgl: { kind: "measured", ms } }) as const;
  expect(chooseBySpeed(speeds(5.6), gpu)).toMatchObject({ kind: "webgl" });
  expect(chooseBySpeed(speeds(5.6), software)).toMatchObject({
    kind: "wasm",
    reason: "measured here: 5.6 ms a step on WebGL, 7.3 ms on wasm, in software, where larger nets do worse",
  });
  expect(chooseBySpeed(speeds(2.4), software)).toMatchObject({ kind: "webgl" });
});

test("without a number from WebGL it is trusted on a GPU only", () => {
  expect(chooseBySpeed({ wasmMs: 9, webgl: { kind: "slower" } }, gpu)).toMatchObject({ kind: "wasm" });
  expect(chooseBySpeed({ wasmMs: 9, webgl: { kind: "late" } }, gpu)).toMatchObject({ kind: "webgl" });
  expect(chooseBySpeed({ wasmMs: 9, webgl: { kind: "late" } }, software)).toMatchObject({ kind: "wasm" });
  const refused = { kind: "refused", reason: "this device computes with 16 bits only" } as const;
  expect(chooseBySpeed({ wasmMs: 9, webgl: refused }, gpu)).toMatchObject({ kind: "wasm", reason: refused.reason });
});

test("an explicit choice is respected, and needs no reason", () => {
  expect(chooseEngine("wasm", images, gpu)).toMatchObject({ kind: "wasm", reason: "" });
  expect(chooseEngine("webgl", points, software)).toMatchObject({ kind: "webgl", reason: "" });
  expect(chooseEngine("tfjs", points, gpu)).toMatchObject({ kind: "webgl", uncompiled: true });
});

test("WebGL that is not there, or too coarse, is refused with a remedy", () => {
  const remedy = 'Use engine: "wasm" or "auto".';
  expect(() => chooseEngine("webgl", images, missing)).toThrow(
    `engine: WebGL 2 is not available in this browser. ${remedy}`,
  );
  expect(() => chooseEngine("webgl", images, phone)).toThrow(/16 bits only/);
});
