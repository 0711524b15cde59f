/** Values by name (`conv1/kernel`), running statistics (`bn1/mean`, `bn1/variance`) included. */
export type ParameterRecord = Readonly<Record<string, ParameterEntry>>;
export interface ParameterEntry {
  readonly shape: readonly number[];
  readonly values: Float32Array | readonly number[];
}
