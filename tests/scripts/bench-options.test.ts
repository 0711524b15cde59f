import { expect, it } from "vitest";
import { engineNames } from "../../scripts/bench/engines.ts";
import { nets } from "../../scripts/bench/nets.ts";
import { readOptions } from "../../scripts/bench/options.ts";

const namesOf = (only: string): string[] => readOptions(["--only", only]).nets.map(({ name }) => name);

it("measures the nets of 16 × 16 images in every engine when nothing is chosen", () => {
  const options = readOptions([]);
  expect(options).toMatchObject({ engines: engineNames, nets, page: false, rounds: 3, gpu: null, json: null, seed: 1 });
  expect(nets.map(({ name }) => name)).toEqual(["R8w8", "R20w8", "R56w8", "R8w16", "R20w16", "R56w16"]);
});

it("takes a net's depth for all its widths, and large images only by their full name", () => {
  expect(namesOf("R20")).toEqual(["R20w8", "R20w16"]);
  expect(namesOf("R20w16@32,R8w8")).toEqual(["R8w8", "R20w16@32"]);
});

it("filters nets and engines each by their own names", () => {
  const { engines, nets: chosen } = readOptions(["--only", "R20w8, webgl,pytorch"]);
  expect(chosen).toHaveLength(1);
  expect(engines).toEqual(["webgl", "pytorch-1", "pytorch-1-nhwc", "pytorch-all"]);
  expect(readOptions(["--only", "wasm,stock-webgl"]).nets).toEqual(nets);
});

it("measures the page alone where only that is asked for", () => {
  expect(readOptions(["--only", "page"])).toMatchObject({ page: true, nets: [], engines: [] });
  expect(readOptions(["--only", "page,R8w8"])).toMatchObject({ page: true, engines: engineNames });
  expect(readOptions(["--only", "layout", "--site", "old"])).toMatchObject({ layout: true, site: "old", nets: [] });
  expect(readOptions(["--pages"])).toMatchObject({ pages: true, page: false, nets: [], engines: [] });
  expect(readOptions(["--only", "cells"])).toMatchObject({ cells: true, page: false, nets: [], engines: [] });
  expect(readOptions(["--only", "pool"])).toMatchObject({ pool: true, cells: false, nets: [], engines: [] });
  expect(readOptions(["--only", "grading"])).toMatchObject({ grading: true, students: 300, nets: [], engines: [] });
});

it("draws on the usual interface of the system where --gpu stands alone", () => {
  expect(readOptions(["--gpu"]).gpu).toBe("default");
  expect(readOptions(["--gpu", "--rounds", "5"])).toMatchObject({ gpu: "default", rounds: 5 });
  expect(readOptions(["--gpu", "vulkan"]).gpu).toBe("vulkan");
});

it("has no budget where everything is to be measured", () => {
  expect(readOptions(["--full"]).budgetSeconds).toBe(Infinity);
  expect(readOptions(["--budget", "200"]).budgetSeconds).toBe(200);
});

it.each([
  [["--only", "webg"], /knows no 'webg'\. Did you mean 'webgl'\? Names are R8, R20, .*pytorch/],
  [["--only", "R20w9"], /Did you mean 'R20w8'/],
  [["--rounds", "0"], /--rounds must be an integer of at least 1, got "0"\. Try --rounds 3\./],
  [["--budget", "soon"], /--budget must be an integer of at least 1, got "soon"\. Try --budget 60/],
  [["--gpu", "opencl"], /knows no 'opencl'\. Use default, vulkan, gl/],
  [["--round", "3"], /Unknown option '--round'.*It takes:.*--rounds N/s],
])("refuses %j and says what would work", (given, message) => {
  expect(() => readOptions(given)).toThrow(message);
});
