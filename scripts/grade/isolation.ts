import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What keeps a browser from the network, beside the sandbox's own policy. */
export interface Isolation {
  /** The command that a browser is started behind; none: the policy is alone. */
  readonly command: readonly string[];
  /** For the teacher, as a sentence. */
  readonly words: string;
}

/** Holds everywhere, also where no namespace is to be had: in most containers, on macOS, on Windows. */
export const policyAlone: Isolation = {
  command: [],
  words: "Isolation: the browser's policy alone, which lets nothing out; there is no network namespace here.",
};

/** The first is for everybody, the second for root where namespaces of users are switched off. */
const commands = [
  ["unshare", "--map-root-user", "--net", "--"],
  ["unshare", "--net", "--"],
] as const;

/** A network namespace that no network reaches, where the system gives one: that is tried, not asked for. */
export function findIsolation(): Isolation {
  const command = commands.find((each) => {
    const { path, remove } = wrapProgram(each, "true");
    const { status } = spawnSync(path, { stdio: "ignore" });
    remove();
    return status === 0;
  });
  if (command === undefined) return policyAlone;
  return { command, words: "Isolation: a network namespace without a network (unshare), and the browser's policy." };
}

/** One path for a program and the command that it runs behind: what starts a browser knows paths only. */
export function wrapProgram(
  command: readonly string[],
  program: string,
): { readonly path: string; readonly remove: () => void } {
  if (command.length === 0) return { path: program, remove: () => undefined };
  const folder = mkdtempSync(join(tmpdir(), "grade-"));
  const path = join(folder, "isolated");
  // By exec the process that is started is the program itself, and ends as it ends.
  writeFileSync(path, `#!/bin/sh\nexec ${[...command, program].map(quote).join(" ")} "$@"\n`, { mode: 0o700 });
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}
