import { messageCharacters } from "../limits.ts";
import { CellValues, type LoadName } from "./cell-values.ts";
import { capConsole } from "./capped-console.ts";
import { closeDoors } from "./closed-doors.ts";
import { decodeValue } from "./decode-value.ts";
import { encodeValue } from "./encode-value.ts";
import type { JobCall, WorkerJob } from "./job.ts";
import { apply, parse, slice, stringify } from "./natives.ts";

/** How often the same door is told of. */
const mostAttempts = 50;

/**
 * Evaluates an answer's cells and makes the calls that are asked for, one after the other. Everything that is reported is
 * written as JSON by hand: `JSON.stringify` of an object asks a `toJSON` that the answer may have put into its prototype.
 * @param send hands a text to the frame; the browser's own
 */
export async function runJob(job: WorkerJob, load: LoadName, send: (text: string) => void): Promise<void> {
  const { token, cells, calls, from, limits } = job;
  const report = (kind: string, fields: string): void => send(`${token}{"kind":"${kind}"${fields}}`);
  let attempts = 0;
  closeDoors((what) => {
    if (attempts++ < mostAttempts) report("attempt", `,"what":${stringify(slice(what, 0, 100))}`);
  });
  capConsole(limits.consoleCharacters, (text) => report("console", `,"text":${stringify(text)}`));
  const values = new CellValues();
  await values.prepare(cells, load);
  const isNetAsked = calls.some(({ as }) => as === "architecture");
  const listNet = isNetAsked ? ((await load("architecture")) as CourseFunction) : asItIs;
  let failed = "";
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at] as (typeof cells)[number];
    try {
      await values.run(cell);
    } catch (error) {
      failed += `${failed === "" ? "" : ","}{"id":${stringify(cell.id)},"message":${stringify(describeError(error))}}`;
    }
  }
  report("cells", `,"failed":[${failed}]`);
  for (let at = from; at < calls.length; at++) {
    const call = calls[at] as JobCall;
    const view = call.as === "architecture" ? listNet : asItIs;
    const seen = await observe(call, { values, view, characters: limits.valueCharacters });
    report("call", `,"at":${stringify(at)},"seen":${seen}`);
  }
  report("done", "");
}

type CourseFunction = (value: unknown) => unknown;

const asItIs: CourseFunction = (value) => value;

interface View {
  readonly values: CellValues;
  /** What is made of a value before it is written down. */
  readonly view: CourseFunction;
  readonly characters: number;
}

async function observe({ of, args }: JobCall, { values, view, characters }: View): Promise<string> {
  try {
    const found = values.read(of);
    const value: unknown = await (args === null
      ? found
      : apply(found as () => unknown, undefined, readArguments(args)));
    return `{"kind":"value","value":${encodeValue(view(value), characters)}}`;
  } catch (error) {
    return `{"kind":"error","message":${stringify(describeError(error))}}`;
  }
}

function readArguments(text: string): unknown[] {
  return decodeValue(parse(text)) as unknown[];
}

/** Asks the error, which may be anything, and whose answers may be anything. */
function describeError(error: unknown): string {
  try {
    if (typeof error !== "object" || error === null) return slice(`threw ${typeof error}`, 0, messageCharacters);
    const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
    const text = typeof message === "string" ? message : "no message";
    return slice(typeof name === "string" ? `${name}: ${text}` : text, 0, messageCharacters);
  } catch {
    return "an error that cannot be read";
  }
}
