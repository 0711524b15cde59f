import { describeBytes } from "../../core/byte-size.ts";
import { limits } from "./limits.ts";

/** Why a file of this name is not touched, whoever wrote the name; null: there is no reason. */
export function refusePath(path: string): string | null {
  if (path === "" || path.includes("\0")) return "its name is not one";
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path))
    return "its name leads out of the download: it is an absolute path";
  if (path.includes("\\")) return "its name has a backslash, which some systems take for a folder";
  if (path.split("/").includes("..")) return "its name leads out of the download, by ../";
  return null;
}

/** Why a file of this size is not opened. */
export function refuseSize(bytes: number): string | null {
  if (bytes <= limits.fileBytes) return null;
  return `it has ${describeBytes(bytes)}, and a submission has ${describeBytes(limits.fileBytes)} at most`;
}
