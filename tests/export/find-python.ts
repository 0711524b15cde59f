import { spawnSync } from "node:child_process";

export const libraries = ["torch", "keras"] as const;
export type Library = (typeof libraries)[number];

/** What readers of the tests' output know the libraries by. */
export const libraryNames: Readonly<Record<Library, string>> = { torch: "PyTorch", keras: "Keras" };

/** A Python that can run this program: $PYTHON, the one on the path, or the system's; null where none can. */
function findPythonFor(program: string): string | null {
  const candidates = [process.env["PYTHON"] ?? "", "python3", "/usr/bin/python3"].filter((name) => name !== "");
  return candidates.find((name) => spawnSync(name, ["-c", program], { stdio: "ignore" }).status === 0) ?? null;
}

/** A Python of version 3; null where there is none. */
export function findPython(): string | null {
  return findPythonFor("import ast, sys; sys.exit(sys.version_info < (3, 8))");
}

/** A Python that has the library and NumPy; null where none has them. */
export function findPythonWith(library: Library): string | null {
  return findPythonFor(`import numpy, ${library}`);
}
