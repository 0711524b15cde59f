import { join } from "node:path";
import { rolldown } from "rolldown";
import { refuse } from "../../src/core/errors.ts";

/** The path of a module once it is released. */
export function releasedPath(path: string): string {
  return `${path.replace(/\.[cm]?[jt]s$/, "")}.js`;
}

/**
 * A private module with everything in it that it imports: a release is graded the same whatever becomes of the course's code, and
 * wherever its folder is moved.
 * @throws CourseError if it cannot be read
 */
export async function bundleModule(folder: string, path: string): Promise<string> {
  try {
    const bundle = await rolldown({ input: join(folder, path), platform: "node", logLevel: "silent" });
    const { output } = await bundle.generate({ format: "esm", codeSplitting: false });
    await bundle.close();
    return output[0].code;
  } catch (error) {
    const problem = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    throw refuse(path, `it cannot be put together (${problem})`, "Correct what it imports.");
  }
}

/** A script of the course's for a page of its own, whole: in an LMS nothing else can be loaded. */
export async function bundlePage(path: string): Promise<string> {
  const bundle = await rolldown({ input: path, platform: "browser", logLevel: "silent" });
  const { output } = await bundle.generate({ format: "iife" });
  await bundle.close();
  return output[0].code;
}
