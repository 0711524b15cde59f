import { checkOptionNames, nearestName, requireBoolean, requireNumber, show } from "../core/check-value.ts";
import { refuse } from "../core/errors.ts";
import { isPlainObject, type Kind } from "../core/kinds.ts";
import type { Initializer } from "./graph.ts";

/** What an option `initializer` takes: the full description, or only its kind. */
export type InitializerChoice = Initializer | Exclude<Initializer["kind"], "normal">;

/** What each kind of initializer can be told besides. */
const fieldsOf = {
  "he-normal": ["fan"],
  "xavier-normal": [],
  "xavier-uniform": [],
  "fan-in-uniform": [],
  normal: ["deviation"],
  orthogonal: ["gain"],
  "looks-linear": ["paired"],
  identity: [],
  zeros: [],
} as const satisfies Record<Initializer["kind"], readonly string[]>;
const kinds = Object.keys(fieldsOf) as Initializer["kind"][];

/** What tf and PyTorch call them, without capitals, hyphens and underscores. */
const wordsElsewhere: Readonly<Record<string, string>> = {
  henormal: '"he-normal"',
  kaimingnormal: '"he-normal"',
  glorotnormal: '"xavier-normal"',
  glorotuniform: '"xavier-uniform"',
  randomnormal: '{kind: "normal", deviation: 0.05}',
};

const heFanIn: Initializer = { kind: "he-normal", fan: "in" };

/** Checked, and left as it was written: "he-normal" alone takes the fan that is usual for the layer. */
export const initializerKind: Kind<InitializerChoice> = {
  type: [
    ...kinds.filter((kind) => kind !== "normal").map((kind) => `"${kind}"`),
    '{kind: "normal", deviation}',
    '{kind: "he-normal", fan: "in" | "out"}',
    '{kind: "orthogonal", gain}',
  ].join(" | "),
  read: (where, _name, value) => {
    readInitializer(where, value, heFanIn);
    return value as InitializerChoice;
  },
};

/** Completes a choice; "he-normal" alone takes the fan that is usual for the layer (`usual`). */
export function readInitializer(where: string, choice: unknown, usual: Initializer): Initializer {
  const given = typeof choice === "string" ? { kind: choice } : choice;
  if (!isPlainObject(given) || !("kind" in given)) {
    throw refuse(where, `initializer must be a kind or {kind: …}, got ${show(choice)}`, 'Try "he-normal".');
  }
  const kind = kinds.find((each) => each === given["kind"]);
  if (kind === undefined) throw refuseKind(where, given["kind"]);
  checkOptionNames(`${where}, initializer`, given, ["kind", ...fieldsOf[kind]]);
  return completed(where, kind, given, usual);
}

function completed(
  where: string,
  kind: Initializer["kind"],
  given: Readonly<Record<string, unknown>>,
  usual: Initializer,
): Initializer {
  switch (kind) {
    case "normal":
      return { kind, deviation: requireNumber(where, "initializer.deviation", given["deviation"], 0) };
    case "orthogonal":
      return { kind, gain: requireNumber(where, "initializer.gain", given["gain"] ?? 1, 0) };
    case "looks-linear":
      return { kind, paired: requireBoolean(where, "initializer.paired", given["paired"] ?? true) };
    case "he-normal": {
      const fan = given["fan"] ?? (usual.kind === "he-normal" ? usual.fan : "in");
      if (fan === "in" || fan === "out") return { kind, fan };
      throw refuse(where, `initializer.fan must be "in" or "out", got ${show(fan)}`, 'Try "in".');
    }
    default:
      return { kind };
  }
}

function refuseKind(where: string, kind: unknown): Error {
  const word = typeof kind === "string" ? wordsElsewhere[kind.toLowerCase().replaceAll(/[-_]/g, "")] : undefined;
  const nearest = typeof kind === "string" ? nearestName(kind, kinds) : null;
  const hint = word !== undefined ? `Write ${word}. ` : nearest === null ? "" : `Did you mean "${nearest}"? `;
  return refuse(where, `unknown initializer ${show(kind)}`, `${hint}Kinds are ${kinds.join(", ")}.`);
}
