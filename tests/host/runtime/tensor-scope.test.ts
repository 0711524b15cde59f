import { beforeAll, expect, it } from "vitest";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-backend-cpu";
import { callWithTensors } from "../../../src/host/runtime/tensor-scope.ts";

beforeAll(() => tf.setBackend("cpu"));

it("frees what a run made once another takes over, and nothing that others made or that is to be kept", async () => {
  const before = tf.memory().numTensors;
  const others = tf.ones([2]);
  let retire!: () => void;
  const retired = new Promise<void>((resolve) => (retire = resolve));
  const run = callWithTensors(tf, retired, () => {
    const weights = tf.ones([2]);
    return {
      kept: tf.keep(tf.ones([2])),
      sum: tf.add(others, 1),
      use: () => tf.tidy(() => tf.add(weights, 1).dataSync()),
    };
  });
  expect([...run.use()]).toEqual([2, 2]);
  retire();
  await retired;
  expect(run.sum.isDisposed).toBe(true);
  expect([others.isDisposed, run.kept.isDisposed]).toEqual([false, false]);
  tf.dispose([others, run.kept]);
  expect(tf.memory().numTensors).toBe(before);
});

it("frees what was made before a cell failed", async () => {
  const before = tf.memory().numTensors;
  const retired = Promise.resolve();
  const fail = () =>
    callWithTensors(tf, retired, () => {
      tf.ones([2]);
      throw new Error("no");
    });
  expect(fail).toThrow("no");
  await retired;
  expect(tf.memory().numTensors).toBe(before);
});

it("calls code that names something else tf as it is", () => {
  expect(callWithTensors({ flow: 1 }, Promise.resolve(), () => 3)).toBe(3);
});
