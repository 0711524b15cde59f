import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ModuleGraph } from "./module-graph.ts";

const library = "src/host/library";

/** Where the functions that cells can name are defined, by name: what the library's files import and export by it. */
export function libraryModules(graph: ModuleGraph, root = process.cwd()): ReadonlyMap<string, string> {
  const files = readdirSync(join(root, library), { recursive: true, encoding: "utf8" });
  const own = files.filter((name) => name.endsWith(".ts")).map((name) => `${library}/${name.replaceAll("\\", "/")}`);
  const imported = new Set(own.flatMap((file) => graph.read(file).modules));
  const found = new Map<string, string>();
  for (const file of imported) {
    if (!file.endsWith(".ts")) continue;
    for (const name of graph.read(file).exports) if (!found.has(name)) found.set(name, file);
  }
  return found;
}
