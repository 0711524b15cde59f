import { checkOptionNames } from "./check-value.ts";
import { refuse } from "./errors.ts";
import { isPlainObject, type Kind } from "./kinds.ts";

/**
 * One option of a function: what it may be, what it is where a reader says nothing, and what it does. The check, the
 * editor's completion and the reference read the same row.
 */
export interface Option<Value, Mode extends OptionMode = OptionMode, Given = Value> {
  readonly mode: Mode;
  readonly kind: Kind<Value, Given>;
  /** One or two sentences, for a reader; units where the kind does not say them. */
  readonly help: string;
  /** Where the mode is "default". */
  readonly fallback?: Value;
  /** The default in words, where it depends on other options or on the data: "as wide as the input". */
  readonly otherwise?: string;
}

/** "needed" must be given; "default" has a value of its own; "optional" is undefined where it is not given. */
export type OptionMode = "needed" | "default" | "optional";

/** Name → option, in the order in which the reference lists them. */
export type OptionTable = Readonly<Record<string, Option<unknown>>>;

export function needed<Value, Given>(kind: Kind<Value, Given>, help: string): Option<Value, "needed", Given> {
  return { mode: "needed", kind, help };
}

export function withDefault<Value, Given>(
  kind: Kind<Value, Given>,
  fallback: NoInfer<Value>,
  help: string,
): Option<Value, "default", Given> {
  return { mode: "default", kind, fallback, help };
}

/** @param otherwise what happens where it is not given, in words */
export function optional<Value, Given>(
  kind: Kind<Value, Given>,
  help: string,
  otherwise?: string,
): Option<Value, "optional", Given> {
  return { mode: "optional", kind, help, ...(otherwise === undefined ? {} : { otherwise }) };
}

type NamesOf<Table extends OptionTable, Mode extends OptionMode> = {
  [Name in keyof Table]: Table[Name]["mode"] extends Mode ? Name : never;
}[keyof Table];

type ValueIn<Table extends OptionTable, Name extends keyof Table> =
  Table[Name] extends Option<infer Value, OptionMode, unknown> ? Value : never;

type GivenIn<Table extends OptionTable, Name extends keyof Table> =
  Table[Name] extends Option<unknown, OptionMode, infer Given> ? Given : never;

/** What a caller may pass for a table of options. */
export type OptionsOf<Table extends OptionTable> = Simplify<
  { readonly [Name in NamesOf<Table, "needed">]: GivenIn<Table, Name> } & {
    readonly [Name in NamesOf<Table, "default" | "optional">]?: GivenIn<Table, Name> | undefined;
  }
>;

/** What a function gets after `readOptions`. */
export type SettingsOf<Table extends OptionTable> = Simplify<
  { readonly [Name in NamesOf<Table, "needed" | "default">]: ValueIn<Table, Name> } & {
    readonly [Name in NamesOf<Table, "optional">]: ValueIn<Table, Name> | undefined;
  }
>;

type Simplify<T> = { [Name in keyof T]: T[Name] };

/**
 * Checks what was given against the table and fills in the defaults. An option that is undefined counts as not given.
 * @param where the function whose options these are, for messages
 * @throws CourseError on an unknown name, a missing option, or a value of the wrong kind
 */
export function readOptions<Table extends OptionTable>(where: string, given: unknown, table: Table): SettingsOf<Table> {
  const options = given ?? {};
  const names = Object.keys(table);
  checkOptionNames(where, options, names);
  const settings = names.map((name) => [name, readOption(where, name, options as object, table)] as const);
  return Object.fromEntries(settings) as SettingsOf<Table>;
}

function readOption(where: string, name: string, options: object, table: OptionTable): unknown {
  const { mode, kind, fallback } = table[name] as Option<unknown>;
  const value = (options as Record<string, unknown>)[name];
  if (value !== undefined) return kind.read(where, name, value);
  if (mode !== "needed") return fallback;
  throw refuse(where, `the option ${name} is missing`, `Pass {${name}: …}: ${kind.type}.`);
}

/** An object with named parts, each read as an option: `warmUp: {until, from}`. */
export function objectOf<Table extends OptionTable>(table: Table): Kind<SettingsOf<Table>, OptionsOf<Table>> {
  const parts = Object.entries(table).map(
    ([name, { mode, kind }]) => `${name}${mode === "needed" ? "" : "?"}: ${kind.type}`,
  );
  return {
    type: `{${parts.join(", ")}}`,
    parts: table,
    read: (where, name, value) => {
      if (!isPlainObject(value))
        throw refuse(where, `${name} must be an object`, `Write ${name}: {${parts.join(", ")}}.`);
      return readOptions(`${where}, ${name}`, value, table);
    },
  };
}
