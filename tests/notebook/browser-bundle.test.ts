import { fileURLToPath } from "node:url";
import { build, type Rolldown } from "vite";
import { expect, it } from "vitest";
import { compileCell } from "../../src/notebook/compile-cell.ts";

const source = (name: string) => fileURLToPath(new URL(`../../src/notebook/${name}`, import.meta.url));

it("the compiler reaches the browser without typescript, in less than 200 kB", async () => {
  const result = await build({
    configFile: false,
    logLevel: "error",
    resolve: { alias: { typescript: source("typescript-stub.ts") } },
    build: { write: false, lib: { entry: source("compile-cell.ts"), formats: ["es"] }, minify: true },
  });
  const outputs = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const code = outputs.flatMap(({ output }) => output.flatMap((chunk) => (chunk.type === "chunk" ? [chunk.code] : [])));
  const bytes = code.join("").length;
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(200_000);
  const url = `data:text/javascript;base64,${Buffer.from(code.join("")).toString("base64")}`;
  const bundle = (await import(/* @vite-ignore */ url)) as { readonly compileCell: typeof compileCell };
  expect(bundle.compileCell("x + 1", { mode: "js" })).toEqual(compileCell("x + 1", { mode: "js" }));
}, 60_000);
