import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { cartridgeFiles } from "../../src/homework/assignment/cartridge.ts";
import { giftText } from "../../src/homework/assignment/gift.ts";
import type { Key } from "../../src/homework/assignment/key.ts";
import { qtiFiles } from "../../src/homework/assignment/qti.ts";
import { scormFiles } from "../../src/homework/assignment/scorm.ts";
import type { StudentLink } from "../../src/homework/assignment/student-links.ts";
import { zipBytes } from "../../src/homework/assignment/zip-bytes.ts";

interface Folders {
  /** What everybody may see goes there. */
  readonly open: string;
  /** What holds the key goes there. */
  readonly kept: string;
  /** What runs in a SCORM package's page. */
  readonly script: string;
}

/** Writes what an LMS imports. @returns a line for each file */
export function writeLmsFiles(
  key: Key,
  links: readonly StudentLink[],
  { open, kept, script }: Folders,
): readonly string[] {
  const told: string[] = [];
  const write = (folder: string, name: string, content: string | Uint8Array, what: string): void => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), content);
    told.push(`  for the LMS:      ${join(folder, name)}, ${what}\n`);
  };
  write(open, "links.imscc", zipBytes(cartridgeFiles(key, links)), "links as a thin Common Cartridge");
  const parts = { ...key, links, script };
  const told12 = "a SCORM 1.2 package: links, and a score of visible checks, unverified";
  write(open, "scorm12.zip", zipBytes(scormFiles("1.2", parts)), told12);
  write(open, "scorm2004.zip", zipBytes(scormFiles("2004", parts)), "the same for SCORM 2004");
  const [gift, qti] = [giftText(key), qtiFiles(key)];
  if (gift !== "") write(kept, "variants.gift", gift, "a question bank for Moodle (it holds the key)");
  if (qti.size > 0) write(kept, "choices-qti21.zip", zipBytes(qti), "choice items as QTI 2.1 (it holds the key)");
  return told;
}
