/** What the editor and the reference say about something that cells can name. */
export interface FunctionDoc {
  readonly name: string;
  /** What it is about: a part of the reference. Absent for Observable's standard library. */
  readonly group?: string;
  /** One paragraph. */
  readonly text: string;
  /** Absent for what is not called, such as `width`. */
  readonly parameters?: readonly ParameterDoc[];
  /** It is the tag of a template: name`…`. */
  readonly isTemplate?: boolean;
  /** A type, as in TypeScript. */
  readonly returns: string;
  readonly returnText?: string;
  /** A clause: when it refuses arguments that are of the right kind. */
  readonly refuses?: string;
  /** Paper and section, figure or equation. */
  readonly source?: string;
  /** A cell that shows it at work. */
  readonly example?: string;
  /** Where others explain it. */
  readonly address?: string;
}

export interface ParameterDoc {
  /** `...name` takes all that follow. */
  readonly name: string;
  readonly type: string;
  readonly isOptional: boolean;
  readonly text: string;
  /** Of an object: the names that it may have. */
  readonly options?: readonly OptionDoc[];
}

export interface OptionDoc extends ParameterDoc {
  /** What it is where it is not given, as a cell would write it. */
  readonly default?: string;
  /** The same in words, where it depends on others. */
  readonly otherwise?: string;
}

/** `plainNet(options)`, `train(arms, options)`, `add(...terms)`; a name alone for what is not called. */
export function signatureOf({ name, parameters, isTemplate }: FunctionDoc): string {
  if (isTemplate) return `${name}\`…\``;
  if (!parameters) return name;
  return `${name}(${parameters.map((parameter) => (parameter.isOptional ? `${parameter.name}?` : parameter.name)).join(", ")})`;
}
