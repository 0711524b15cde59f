/**
 * WebAssembly from TypeScript: functions are written as nested calls, one for each instruction, and become the bytes of
 * a module. Only the instructions that the kernels use are here.
 * https://webassembly.github.io/spec/core/binary
 */

/** Instructions in order; an expression leaves its value on the stack. */
export type Code = readonly (number | Code)[];
export type ValueType = keyof typeof typeCodes;
const typeCodes = { i32: 0x7f, f32: 0x7d, f64: 0x7c, v128: 0x7b } as const;

/** A parameter or a local variable. */
export interface Variable {
  readonly get: Code;
  set(value: Code): Code;
}

/** A function without result. All its parameters are i32: addresses, sizes and counts in bytes or things. */
export interface FunctionSource {
  readonly parameters: number;
  readonly locals: readonly ValueType[];
  readonly body: Code;
}

/** Writes a function; `declare` makes a local variable, which starts at 0. */
export function defineFunction<const Names extends readonly string[]>(
  names: Names,
  write: (parameters: Record<Names[number], Variable>, declare: (type: ValueType) => Variable) => Code,
): FunctionSource {
  const locals: ValueType[] = [];
  const declare = (type: ValueType): Variable => variable(names.length + locals.push(type) - 1);
  const parameters = Object.fromEntries(names.map((name, index) => [name, variable(index)]));
  const body = write(parameters as Record<Names[number], Variable>, declare);
  return { parameters: names.length, locals, body };
}

function variable(index: number): Variable {
  return { get: [0x20, unsigned(index)], set: (value) => [value, 0x21, unsigned(index)] };
}

const binary =
  (...opcode: readonly number[]) =>
  (a: Code, b: Code): Code => [a, b, ...opcode];

const simd = 0xfd;

export const i32 = {
  constant: (value: number): Code => [0x41, signed(value)],
  add: binary(0x6a),
  subtract: binary(0x6b),
  multiply: binary(0x6c),
};

/** One number, or four at once. Addresses are in bytes; `offset` is a constant that is added to them. */
export interface Lanes {
  readonly type: "f32" | "v128";
  readonly bytes: number;
  load(address: Code, offset?: number): Code;
  store(address: Code, value: Code, offset?: number): Code;
  add(a: Code, b: Code): Code;
  subtract(a: Code, b: Code): Code;
  multiply(a: Code, b: Code): Code;
}

export const f32: Lanes = {
  type: "f32",
  bytes: 4,
  load: (address, offset = 0) => [address, 0x2a, 2, unsigned(offset)],
  store: (address, value, offset = 0) => [address, value, 0x38, 2, unsigned(offset)],
  add: binary(0x92),
  subtract: binary(0x93),
  multiply: binary(0x94),
};

export const f32x4: Lanes & {
  /** All four lanes the number at the address. */
  loadSplat(address: Code, offset?: number): Code;
  readonly zero: Code;
  /** All ones where a > b, otherwise zeros. */
  greater(a: Code, b: Code): Code;
} = {
  type: "v128",
  bytes: 16,
  load: (address, offset = 0) => [address, simd, 0, 2, unsigned(offset)],
  loadSplat: (address, offset = 0) => [address, simd, 9, 2, unsigned(offset)],
  store: (address, value, offset = 0) => [address, value, simd, 11, 2, unsigned(offset)],
  add: binary(simd, 0xe4, 1),
  subtract: binary(simd, 0xe5, 1),
  multiply: binary(simd, 0xe6, 1),
  zero: [simd, 12, ...Array.from({ length: 16 }, () => 0)],
  greater: binary(simd, 0x44),
};

export const v128 = { and: binary(simd, 0x4e) };

/** Runs `body` as often as `count` says, and leaves 0 in it. */
export function repeat(count: Variable, body: Code): Code {
  const countDown = count.set(i32.subtract(count.get, i32.constant(1)));
  const [block, loop, end, isZero, branchIf] = [[0x02, 0x40], [0x03, 0x40], 0x0b, 0x45, [0x0d, 0]];
  return [block, count.get, isZero, branchIf, loop, body, countDown, count.get, branchIf, end, end];
}

/** Runs `body` a number of times that is known when the program is written; needs a variable to count in. */
export function repeatConstant(counter: Variable, count: number, body: Code): Code {
  if (count <= 1) return count === 1 ? body : [];
  return [counter.set(i32.constant(count)), repeat(counter, body)];
}

/** 0 … count − 1, for code that repeats itself. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

/** Adds a constant to a variable. */
export function advance(pointer: Variable, bytes: number): Code {
  return bytes === 0 ? [] : pointer.set(i32.add(pointer.get, i32.constant(bytes)));
}

/** Copies bytes between places that do not overlap. */
export function copyBytes(to: Code, from: Code, bytes: Code): Code {
  return [to, from, bytes, 0xfc, 10, 0, 0];
}

/** A module that exports the function as `run` and works on the memory that it is given. */
export function assembleModule({ parameters, locals, body }: FunctionSource): Uint8Array<ArrayBuffer> {
  const type = [0x60, list(Array.from({ length: parameters }, () => [typeCodes.i32])), list([])];
  const memory = [text("host"), text("memory"), 2, 0, 0];
  const declared = list(locals.map((each) => [1, typeCodes[each]]));
  const code = flatten([declared, body, 0x0b]);
  const sections = [
    section(1, [type]),
    section(2, [memory]),
    section(3, [[0]]),
    section(7, [[text("run"), 0, 0]]),
    section(10, [[unsigned(code.length), code]]),
  ];
  return Uint8Array.from(flatten([0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections]));
}

function section(id: number, entries: readonly Code[]): Code {
  const content = flatten(list(entries));
  return [id, unsigned(content.length), content];
}

function list(entries: readonly Code[]): Code {
  return [unsigned(entries.length), ...entries];
}

function text(value: string): Code {
  return list([...value].map((letter) => [letter.charCodeAt(0)]));
}

/** Flat without recursion limits of `flat`, and fast for long bodies. */
function flatten(code: Code, into: number[] = []): number[] {
  for (const each of code) {
    if (typeof each === "number") into.push(each);
    else flatten(each, into);
  }
  return into;
}

/** LEB128, unsigned. */
function unsigned(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  return [...bytes, rest];
}

/** LEB128, signed. */
function signed(value: number): Code {
  const bytes: number[] = [];
  let rest = value;
  while (rest < -64 || rest > 63) {
    bytes.push((rest & 127) | 128);
    rest >>= 7;
  }
  return [...bytes, rest & 127];
}
