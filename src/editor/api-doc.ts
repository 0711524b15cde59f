/** What the editor says about a function that cells can name. */
export interface FunctionDoc {
  readonly name: string;
  /** One paragraph. */
  readonly text: string;
  /** Absent for what is not called, such as `width`. */
  readonly parameters?: readonly ParameterDoc[];
  /** A type, as in TypeScript. */
  readonly returns: string;
  readonly returnText?: string;
  /** When it refuses. */
  readonly throws?: string;
}

export interface ParameterDoc {
  /** `...name` takes all that follow. */
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly text: string;
  /** Of an options object: the names that it may have. */
  readonly options?: readonly OptionDoc[];
}

export interface OptionDoc {
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly text: string;
}

/** `plainNet(options)`, `train(arms, options)`, `add(...terms)`; a name alone for what is not called. */
export function signatureOf({ name, parameters }: FunctionDoc): string {
  if (!parameters) return name;
  return `${name}(${parameters.map((parameter) => (parameter.isOptional ? `${parameter.name}?` : parameter.name)).join(", ")})`;
}
