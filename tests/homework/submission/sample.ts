import type { Submission } from "../../../src/homework/submission/submission.ts";

export const sample: Submission = {
  format: "residual-course-submission",
  schema: 1,
  assignment: "skip-connections",
  version: 2,
  buildHash: "1f89c9d",
  attemptId: "attempt-1",
  savedAt: "2026-05-03T21:00:00Z",
  student: { id: "s0101", name: "Åsa Ångström" },
  variantSeed: 4711,
  answers: [
    {
      id: "c3-skip",
      source: "const block = (x) => {\r\n  return add(x, relu(x)); // 😀\n};\n",
      lastRun: { status: "passed", metrics: { loss: 0.25 }, plotPng: "data:image/png;base64,iVBORw0KGgo=" },
    },
    { id: "c3-why", text: "Because the gradient\nhas a way around." },
  ],
  extraCells: [{ source: "1 + 1" }],
  env: { ua: "Chromium", backend: "wasm" },
  statement: "I worked alone.",
};
