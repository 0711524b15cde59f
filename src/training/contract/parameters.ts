/** Values by name (`conv1/kernel`), including running statistics (`bn1/mean`, `bn1/variance`). */
export type Parameters = Readonly<Record<string, ParameterValues>>;
export interface ParameterValues {
  readonly shape: readonly number[];
  readonly values: Float32Array | readonly number[];
}
