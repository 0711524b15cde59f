import type { ScormFacts } from "../../src/homework/assignment/scorm.ts";
import { readProgress, type ProgressMessage } from "../../src/homework/progress/message.ts";

/** What runs in a SCORM package's page, in an LMS: it opens chapters, and reports what they tell. */

type Call = (...given: string[]) => string;

/** An LMS's runtime: the calls of both editions do the same under other names. */
interface Runtime {
  readonly start: () => string;
  readonly set: (name: string, value: string) => void;
  readonly commit: () => void;
  readonly end: () => void;
}

const nobody = { set: (): void => undefined, commit: (): void => undefined };
const comment = "Visible checks only, unverified.";
const facts = JSON.parse(document.getElementById("facts")?.textContent ?? "{}") as ScormFacts;
const runtime = findRuntime();
const opened = new Map<string, Window>();
const origins = new Set(facts.links.map(({ url }) => new URL(url).origin));

if (runtime === null) tell("This page was not opened by an LMS: chapters open, and nothing is reported.");
else if (runtime.start() !== "true") tell("The LMS did not start: chapters open, and nothing is reported.");
else addEventListener("pagehide", () => runtime.end(), { once: true });

const list = document.getElementById("links");
for (const { chapter, url } of facts.links) {
  const button = document.createElement("button");
  button.textContent = `Open ${chapter.replaceAll("-", " ")}`;
  button.addEventListener("click", () => {
    const address = new URL(url);
    address.searchParams.set("lms", location.origin);
    const page = open(address);
    if (page === null) tell("The browser did not open the window: allow pop-ups for this page.");
    else opened.set(chapter, page);
  });
  const item = document.createElement("li");
  item.append(button);
  list?.append(item);
}

/** From a window that was opened here, at the course's address, about this assignment: everything else is nobody's business. */
addEventListener("message", ({ origin, source, data }: MessageEvent<unknown>) => {
  const progress = readProgress(data);
  if (progress === null || !origins.has(origin)) return;
  if (![...opened.values()].some((page) => page === source)) return;
  if (progress.assignment === facts.assignment && progress.version === facts.version) report(progress);
});

function report({ passed, of }: ProgressMessage): void {
  const share = Math.round((1e4 * passed) / of) / 1e4;
  const isDone = passed === of;
  const { set, commit } = runtime ?? nobody;
  if (facts.edition === "1.2") {
    set("cmi.core.score.min", "0");
    set("cmi.core.score.max", "100");
    set("cmi.core.score.raw", String(Math.round(1e4 * share) / 100));
    // "passed" would be a verdict
    set("cmi.core.lesson_status", isDone ? "completed" : "incomplete");
    set("cmi.comments", comment);
  } else {
    set("cmi.score.min", "0");
    set("cmi.score.max", "100");
    set("cmi.score.raw", String(Math.round(1e4 * share) / 100));
    set("cmi.score.scaled", String(share));
    set("cmi.completion_status", isDone ? "completed" : "incomplete");
    set("cmi.success_status", "unknown");
    set("cmi.comments_from_learner.0.comment", comment);
  }
  commit();
  tell(
    `${runtime === null ? "Not reported" : "Reported"}: ${passed} of ${of} exercises pass the visible checks, unverified.`,
  );
}

function tell(words: string): void {
  const state = document.getElementById("state");
  if (state !== null) state.textContent = words;
}

/** In this window, in those that frame it, or in the one that opened it, as far as they may be asked. */
function findRuntime(): Runtime | null {
  const name = facts.edition === "1.2" ? "API" : "API_1484_11";
  const prefix = facts.edition === "1.2" ? "LMS" : "";
  const end = facts.edition === "1.2" ? "LMSFinish" : "Terminate";
  const api = lookFor(window, name) ?? (opener === null ? null : lookFor(opener as Window, name));
  if (api === null) return null;
  const call = (method: string, ...given: string[]): string => String((api[method] as Call)(...given));
  return {
    start: () => call(`${prefix}Initialize`, ""),
    set: (name, value) => void call(`${prefix}SetValue`, name, value),
    commit: () => void call(`${prefix}Commit`, ""),
    end: () => void call(end, ""),
  };
}

function lookFor(from: Window, name: string): Readonly<Record<string, unknown>> | null {
  try {
    for (let at = from; ; at = at.parent) {
      const found = (at as unknown as Readonly<Record<string, unknown>>)[name];
      if (typeof found === "object" && found !== null) return found as Readonly<Record<string, unknown>>;
      if (at.parent === at) return null;
    }
  } catch {
    // A window of another origin: it is no LMS's.
    return null;
  }
}
