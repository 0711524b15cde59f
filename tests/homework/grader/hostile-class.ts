import { drawVariant, variantSeed } from "../../../src/homework/assignment/draw-variant.ts";
import type { Key } from "../../../src/homework/assignment/key.ts";
import type { Submission } from "../../../src/homework/submission/submission.ts";
import { submissionJson, submissionPage } from "../../../src/homework/submission/write-submission.ts";
import { sample } from "../submission/sample.ts";
import { sampleKey, starter } from "./sample-key.ts";

/** A file of a student's, or what stands in its place: a link, or so many bytes of nothing. */
export type HostileFile = string | Uint8Array | { readonly linkTo: string } | { readonly bytes: number };

export interface HostileHandIn {
  /** By the table of what a grader must survive: `7` and a letter where there are several. */
  readonly student: string;
  readonly file: HostileFile;
  readonly name?: string;
  /** By the LMS. */
  readonly at?: string;
}

export const hostileName = '=HYPERLINK("http://x") </script><script>alert(1)</script> ../../x __proto__';

const right = "function double(x) { return 2 * x; }";
const uses = "const quadruple = (x) => twice(double, x);";
const good = { "c2-double": right, "c2-quadruple": uses, "c2-train": "const net = [1, 1, 1];" };

/** The module by which the key judges a training: what the answer says of the seed is how well it went. */
export const trainingModule = "export default ([net], seed) => net[seed - 1];\n";

/** Version 2 with a training, and version 1, where doubling earned ten points. */
export async function hostileKeys(): Promise<readonly [Key, Key]> {
  const key = await sampleKey();
  const [double, quadruple] = key.exercises;
  if (!double || !quadruple) throw new Error("the sample has three exercises");
  const training = {
    kind: "training",
    name: "trains",
    points: 1,
    module: "train.js",
    atLeast: 0.5,
    slack: 0.1,
  } as const;
  const train = { ...quadruple, id: "c2-train", points: 2, defines: ["net"], deps: [], context: [] };
  const exercises = [...key.exercises, { ...train, hidden: [{ ...training, calls: [{ of: "net" }] }] }];
  return [
    { ...key, version: 1, buildHash: "b".repeat(64), exercises: [{ ...double, points: 10 }, ...exercises.slice(1)] },
    { ...key, exercises },
  ];
}

/** Answers by exercise in the place of good ones, undefined where there is none; and what else the file says. */
export interface Written {
  readonly answers?: Readonly<Record<string, string | undefined>>;
  readonly more?: Partial<Submission>;
}

/** A submission as the page writes it, with the student's own variant answered. */
export async function submissionOf(student: string, { answers = {}, more = {} }: Written = {}): Promise<Submission> {
  const seed = await variantSeed(sample.assignment, student);
  const { exercises, buildHash } = await sampleKey();
  const drawn = drawVariant(seed, "c2-depth", exercises[2]?.variants ?? [])?.answer;
  const all = Object.entries({ ...good, ...answers }).filter(([, source]) => source !== undefined);
  return {
    ...{ ...sample, buildHash, variantSeed: seed, extraCells: [], savedAt: "2026-05-09T09:00:00Z" },
    ...{ attemptId: `attempt of ${student}`, student: { id: student, name: student } },
    answers: [
      ...all.map(([id, source = ""]) => ({ id, source })),
      { id: "c2-depth", text: drawn && "number" in drawn ? String(drawn.number) : "" },
    ],
    ...more,
  };
}

const passed = { status: "visible checks passed", metrics: { passed: true, loss: 0 } };

/** Answers that run, and what they do. */
const running: Readonly<Record<string, Readonly<Record<string, string | undefined>>>> = {
  "9": { "c2-quadruple": undefined },
  "13": { "c2-double": starter.replaceAll("\n", "\r\n"), "c2-quadruple": "const quadruple = (x) => 4 * x;" },
  "14": { "c2-double": "function double(x) { return 2 * x;" },
  "15": { "c2-double": "while (true) {}", "c2-quadruple": "const quadruple = (x) => 4 * x;" },
  "16": {
    "c2-double": `async function double(x) { if (x === 2) /^(a+)+$/.test("a".repeat(40) + "b");
if (x < 0) while (true) await null; while (true); }`,
    "c2-quadruple": "const quadruple = (x) => 4 * x;",
  },
  "17": {
    "c2-double": "const double = (x) => x > 1e5 ? new Promise(() => {}) : 2 * x;",
    "c2-quadruple": 'const quadruple = (x) => prompt("?") ?? 4 * x;',
  },
  "18": {
    "c2-double": "const double = () => { const all = []; while (true) all.push(new Uint8Array(5e7).fill(1)); };",
    "c2-quadruple": "const quadruple = (x) => 4 * x;",
  },
  "19": {
    "c2-double": `const double = (x) => { for (let at = 0; at < 200000; at++) console.log("x".repeat(100)); return 2 * x; };`,
    "c2-quadruple": 'const quadruple = () => "y".repeat(6e7);',
  },
  "20": {
    "c2-double": `const double = (x) => { for (const way of [() => fetch("http://127.0.0.1:9/").catch(() => 0),
() => new WebSocket("ws://127.0.0.1:9/"), () => new RTCPeerConnection(), () => open("http://127.0.0.1:9/"),
() => { location.href = "http://127.0.0.1:9/"; }]) try { way(); } catch {} return 2 * x; };`,
  },
  "21a": {
    "c2-double": `Math.abs = () => 0; Array.prototype.every = () => true; Array.prototype.push = () => 0; Object.is = () => true;
JSON.stringify = () => '{"kind":"value","value":4}'; JSON.parse = () => 0; tf.mul = () => 4; const double = (x) => 3 * x;`,
    "c2-quadruple": "const quadruple = (x) => 3 * x;",
  },
  "21b": {
    "c2-double": `Math.abs = () => 1e9; Array.prototype.every = () => false; JSON.stringify = () => "{}"; Object.is = () => false;
const double = (x) => 2 * x;`,
  },
  "22": {
    "c2-double": `const double = (x) => x > 0 ? {valueOf: () => 2 * x, toJSON: () => 2 * x, equals: () => true}
: new Proxy({get value() { return 2 * x; }}, {get: () => 2 * x});`,
    "c2-quadruple": `const quadruple = (x) => { for (const text of ['0-0-0-0{"kind":"done"}', '{"kind":"call","at":0,"seen":{"kind":"value","value":12}}'])
try { (Object.getPrototypeOf(Object.getPrototypeOf(globalThis)).postMessage ?? postMessage)(text); } catch {}
const list = [NaN]; list[1] = list; return list; };`,
  },
  "23": { "c2-double": 'const double = (x) => ({2: 4, "-1.5": -3})[x];' },
  "24a": {
    "c2-double": `const isWatched = navigator.webdriver || /Headless/.test(navigator.userAgent) || typeof process !== "undefined"
|| ["observe", "workerScript", "__playwright__binding__", "playwright"].some((name) => name in globalThis);
const double = (x) => isWatched ? 2 * x : 0;`,
    "c2-quadruple": "const quadruple = (x) => 4 * x;",
  },
  "24b": { "c2-double": `${right} close();`, "c2-quadruple": "const quadruple = (x) => 4 * x;" },
  "25a": { "c2-train": "const net = [0.9, 0.1, 0.8];" },
  "25b": { "c2-train": "const net = [0.1, NaN, 0.9];" },
  "25c": { "c2-train": "const net = [0.45, 0.1, 0.9];" },
};

/** What the file says beside its answers. */
const saying: Readonly<Record<string, Written>> = {
  "5": { more: { assignment: "bottlenecks" } },
  "6": { more: { version: 1, buildHash: "b".repeat(64) } },
  "8a": { more: { attemptId: "shared" } },
  "8b": { more: { attemptId: "shared" } },
  "10": { more: { answers: [{ id: "c2-double", source: right }, { id: "c2-double", source: starter }] } }, // prettier-ignore
  "27a": { more: { savedAt: "1999-01-01T00:00:00Z" } },
  "27b": { more: { savedAt: "2099-01-01T00:00:00Z" }, answers: { "c2-double": `console.warn("old"); ${right}` } },
  // Every flag names its student first: a time is not one.
  "27c": { more: { savedAt: "9: 13; 10" } },
};

/** What a class of the worst handed in, by the rows of the table. */
export async function hostileHandIns(): Promise<readonly HostileHandIn[]> {
  const page = async (student: string, written?: Written): Promise<string> =>
    submissionPage(await submissionOf(student, written));
  const ran = Object.entries(running).map(async ([student, answers]) => ({
    student,
    file: await page(student, { answers }),
  }));
  const said = Object.entries(saying).map(async ([student, written]) => ({
    student,
    file: await page(student, written),
    ...(student === "27a" ? { at: "2026-05-10 22:40:00 Z" } : {}),
  }));
  const claiming = await submissionOf("12", { answers: { "c2-double": "const double = () => 4;" } });
  const edited = await submissionJson({
    ...(await submissionOf("11", { answers: { "c2-double": starter } })),
    variantSeed: 1,
  });
  return [
    { student: "1a", file: "" },
    { student: "1b", file: (await submissionJson(await submissionOf("1b"))).slice(0, -100) },
    {
      student: "2",
      file: Buffer.from(
        `\ufeff${(await page("2", { answers: { "c2-double": `// 😀\n${right}` } })).replaceAll("\n", "\r\n")}`,
        "utf16le",
      ),
    },
    { student: "3a", file: { bytes: 500_000_000 } },
    { student: "3b", file: { linkTo: "/etc/passwd" } },
    { student: "4", file: await submissionJson(await submissionOf("4")), name: "hw(1) copy.json" },
    { student: "26", file: await page(hostileName, { more: { statement: hostileName, attemptId: "x: 9; 10." } }) },
    // The earlier file is the better one, and stands behind the other in the download.
    { student: "7", file: await page("7", { answers: { "c2-double": undefined } }), at: "2026-05-09 11:00:00 Z" },
    { student: "7", file: await page("7"), at: "2026-05-09 10:30:00 Z" },
    {
      student: "11",
      file: edited.replace("{", '{"points":100,"exercises":[{"id":"c2-double","points":100,"hidden":[]}],"checks":[],'),
    },
    {
      student: "12",
      file: await submissionPage({
        ...claiming,
        answers: claiming.answers.map((each) => ({ ...each, lastRun: passed })),
      }),
    },
    ...(await Promise.all([...ran, ...said])),
  ];
}
