import { PartMissing } from "../core/part-missing.ts";
import { askFor, importedFiles, namedFiles, type FileAnswer } from "./chunk-files.ts";
import { keepsTexts } from "./storage.ts";

/**
 * Loads a part of the site. Where it does not come, it is found out why: there is no connection, or the site was
 * published anew, so that the files of this page's time are gone. Asking once more is asking the server once more:
 * Chromium and Firefox keep no failed import. Where a browser does, only a reload helps, and that is what is said.
 * @param what the part, as a sentence begins with it: "The editor"
 * @param load an `import(…)`, or another way to files of the site
 * @throws PartMissing where files did not come; what `load` throws by itself passes unchanged
 */
export async function loadPart<Part>(what: string, load: () => Promise<Part>): Promise<Part> {
  try {
    return await load();
  } catch (error) {
    throw isLoadFailure(error) ? await explainMissing(what, namedFiles(messageOf(error), location.href)) : error;
  }
}

/**
 * Why a part did not come.
 * @param addresses files that it needs, as far as they are known
 */
export async function explainMissing(what: string, addresses: readonly string[]): Promise<PartMissing> {
  const answer = await firstTrouble(addresses);
  switch (answer.kind) {
    case "unreachable":
      return new PartMissing(
        `${what} could not be loaded: there is no connection to the site. Connect, then try again.`,
        "try again",
      );
    case "gone":
      return new PartMissing(`The course was renewed: reload the page (${keptWords()}).`, "reload");
    case "refused":
      return new PartMissing(
        `${what} could not be loaded: the server answered ${answer.status}. Try again in a moment.`,
        "try again",
      );
    case "there":
      return new PartMissing(
        `${what} could not be loaded, although it is to be had. Try again, or reload the page (${keptWords()}).`,
        "try again",
      );
  }
}

/** Messages of Chromium, Firefox and Safari, and of the bundler. What a module throws itself is no such error. */
export function isLoadFailure(error: unknown): boolean {
  return /dynamically imported module|Importing a module script failed|Unable to preload CSS|Failed to fetch|NetworkError|Load failed/i.test(
    messageOf(error),
  );
}

function messageOf(error: unknown): string {
  if (typeof error !== "object" || error === null || !("message" in error)) return String(error);
  return String(error.message);
}

/** Told before somebody reloads. */
function keptWords(): string {
  return keepsTexts() ? "your edits are kept" : "this browser keeps no edits: copy yours first";
}

/** What is wrong with one of the files, or with a module that it imports; with the page itself where they are all there. */
async function firstTrouble(addresses: readonly string[]): Promise<FileAnswer> {
  const waiting = [...addresses];
  const asked = new Set<string>();
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (asked.has(address)) continue;
    asked.add(address);
    const answer = await askFor(address);
    if (answer.kind !== "there") return answer;
    waiting.push(...importedFiles(answer.text, address));
  }
  return lookAtPage();
}

/** A page that was published anew names other scripts than the one that is open. */
async function lookAtPage(): Promise<FileAnswer> {
  const page = await askFor(location.href.replace(/#.*$/, ""));
  if (page.kind !== "there") return page;
  const scripts = [...document.querySelectorAll("script[type=module][src]")].map((each) => each.getAttribute("src"));
  return scripts.every((name) => name === null || page.text.includes(name)) ? page : { kind: "gone" };
}
