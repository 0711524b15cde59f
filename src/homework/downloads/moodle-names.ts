import type { DownloadFile } from "./download-file.ts";
import type { HandIn } from "./hand-in.ts";

/** A folder of Moodle from 3.1 on (until 4.0 with an underscore at its end), or the beginning of a file's name in older ones. */
const marked = /^(.+)_(\d+)_assignsubmission_([a-z]+)(?:_(.*))?$/s;

/** @returns null if no part of the file's name is one that Moodle gives */
export function readMoodleName(file: DownloadFile): HandIn | null {
  const parts = file.path.split("/");
  const at = parts.findIndex((part) => marked.test(part));
  const [, name = "", key = "", plugin = "", rest = ""] = marked.exec(parts[at] ?? "") ?? [];
  if (at < 0) return null;
  const own = [rest, ...parts.slice(at + 1)].filter((part) => part !== "").join("/");
  return {
    ...{ by: [{ key, name }], late: null, when: null, name: own, file },
    refusal: plugin === "file" ? null : "a text was typed into Moodle, and no file was handed in",
  };
}
