import {
  findBackend,
  getKernel,
  type KernelBackend,
  type NamedAttrMap,
  type NamedTensorInfoMap,
  type TensorInfo,
} from "@tensorflow/tfjs-core";
import { CourseError } from "../core/errors.ts";
import { sizeOf } from "../core/shape.ts";

export type { TensorInfo };
export type Values = Float32Array | Int32Array;
/** By the names that the kernel gives them, or in order. */
type Inputs = Readonly<Record<string, TensorInfo>> | readonly TensorInfo[];
type Kernel = (inputs: Inputs, attributes: object) => TensorInfo | TensorInfo[];

/**
 * Calls tfjs's kernels on one backend and owns every tensor that comes out: a step ends with `clear()`, and whatever
 * was not kept is freed. Kernels are called directly: tfjs's own operations check, convert and record every call for
 * its tape, which costs more than the arithmetic of a small net.
 */
export class Workspace {
  readonly backendName: string;
  readonly #backend: KernelBackend;
  readonly #kernels = new Map<string, Kernel | null>();
  readonly #live = new Set<TensorInfo>();
  readonly #constants = new Map<string, TensorInfo>();

  /**
   * @param backendName a tfjs backend that is ready
   * @throws CourseError if it is not
   */
  constructor(backendName: string) {
    const backend = findBackend(backendName) as KernelBackend | null;
    if (backend === null) throw new CourseError(`workspace: the backend ${backendName} is not ready. Open it first.`);
    this.backendName = backendName;
    this.#backend = backend;
  }

  /** True where the backend has this kernel; fused kernels exist on some backends only. */
  has(kernel: string): boolean {
    return this.#find(kernel) !== null;
  }

  /** Runs a kernel that puts out one tensor. */
  call(kernel: string, inputs: Inputs, attributes: object = {}): TensorInfo {
    const output = this.#run(kernel, inputs, attributes);
    return this.#own(Array.isArray(output) ? (output[0] as TensorInfo) : output);
  }

  /** Runs a kernel that puts out several tensors. */
  callMany(kernel: string, inputs: Inputs, attributes: object = {}): TensorInfo[] {
    const outputs = this.#run(kernel, inputs, attributes);
    return (Array.isArray(outputs) ? outputs : [outputs]).map((output) => this.#own(output));
  }

  /** Copies values to the backend. WebGL copies late: do not write to `values` afterwards. */
  upload(values: Values, shape: readonly number[]): TensorInfo {
    const dtype = values instanceof Int32Array ? "int32" : "float32";
    return this.#own({ dataId: this.#backend.write(values, [...shape], dtype), shape: [...shape], dtype });
  }

  /** A new tensor of zeros. */
  zeros(shape: readonly number[]): TensorInfo {
    return this.upload(new Float32Array(sizeOf(shape)), shape);
  }

  /** A tensor that is uploaded once and lives as long as the workspace. */
  constant(key: string, shape: readonly number[], fill: () => Float32Array): TensorInfo {
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const constant = this.keep(this.upload(fill(), shape));
    this.#constants.set(key, constant);
    return constant;
  }

  /** A number as a tensor of no dimension. */
  scalar(value: number): TensorInfo {
    return this.constant(`scalar ${value}`, [], () => Float32Array.of(value));
  }

  /** A second owner of the same values. */
  share(tensor: TensorInfo): TensorInfo {
    this.#backend.incRef(tensor.dataId);
    return this.#own({ ...tensor });
  }

  /** Takes a tensor out of what `clear` frees; the caller frees it. */
  keep(tensor: TensorInfo): TensorInfo {
    this.#live.delete(tensor);
    return tensor;
  }

  /** Frees a tensor, kept or not. */
  free(tensor: TensorInfo): void {
    this.#live.delete(tensor);
    this.#backend.disposeData(tensor.dataId);
  }

  /** Frees what this workspace owns among `tensors`, and leaves alone what belongs to someone else. */
  release(...tensors: readonly TensorInfo[]): void {
    for (const tensor of tensors) {
      if (this.#live.has(tensor)) this.free(tensor);
    }
  }

  /** Frees everything that was not kept. */
  clear(): void {
    for (const tensor of this.#live) this.#backend.disposeData(tensor.dataId);
    this.#live.clear();
  }

  /** Frees everything, constants included. */
  dispose(): void {
    this.clear();
    for (const constant of this.#constants.values()) this.#backend.disposeData(constant.dataId);
    this.#constants.clear();
  }

  /** A copy of the values. The tensor must live until then. */
  async read(tensor: TensorInfo): Promise<Float32Array> {
    const values = (await this.#backend.read(tensor.dataId)) as Float32Array;
    return values.length === sizeOf(tensor.shape) ? values : values.slice(0, sizeOf(tensor.shape));
  }

  #own(tensor: TensorInfo): TensorInfo {
    this.#live.add(tensor);
    return tensor;
  }

  #run(name: string, inputs: Inputs, attributes: object): TensorInfo | TensorInfo[] {
    const kernel = this.#find(name);
    if (kernel === null) throw new CourseError(`workspace: the backend ${this.backendName} has no kernel ${name}.`);
    return kernel(inputs, attributes);
  }

  #find(name: string): Kernel | null {
    const known = this.#kernels.get(name);
    if (known !== undefined) return known;
    const config = getKernel(name, this.backendName) as ReturnType<typeof getKernel> | undefined;
    const backend = this.#backend;
    const kernel: Kernel | null =
      config === undefined
        ? null
        : (inputs, attributes) =>
            config.kernelFunc({ inputs: inputs as NamedTensorInfoMap, attrs: attributes as NamedAttrMap, backend });
    this.#kernels.set(name, kernel);
    return kernel;
  }
}
