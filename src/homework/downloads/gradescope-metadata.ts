import { isAlias, isMap, isScalar, isSeq, parseDocument, type Document, type YAMLMap } from "yaml";
import { refuse } from "../../core/errors.ts";
import type { HandedInBy } from "./hand-in.ts";

export interface GradescopeSubmission {
  readonly by: readonly HandedInBy[];
  /** ISO 8601. */
  readonly when: string | null;
}

export const metadataName = "submission_metadata.yml";

/**
 * Who handed in which folder of a Gradescope export, and when. Of the YAML, which a Ruby program dumps, only these few
 * nodes are looked at, and nothing is expanded.
 * @throws CourseError if the text is not such a file
 */
export function readGradescopeMetadata(text: string, where: string): ReadonlyMap<string, GradescopeSubmission> {
  const document = parse(text, where);
  const broken = document.errors[0];
  const root = document.contents;
  if (broken !== undefined || !isMap(root)) {
    const problem = broken === undefined ? "it lists no submissions" : `it is not YAML (${broken.message})`;
    throw refuse(where, problem, "Export the submissions from Gradescope again.");
  }
  const submissions = new Map<string, GradescopeSubmission>();
  for (const { key, value } of root.items) {
    const submission = resolve(document, value);
    if (!isScalar(key) || !isMap(submission)) continue;
    submissions.set(String(key.value), {
      by: readSubmitters(document, submission),
      when: readWhen(document, submission),
    });
  }
  return submissions;
}

function parse(text: string, where: string): Document.Parsed {
  try {
    return parseDocument(text, { logLevel: "silent", prettyErrors: false, uniqueKeys: false });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw refuse(where, "it is nested too deeply", "Export the submissions from Gradescope again.");
  }
}

function readSubmitters(document: Document, submission: YAMLMap): readonly HandedInBy[] {
  const list = part(document, submission, ":submitters");
  if (!isSeq(list)) return [];
  return list.items.flatMap((item) => {
    const submitter = resolve(document, item);
    if (!isMap(submitter)) return [];
    const [name, sid, email] = [":name", ":sid", ":email"].map((key) => textOf(part(document, submitter, key)));
    const key = sid ?? email ?? name;
    return key ? [{ key, name: name ?? null }] : [];
  });
}

/** A moment, or what Ruby on Rails dumps of one: an object with the moment in UTC. */
function readWhen(document: Document, submission: YAMLMap): string | null {
  const created = part(document, submission, ":created_at");
  const text = textOf(isMap(created) ? part(document, created, "utc") : created) ?? "";
  const [, day, time, zone] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:\.\d+)?\s*(Z|[-+]\d\d:?\d\d)$/.exec(text) ?? [];
  const moment = new Date(`${day}T${time}${zone}`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

function part(document: Document, map: YAMLMap, key: string): unknown {
  return resolve(document, map.get(key, true));
}

function resolve(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function textOf(node: unknown): string | null {
  if (!isScalar(node) || node.value === null) return null;
  // A SID such as 0123 is a text, whether or not it is in quotes.
  const text = (node.source ?? String(node.value)).trim();
  return text === "" ? null : text;
}
