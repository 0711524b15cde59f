import {
  getOwnPropertyDescriptor,
  isArray,
  isSame,
  isView,
  kindOfTyped,
  lengthOfTyped,
  ownKeys,
  stringify,
} from "./natives.ts";

/** A net's weights are four deep. */
const deepest = 12;

/**
 * Writes a value of a student's code as the JSON of a `PlainValue`. Nothing of the value is called but a tensor's own
 * `dataSync` and what a proxy answers; nothing that the code may have patched is used.
 * @param characters how long the JSON may be; a longer one is said to be too large, and no part of it is kept
 */
export function encodeValue(value: unknown, characters: number): string {
  const left = { characters };
  const text = encode(value, 0, left);
  return left.characters < 0 ? opaque("too large") : text;
}

interface Left {
  characters: number;
}

function encode(value: unknown, depth: number, left: Left): string {
  // What is too large is written no further; all of it is thrown away.
  if (left.characters < 0) return "null";
  return typeof value === "object" && value !== null ? encodeObject(value, depth, left) : encodePrimitive(value, left);
}

function spend(text: string, left: Left): string {
  left.characters -= text.length;
  return text;
}

function encodePrimitive(value: unknown, left: Left): string {
  switch (typeof value) {
    case "number":
      return spend(encodeNumber(value), left);
    case "string":
      // Before it is written: what is too long would be copied.
      left.characters -= value.length;
      return left.characters < 0 ? "null" : stringify(value);
    case "boolean":
      return spend(value ? "true" : "false", left);
    case "undefined":
      return spend('{"$":"undefined"}', left);
    case "object":
      return spend("null", left);
    default:
      return spend(opaque(typeof value), left);
  }
}

function encodeNumber(value: number): string {
  if (value !== value) return '{"$":"number","is":"NaN"}';
  if (value === Infinity) return '{"$":"number","is":"Infinity"}';
  if (value === -Infinity) return '{"$":"number","is":"-Infinity"}';
  return isSame(value, -0) ? '{"$":"number","is":"-0"}' : stringify(value);
}

function encodeObject(value: object, depth: number, left: Left): string {
  if (depth >= deepest) return spend(opaque("too deep"), left);
  if (isArray(value)) return encodeList(value, value.length, depth, left);
  const kind = isView(value) ? kindOfTyped(value) : undefined;
  if (kind !== undefined) {
    const head = spend(`{"$":"typed","of":${stringify(kind)},"values":`, left);
    return `${head}${encodeList(value as unknown as ArrayLike<unknown>, lengthOfTyped(value), depth, left)}}`;
  }
  return isTensor(value) ? encodeTensor(value, depth, left) : encodeRecord(value, depth, left);
}

function encodeList(list: ArrayLike<unknown>, length: number, depth: number, left: Left): string {
  let text = "[";
  for (let at = 0; at < length && left.characters >= 0; at++) {
    left.characters--;
    text += `${at > 0 ? "," : ""}${encode(list[at], depth + 1, left)}`;
  }
  return `${text}]`;
}

function encodeRecord(value: object, depth: number, left: Left): string {
  let text = spend('{"$":"object","entries":[', left);
  const keys = ownKeys(value);
  let isFirst = true;
  for (let at = 0; at < keys.length && left.characters >= 0; at++) {
    const key = keys[at];
    if (typeof key !== "string") continue;
    const property = getOwnPropertyDescriptor(value, key);
    if (property?.enumerable !== true) continue;
    const inner =
      "get" in property && property.get ? spend(opaque("accessor"), left) : encode(property.value, depth + 1, left);
    left.characters -= key.length + 5;
    if (left.characters >= 0) text += `${isFirst ? "" : ","}[${stringify(key)},${inner}]`;
    isFirst = false;
  }
  return `${text}]}`;
}

interface TensorLike {
  readonly shape: readonly number[];
  readonly dataSync: () => ArrayLike<unknown>;
}

function isTensor(value: object): value is TensorLike {
  const { shape, dataSync } = value as Partial<TensorLike>;
  return isArray(shape) && typeof dataSync === "function";
}

function encodeTensor(value: TensorLike, depth: number, left: Left): string {
  const values = value.dataSync();
  const shape = encodeList(value.shape, value.shape.length, depth, left);
  return `{"$":"tensor","shape":${shape},"values":${encode(values, depth + 1, left)}}`;
}

function opaque(what: string): string {
  return `{"$":"opaque","what":${stringify(what)}}`;
}
