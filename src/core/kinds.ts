import { refuse } from "./errors.ts";
import { requireBoolean, requireChoice, requireInteger, requireNumber, requireSeed, show } from "./check-value.ts";

/**
 * What a value may be: its name in the reference and the editor, and how a value that a reader wrote is read or refused.
 * A refusal begins with `where`, the function, and names the argument or option.
 */
export interface Kind<Value, Given = Value> {
  /** As TypeScript would write it where that is short, otherwise in words: `"loss" | "accuracy"`, `integer ≥ 1`. */
  readonly type: string;
  /** @throws CourseError that says what was expected, what came, and what would work */
  readonly read: (where: string, name: string, value: unknown) => Value;
  /** Of an object with named parts: what each may be. */
  readonly parts?: Readonly<Record<string, Part>>;
  /** Only for the compiler: what a caller passes, where reading fills something in. */
  readonly given?: Given;
}

/** As much of an option as a kind has to know of its parts: core/options.ts has the whole. */
export interface Part {
  readonly mode: string;
  readonly kind: Kind<unknown>;
  readonly help: string;
  readonly fallback?: unknown;
  readonly otherwise?: string;
}

/** What a kind reads, and what it is given. */
export type ValueOf<K> = K extends Kind<infer Value, unknown> ? Value : never;
export type GivenOf<K> = K extends Kind<unknown, infer Given> ? Given : never;

export interface Range {
  /** The least that is allowed. */
  readonly least?: number;
  /** The most that is allowed. */
  readonly most?: number;
  /** What is counted or measured: "steps", "pixels". */
  readonly unit?: string;
}

export function integer({ least = -Infinity, most = Infinity, unit }: Range = {}): Kind<number> {
  return {
    type: `integer${rangeText(least, most)}${unitText(unit)}`,
    read: (where, name, value) => requireInteger(where, name, value, least, most),
  };
}

export function number({ least = -Infinity, most = Infinity, unit }: Range = {}): Kind<number> {
  return {
    type: `number${rangeText(least, most)}${unitText(unit)}`,
    read: (where, name, value) => requireNumber(where, name, value, least, most),
  };
}

/** What random numbers are drawn from. */
export const seedKind: Kind<number> = { type: "integer", read: requireSeed };

export const boolean: Kind<boolean> = { type: "boolean", read: requireBoolean };

export const text: Kind<string> = {
  type: "string",
  read: (where, name, value) => {
    if (typeof value === "string") return value;
    throw refuse(where, `${name} must be a text, got ${show(value)}`, `Write it in quotation marks.`);
  },
};

/** One of some words. */
export function choice<const T extends string>(...choices: readonly [T, ...T[]]): Kind<T> {
  return {
    type: choices.map((each) => JSON.stringify(each)).join(" | "),
    read: (where, name, value) => requireChoice(where, name, value, choices),
  };
}

/** A list of values of one kind, of at least `least` and at most `most` of them. */
export function list<Value, Given>(
  of: Kind<Value, Given>,
  { least = 0, most = Infinity }: Range = {},
): Kind<readonly Value[], readonly Given[]> {
  const type = /[ |]/.test(of.type) ? `(${of.type})[]` : `${of.type}[]`;
  return {
    type,
    ...partsOf(of),
    read: (where, name, value) => {
      if (!Array.isArray(value))
        throw refuse(where, `${name} must be a list, got ${show(value)}`, `Write [ ] around it.`);
      if (value.length < least || value.length > most) {
        const count = least === most ? `${least}` : most === Infinity ? `at least ${least}` : `${least} to ${most}`;
        throw refuse(where, `${name} must have ${count} entries, got ${value.length}`, `It is a list: ${type}.`);
      }
      return value.map((each: unknown, at) => of.read(where, `${name}[${at}]`, each));
    },
  };
}

/** One value of a kind, or several in a list; read as a list of at least one. */
export function oneOrMore<Value, Given>(
  of: Kind<Value, Given>,
): Kind<readonly [Value, ...Value[]], Given | readonly Given[]> {
  return {
    type: `${of.type} | ${of.type}[]`,
    read: (where, name, value) => {
      // An empty list is refused as what it is not: the kind says where to get one
      if (!Array.isArray(value) || value.length === 0) return [of.read(where, name, value)];
      const [first, ...others] = value.map((each: unknown, at) => of.read(where, `${name}[${at}]`, each));
      return [first as Value, ...others];
    },
  };
}

/** An object whose values are of one kind, under names that the reader chooses. */
export function record<Value, Given>(
  of: Kind<Value, Given>,
  { least = 0 }: Range = {},
): Kind<Readonly<Record<string, Value>>, Readonly<Record<string, Given>>> {
  return {
    type: `{[name]: ${of.type}}`,
    read: (where, name, value) => {
      if (!isPlainObject(value)) {
        throw refuse(where, `${name} must be an object, got ${show(value)}`, `Write {"a name": …} around it.`);
      }
      const entries = Object.entries(value);
      if (entries.length < least) {
        throw refuse(
          where,
          `${name} must have at least ${least} entries, got ${entries.length}`,
          `Write {"a name": …}.`,
        );
      }
      return Object.fromEntries(entries.map(([key, each]) => [key, of.read(where, `${name}'s ${key}`, each)]));
    },
  };
}

/** The kind of the first that `accepts` the value; what none accepts is refused by all together. */
export function either<Kinds extends readonly [Alternative, ...Alternative[]]>(
  ...alternatives: Kinds
): Kind<ValueOf<Kinds[number]["kind"]>, GivenOf<Kinds[number]["kind"]>> {
  const type = alternatives.map(({ kind }) => kind.type).join(" | ");
  return {
    type,
    ...partsOf(...alternatives.map(({ kind }) => kind)),
    read: (where, name, value) => {
      const fitting = alternatives.find(({ accepts }) => accepts(value));
      if (fitting) return fitting.kind.read(where, name, value) as ValueOf<Kinds[number]["kind"]>;
      throw refuse(where, `${name} must be ${type}, got ${show(value)}`, "Pass one of these.");
    },
  };
}

export interface Alternative {
  // Each alternative has a value of its own: only `either` knows them all.
  readonly kind: Kind<unknown>;
  /** A rough look, which decides whose refusal the reader reads. */
  readonly accepts: (value: unknown) => boolean;
}

/** `null` says that there is none. */
export function orNull<Value, Given>(kind: Kind<Value, Given>): Kind<Value | null, Given | null> {
  return {
    type: `${kind.type} | null`,
    ...partsOf(kind),
    read: (where, name, value) => (value === null ? null : kind.read(where, name, value)),
  };
}

/** A function of the reader's own. @param signature e.g. `(x, {filters, stride}) => tensor` */
export function callback<F extends (...values: never[]) => unknown>(signature: string): Kind<F> {
  return {
    type: signature,
    read: (where, name, value) => {
      if (typeof value === "function") return value as F;
      throw refuse(where, `${name} must be a function, got ${show(value)}`, `Write ${signature}.`);
    },
  };
}

/**
 * What another function of the course made: recognised by its shape, and never typed by hand.
 * @param type its name in the reference
 * @param isOne whether a value is one
 * @param remedy a sentence that says where to get one
 */
export function made<Value>(type: string, isOne: (value: unknown) => boolean, remedy: string): Kind<Value> {
  return {
    type,
    read: (where, name, value) => {
      if (isOne(value)) return value as Value;
      throw refuse(where, `${name} must be ${articleFor(type)}${type}, got ${show(value)}`, remedyFor(value) ?? remedy);
    },
  };
}

/** Anything at all. */
export const anything: Kind<unknown> = { type: "any", read: (_where, _name, value) => value };

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Those of the first kind that has any. */
function partsOf(...kinds: readonly Pick<Kind<unknown>, "parts">[]): Pick<Kind<unknown>, "parts"> {
  const parts = kinds.find((each) => each.parts !== undefined)?.parts;
  return parts === undefined ? {} : { parts };
}

/** What is not there yet where it is asked for: the commonest mistake with what takes time. */
function remedyFor(value: unknown): string | null {
  if (!isPlainObject(value)) return null;
  if (Symbol.asyncIterator in value) {
    return "That is still going on: give it a cell of its own, const run = train(…), and name that cell here.";
  }
  return "then" in value && typeof value.then === "function" ? "That is a promise: write await before it." : null;
}

function rangeText(least: number, most: number): string {
  if (least === -Infinity && most === Infinity) return "";
  if (most === Infinity) return ` ≥ ${least}`;
  return least === -Infinity ? ` ≤ ${most}` : ` ${least} … ${most}`;
}

function unitText(unit: string | undefined): string {
  return unit === undefined ? "" : `, ${unit}`;
}

/** Types that are plurals have none: Parameters, Examples. */
function articleFor(type: string): string {
  if (type.endsWith("s")) return "";
  return /^[aeiou]/i.test(type) ? "an " : "a ";
}
