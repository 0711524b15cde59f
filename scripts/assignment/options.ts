import { parseArgs } from "node:util";
import { refuse } from "../../src/core/errors.ts";

export type AssignmentCommand =
  | { readonly kind: "help"; readonly usage: string }
  | { readonly kind: "new"; readonly file: string }
  | { readonly kind: "check"; readonly file: string }
  | {
      readonly kind: "build";
      readonly file: string;
      /** Where releases are kept; null: the folder `released` beside the file. */
      readonly out: string | null;
      /** The address of the course, with a slash at its end. */
      readonly site: string;
    };

const where = "npm run assignment";

const usage = `npm run assignment -- new FILE      writes an assignment to start from, with all parts explained
npm run assignment -- check FILE    says what keeps it from being graded, and runs solutions and starters
npm run assignment -- build FILE --site URL [--out FOLDER]
                                    the same, and writes manifest, student links, key and files for an LMS
  FILE          a YAML file in a private folder, which the public site is not built from
  --site URL    where students open the course, such as https://example.org/course/
  --out FOLDER  where every released version is kept (released/ beside the file)
`;

/**
 * Reads the command line.
 * @throws CourseError that says what would work
 */
export function readOptions(given: readonly string[]): AssignmentCommand {
  const { values, positionals } = parse(given);
  if (values.help || given.length === 0) return { kind: "help", usage };
  const [kind, file, ...others] = positionals;
  if (kind !== "new" && kind !== "check" && kind !== "build") {
    throw refuse(where, `"${kind ?? ""}" is nothing that it does`, `It takes:\n${usage}`);
  }
  if (file === undefined) throw refuse(where, `${kind} needs a file`, `Try npm run assignment -- ${kind} FILE.`);
  if (others.length > 0) throw refuse(where, "it takes one file at a time", "Run it once for each.");
  if (kind === "build") return { kind, file, out: values.out ?? null, site: readSite(values.site) };
  const other = (["site", "out"] as const).find((name) => values[name] !== undefined);
  if (other !== undefined) throw refuse(where, `${kind} takes no --${other}`, "Leave it out.");
  return { kind, file };
}

function parse(given: readonly string[]) {
  try {
    return parseArgs({
      args: [...given],
      options: { site: { type: "string" }, out: { type: "string" }, help: { type: "boolean", default: false } },
      allowPositionals: true,
    });
  } catch (error) {
    const problem = error instanceof Error ? error.message.replace(/\..*$/s, "") : String(error);
    throw refuse(where, problem, `It takes:\n${usage}`);
  }
}

function readSite(text: string | undefined): string {
  const remedy = "Add --site https://example.org/course/.";
  if (text === undefined) throw refuse(where, "--site must say where students open the course", remedy);
  const url = URL.parse(text);
  if (url === null || !/^https?:$/.test(url.protocol) || url.search !== "" || url.hash !== "") {
    throw refuse(where, `--site must be the address of a course, got "${text}"`, remedy);
  }
  return url.href.replace(/\/*$/, "/");
}
