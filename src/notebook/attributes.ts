import { ChapterError, type ChapterPlace } from "./chapter-error.ts";

/** Attributes as authors write them on a fence or a container: `#id .class flag name=value name="two words"`. */
export interface Attributes {
  readonly id: string | null;
  readonly classes: readonly string[];
  readonly flags: ReadonlySet<string>;
  readonly values: ReadonlyMap<string, string>;
}

/** What a fence or container understands; anything else is a typing mistake and is refused. */
export interface KnownAttributes {
  readonly names: readonly string[];
  readonly flags?: readonly string[];
}

const attribute = /\s*(?:#([^\s#"'=]+)|\.([\w-]+)|([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'=]+)))?)(?=\s|$)/y;

/**
 * Reads attributes.
 * @param text the attributes without surrounding braces
 * @param what how the message names the thing that carries them, e.g. "a js fence"
 * @throws ChapterError naming the first attribute that is malformed, repeated or unknown
 */
export function parseAttributes(text: string, known: KnownAttributes, what: string, place: ChapterPlace): Attributes {
  let id: string | null = null;
  const classes: string[] = [];
  const flags = new Set<string>();
  const values = new Map<string, string>();
  for (let at = 0; text.slice(at).trim() !== "";) {
    attribute.lastIndex = at;
    const match = attribute.exec(text);
    if (!match) throw unknown(text.slice(at).trim(), known, what, place);
    const [all, hash, className, name = "", ...quoted] = match;
    at += all.length;
    const value = quoted.find((part) => part !== undefined);
    if (hash !== undefined) id = hash;
    else if (className !== undefined) classes.push(className);
    else if (value === undefined) flags.add(name);
    else values.set(name, value);
    if (name !== "") refuseUnknown({ name, hasValue: value !== undefined }, known, what, place);
  }
  return { id, classes, flags, values };
}

/** A value that must be one of a few words. @throws ChapterError */
export function oneOf<Word extends string>(
  value: string,
  words: readonly Word[],
  name: string,
  place: ChapterPlace,
): Word {
  const word = words.find((candidate) => candidate === value);
  if (word !== undefined) return word;
  throw new ChapterError(place, `${name}=${value} is not known`, `Try ${name}=${words.join(` or ${name}=`)}.`);
}

/** A value that must be a number. @throws ChapterError */
export function toNumber(value: string, name: string, place: ChapterPlace): number {
  const number = Number(value);
  if (value.trim() !== "" && Number.isFinite(number)) return number;
  throw new ChapterError(place, `${name} must be a number, got "${value}"`, `Try ${name}=0.3.`);
}

function refuseUnknown(
  { name, hasValue }: { readonly name: string; readonly hasValue: boolean },
  known: KnownAttributes,
  what: string,
  place: ChapterPlace,
): void {
  if (hasValue ? known.names.includes(name) : known.flags?.includes(name)) return;
  throw unknown(name, known, what, place);
}

function unknown(
  text: string,
  { names, flags = [] }: KnownAttributes,
  what: string,
  place: ChapterPlace,
): ChapterError {
  const offered = [...flags, ...names.map((name) => `${name}=…`)];
  const remedy = offered.length > 0 ? `Try ${offered.join(", ")}.` : "Leave it out.";
  return new ChapterError(place, `${what} does not understand "${text}"`, remedy);
}
