import { expect, it } from "vitest";
import { warnOfWebgl } from "../../../src/components/chapter/engine-switch.ts";

const gpu = { kind: "present", renderer: "ANGLE (NVIDIA, …)", software: false, float32: true } as const;

it("warns of WebGL that the processor draws, and of WebGL that cannot train; not of a graphics processor", () => {
  expect(warnOfWebgl(gpu)).toBe("");
  expect(warnOfWebgl({ ...gpu, renderer: "llvmpipe", software: true })).toContain("about four times slower");
  expect(warnOfWebgl({ ...gpu, float32: false })).toContain("16 bits only");
  expect(warnOfWebgl({ kind: "missing" })).toContain("no WebGL 2");
});
