import type { CompiledCell } from "../../notebook/chapter.ts";
import type { CellState } from "./cell-state.ts";
import { describeRefusal } from "./describe-refusal.ts";
import type { OutputArea } from "./output-area.ts";
import type { PresentRun } from "./present-run.ts";

/** As much of a cell as finding out who asked for something needs. */
export interface Asker {
  readonly id: string;
  /** The code that runs. */
  readonly body: string;
  readonly output: HTMLElement;
  /** When its last run began; null before the first. */
  readonly beganMs: number | null;
  /** What its last run failed with; "" where it did not. */
  readonly error: string;
  remark(sentence: string): void;
}

/** A cell as one that may have asked. */
export function askerOf(
  { id, compiled }: { readonly id: string; readonly compiled: Pick<CompiledCell, "body"> },
  {
    runs,
    base,
    output,
  }: { readonly runs: Pick<PresentRun, "beganMs">; readonly base: CellState; readonly output: OutputArea },
): Asker {
  return {
    id,
    body: compiled.body,
    output: output.root,
    beganMs: runs.beganMs,
    error: base.kind === "error" ? base.error.message : "",
    remark: (sentence) => output.remark(sentence),
  };
}

/** What browsers say where the network, or the policy, has refused. */
const networkError = /failed to fetch|networkerror|network error|load failed/i;

/** Code that waits before it asks is told apart from other cells' by time only within this. */
const recentMs = 10_000;

/**
 * Says in a cell what the page's policy refused it: the browser tells the page, and the cell at most that something failed.
 * @returns the function that ends it
 */
export function watchRefusals(askers: () => readonly Asker[]): () => void {
  const hear = (event: SecurityPolicyViolationEvent): void => {
    const sentence = describeRefusal(event);
    if (sentence !== null) findAsker(event, askers())?.remark(sentence);
  };
  document.addEventListener("securitypolicyviolation", hear);
  return () => document.removeEventListener("securitypolicyviolation", hear);
}

/** The cell whose code or output asked, as far as can be known: the browser names neither elements nor their makers. */
function findAsker(event: SecurityPolicyViolationEvent, askers: readonly Asker[]): Asker | null {
  const [, source = ""] = /\/cell-([^/]*)\.js$/.exec(event.sourceFile) ?? [];
  const named = askers.find(({ id }) => encodeURIComponent(id) === source);
  if (named) return named;
  const shown = askers.find(({ output }) => Array.from(output.querySelectorAll("*")).some((each) => asks(each, event)));
  if (shown || event.blockedURI === "inline") return shown ?? null;
  const host = hostOf(event.blockedURI);
  const written = host === "" ? undefined : latest(askers.filter(({ body }) => body.includes(host)));
  if (written) return written;
  return latest(askers.filter(({ error }) => networkError.test(error))) ?? latest(askers) ?? null;
}

function latest(askers: readonly Asker[]): Asker | undefined {
  const since = performance.now() - recentMs;
  const recent = askers.filter(({ beganMs }) => beganMs !== null && beganMs >= since);
  return recent.toSorted((a, b) => (b.beganMs ?? 0) - (a.beganMs ?? 0))[0];
}

/** Whether an element has the address, or a text in the place of a handler. */
function asks(element: Element, { blockedURI }: SecurityPolicyViolationEvent): boolean {
  return Array.from(element.attributes).some(({ name, value }) =>
    blockedURI === "inline"
      ? (name.startsWith("on") && !/^::\d+$/.test(value)) || /^\s*javascript:/i.test(value)
      : blockedURI.includes(":") && value.includes(blockedURI),
  );
}

function hostOf(address: string): string {
  return URL.canParse(address) ? new URL(address).host : "";
}
