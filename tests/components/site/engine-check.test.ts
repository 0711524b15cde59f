import { expect, it } from "vitest";
import { describeEngine } from "../../../src/components/site/engine-check.ts";

it("names the graphics processor as its owner knows it", () => {
  const renderer = "ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)";
  expect(describeEngine({ kind: "present", renderer, software: false, float32: true })).toContain(
    "on your graphics processor, Apple M2, through",
  );
  const other = "ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002487) Direct3D11 vs_5_0 ps_5_0, D3D11)";
  expect(describeEngine({ kind: "present", renderer: other, software: false, float32: true })).toContain(
    "processor, NVIDIA GeForce RTX 3060, through",
  );
});

it("says why the graphics processor is not used", () => {
  expect(describeEngine({ kind: "missing" })).toContain("WebGL 2 is not available");
  expect(describeEngine({ kind: "present", renderer: "llvmpipe", software: true, float32: true })).toContain(
    "drawn in software",
  );
});
