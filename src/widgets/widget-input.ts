/** A figure that is an input of Observable's kind: `value`, and an "input" event when a reader changes it. */
export type InputFigure<Value> = HTMLElement & { value: Value };

/** @param write takes a value that was kept from an earlier visit, or as much of it as it can use */
export function asInput<Value>(
  figure: HTMLElement,
  read: () => Value,
  write: (value: Partial<Value> | null) => void,
): InputFigure<Value> {
  const set = (value: unknown): void => write(typeof value === "object" ? (value as Partial<Value> | null) : null);
  return Object.defineProperty(figure, "value", { get: read, set }) as InputFigure<Value>;
}
