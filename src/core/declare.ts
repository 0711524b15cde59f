import { refuse } from "./errors.ts";
import type { Kind } from "./kinds.ts";
import { readOptions, type OptionsOf, type OptionTable, type SettingsOf } from "./options.ts";

/**
 * A function that cells can name says here what it takes, what it returns and what it is for. Its arguments are checked
 * by that, the editor explains it by that, and the reference shows it with its example: one source for all.
 */
export interface Declaration {
  readonly name: string;
  /** A sentence or a few, for a reader. */
  readonly help: string;
  readonly parameters: readonly Parameter[];
  /** It is the tag of a template: name`…`. */
  readonly template?: true;
  /** A type, and what it is where the type does not say it: shapes, units. */
  readonly returns: readonly [type: string, help?: string];
  /** When it refuses arguments of the right kind. */
  readonly refuses?: string;
  /** Where it comes from: paper and section, figure or equation. */
  readonly source?: string;
  /** A cell that shows it at work. It may name what the reference defines at its top (course/example-values.ts). */
  readonly example: string;
}

/** An argument by its place. */
export interface Parameter<Value = unknown, Given = unknown, Form extends ParameterForm = ParameterForm> {
  readonly name: string;
  readonly form: Form;
  readonly help: string;
  readonly kind?: Kind<Value, unknown>;
  /** Of an options object. */
  readonly table?: OptionTable;
  /** Of `form: "rest"`. */
  readonly least?: number;
  /** Only for the compiler: what a caller passes. */
  readonly given?: Given;
}

/** "rest" takes all arguments that follow; "options" is an object with named options. */
export type ParameterForm = "needed" | "optional" | "rest" | "options" | "optional options";

export function parameter<Value, Given>(
  name: string,
  kind: Kind<Value, Given>,
  help = "",
): Parameter<Value, Given, "needed"> {
  return { name, form: "needed", kind, help };
}

export function optionalParameter<Value, Given>(
  name: string,
  kind: Kind<Value, Given>,
  help = "",
): Parameter<Value | undefined, Given, "optional"> {
  return { name, form: "optional", kind, help };
}

export function restParameter<Value, Given>(
  name: string,
  kind: Kind<Value, Given>,
  { least = 0, help = "" }: { readonly least?: number; readonly help?: string } = {},
): Parameter<Value, Given, "rest"> {
  return { name, form: "rest", kind, help, least };
}

/** The options, as the last argument; they may be left out where the table needs none of them. */
export function options<Table extends OptionTable>(
  table: Table,
  help = "",
): Parameter<
  SettingsOf<Table>,
  OptionsOf<Table>,
  Record<string, never> extends OptionsOf<Table> ? "optional options" : "options"
> {
  const isNeeded = Object.values(table).some(({ mode }) => mode === "needed");
  return { name: "options", form: (isNeeded ? "options" : "optional options") as never, table, help };
}

type AnyParameters = readonly Parameter[];

/** What the function itself gets. */
export type ReadArguments<P extends AnyParameters> = P extends readonly [
  Parameter<infer Value, unknown, infer Form>,
  ...infer Others extends AnyParameters,
]
  ? Form extends "rest"
    ? Value[]
    : [Value, ...ReadArguments<Others>]
  : [];

/** What its callers pass. */
export type GivenArguments<P extends AnyParameters> = P extends readonly [
  Parameter<unknown, infer Given, infer Form>,
  ...infer Others extends AnyParameters,
]
  ? Form extends "rest"
    ? Given[]
    : Form extends "needed" | "options"
      ? [Given, ...GivenArguments<Others>]
      : [Given?, ...GivenArguments<Others>]
  : [];

export type About<P extends AnyParameters> = Omit<Declaration, "parameters"> & { readonly parameters: P };

export type Declared<F> = F & { readonly declaration: Declaration };

/**
 * Makes a function that checks its arguments by its declaration before it does anything. Arguments behind the declared
 * ones are ignored, so that `nets.map(countParameters)` works.
 * @param body gets the arguments as they were read: options with their defaults
 */
export function declare<const P extends AnyParameters, Result>(
  about: About<P>,
  body: (...values: ReadArguments<P>) => Result,
): Declared<(...given: GivenArguments<P>) => Result> {
  const call = (...given: unknown[]) => body(...(readArguments(about, given) as ReadArguments<P>));
  return Object.assign(call, { declaration: about }) as never;
}

/**
 * As `declare`, for what belongs to the run of a cell: behind its declared arguments the function takes a context, which
 * the library passes and no reader sees.
 */
export function declareInContext<const P extends AnyParameters, Context extends object, Result>(
  about: About<P>,
  body: (...values: [...ReadArguments<P>, Context]) => Result,
): Declared<(...given: [...GivenArguments<P>, Context?]) => Result> {
  const count = about.parameters.length;
  const call = (...given: unknown[]) => {
    const values = [...readArguments(about, given.slice(0, count)), given[count] ?? {}];
    return body(...(values as [...ReadArguments<P>, Context]));
  };
  return Object.assign(call, { declaration: about }) as never;
}

/** What a function that cells can name says of itself; null for one that was not declared. */
export function declarationOf(value: unknown): Declaration | null {
  return typeof value === "function" && "declaration" in value ? (value.declaration as Declaration) : null;
}

/** `conv(x, options)`, `add(...terms)`, `examples(data, options?)`, "md`…`". */
export function signatureOf({
  name,
  parameters,
  template,
}: Pick<Declaration, "name" | "parameters" | "template">): string {
  if (template) return `${name}\`…\``;
  const shown = parameters.map(({ name: each, form }) => {
    if (form === "rest") return `...${each}`;
    return form.startsWith("optional") ? `${each}?` : each;
  });
  return `${name}(${shown.join(", ")})`;
}

function readArguments(
  about: Omit<Declaration, "parameters"> & { parameters: AnyParameters },
  given: unknown[],
): unknown[] {
  return about.parameters.flatMap((each, at) => {
    if (each.form === "rest") return readRest(about, each, given.slice(at));
    return [readArgument(about, each, given[at])];
  });
}

function readArgument(about: Declaration, { name, form, kind, table }: Parameter, value: unknown): unknown {
  if (table) {
    if (form === "options" && value === undefined) throw refuseMissing(about, name, `{${Object.keys(table)[0]}: …}`);
    return readOptions(about.name, value, table);
  }
  if (value !== undefined) return kind?.read(about.name, name, value);
  if (form === "optional") return undefined;
  throw refuseMissing(about, name, kind?.type ?? "any");
}

function readRest(about: Declaration, { name, kind, least = 0 }: Parameter, given: readonly unknown[]): unknown[] {
  if (given.length < least) {
    throw refuse(about.name, `it takes ${least} or more ${name}, got ${given.length}`, `Write ${signatureOf(about)}.`);
  }
  return given.map((each, at) => kind?.read(about.name, `${name}[${at}]`, each));
}

function refuseMissing(about: Declaration, name: string, type: string): Error {
  return refuse(about.name, `${name} (${type}) is missing`, `Write ${signatureOf(about)}.`);
}
