import type { DownloadFile } from "./download-file.ts";
import type { HandIn } from "./hand-in.ts";
import { lastPart } from "./path-parts.ts";

/** `lib/content_zipper.rb`: the name without blanks and capitals, LATE, the user, the file, and what the student called it. */
const upload = /^(?:(?!LATE_)(.+?)_)?(?:(LATE)_)?(?:anon_([A-Za-z0-9]+)|(\d+))_(\d+)_(.+)$/s;
const typed = /^(?:(?!LATE_)(.+?)_)?(?:(LATE)_)?(?:anon_([A-Za-z0-9]+)|(\d+))_(text|link)\.html$/s;

/** @returns null if the file's name is none that Canvas gives */
export function readCanvasName(file: DownloadFile): HandIn | null {
  const base = lastPart(file.path);
  const found = upload.exec(base) ?? typed.exec(base);
  if (found === null) return null;
  const [, name, late, anonymous, user] = found;
  const kind = typed.exec(base)?.[5];
  const entered = kind === "text" ? "a text was typed into Canvas" : "an address was entered in Canvas";
  return {
    by: [{ key: user ?? anonymous ?? "", name: anonymous === undefined ? (name ?? null) : null }],
    late: late === "LATE",
    when: null,
    name: kind === undefined ? (found[6] ?? "") : base,
    file,
    refusal: kind === undefined ? null : `${entered}, and no file was handed in`,
  };
}
