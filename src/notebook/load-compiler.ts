import type { ChapterCell, CompiledCell } from "./chapter.ts";

/** Compiles the text of one cell. @throws CellSyntaxError with line and column in that text */
export type Compile = (source: string) => CompiledCell;

/** Brings the compiler for a kind of cell: a page that is only read does without it, and without types if it can. */
export async function loadCompiler(mode: ChapterCell["mode"]): Promise<Compile> {
  const [{ compileCell }, types] = await Promise.all([
    import("./compile-cell.ts"),
    mode === "ts" ? import("./strip-types.ts") : null,
  ]);
  if (!types) return (source) => compileCell(source, { mode: "js" });
  return (source) => compileCell(source, { mode: "ts", stripTypes: types.stripTypes });
}
