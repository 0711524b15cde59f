import { addendSamplers, sumAddends, type Addend } from "../../kernels/webgl/addends.ts";
import { chanceUniform } from "../../kernels/webgl/chance.ts";
import { sameLayout, type TensorLayout } from "../../kernels/webgl/layout.ts";
import type { Bindings } from "./commands.ts";
import type { PlanBuilder } from "./plan-builder.ts";

/** An addend with the buffers that hold g, h and the gate, null where it has none, and the node of its chance. */
export interface BoundAddend extends Addend {
  readonly gradient: string;
  readonly output: string | null;
  readonly gateBuffer: string | null;
  readonly chanceNode: number | null;
}

/** A command that writes a gradient from scratch and can add others to it. */
export type Producer = (target: string, addends: readonly BoundAddend[]) => void;

/** What flows into one node's gradient from its consumers. */
interface Contributions {
  readonly addends: readonly BoundAddend[];
  readonly producers: readonly Producer[];
}

/** What flows into a node's gradient through one of the nodes that take its value, or from the loss: null. */
interface Contribution {
  readonly consumer: number | null;
  readonly part: BoundAddend | Producer;
}

/**
 * Texture units that gathered addends may occupy: in a pass of their own, and in a kernel with inputs of its own, up to
 * seven of them, that may carry one addend more.
 */
const unitsAlone = 15;
const unitsBeside = 8;

/** Gathers the gradients of all nodes; a tensor with several consumers gets the sum, in as few passes as possible. */
export class Gradients {
  readonly #builder: PlanBuilder;
  readonly #contributions = new Map<number, Contribution[]>();
  readonly #stored = new Map<number, BoundAddend>();

  constructor(builder: PlanBuilder) {
    this.#builder = builder;
  }

  /** @param consumer the root of the cluster, or the node, through which it comes; null: the loss */
  add(node: number, consumer: number | null, part: BoundAddend | Producer): void {
    this.#contributions.set(node, [...(this.#contributions.get(node) ?? []), { consumer, part }]);
  }

  /**
   * Gives what has come through one consumer a buffer of its own, which the node's gradient then adds. To be called
   * before the gradient is resolved.
   * @returns the buffer; null where nothing comes through it
   */
  separate(node: number, consumer: number): string | null {
    const all = this.#contributions.get(node) ?? [];
    const through = all.filter((each) => each.consumer === consumer);
    if (through.length === 0) return null;
    const { addends, producers } = sortParts(through);
    const id = `${this.#builder.valueOf(node)}/gradient through ${this.#builder.nameOf(consumer)}`;
    const addend = plainAddend(this.#builder, node, this.#store(node, id, { addends, producers }));
    this.#contributions.set(node, [...all.filter((each) => each.consumer !== consumer), { consumer, part: addend }]);
    return addend.gradient;
  }

  /**
   * The gradient of a node whose consumers have all been visited. If it comes from one place only, it may stay a
   * masked or scaled view of another gradient; `store` asks for a buffer of its own values.
   * @returns null where nothing depends on the node
   */
  resolve(node: number, store: boolean): BoundAddend | null {
    const contributions = this.#contributions.get(node);
    if (contributions === undefined) return null;
    const { addends, producers } = sortParts(contributions);
    const [only] = addends;
    if (
      producers.length === 0 &&
      addends.length === 1 &&
      only !== undefined &&
      (!store || isPlain(only, this.#builder.layoutOf(node)))
    )
      return only;
    const id = `${this.#builder.valueOf(node)}/gradient`;
    const stored =
      this.#stored.get(node) ?? plainAddend(this.#builder, node, this.#store(node, id, { addends, producers }));
    this.#stored.set(node, stored);
    return stored;
  }

  /** Runs the producers one after the other, each adding what the one before wrote; the last adds everything else. */
  #store(node: number, id: string, { addends, producers }: Contributions): string {
    const layout = this.#builder.layoutOf(node);
    const target = this.#builder.addTensor(id, "gradient", layout);
    const gathered = this.#gather(node, addends, producers.length === 0 ? target : null);
    let carried: readonly BoundAddend[] = [];
    producers.forEach((produce, at) => {
      if (at === producers.length - 1) return produce(target, [...carried, ...gathered]);
      const into = this.#builder.addTemporary(layout);
      produce(into, carried);
      carried = [plainAddend(this.#builder, node, into)];
    });
    return target;
  }

  /** Sums addends until few enough are left; into `target`, down to the last one, where no producer will follow. */
  #gather(node: number, addends: readonly BoundAddend[], target: string | null): readonly BoundAddend[] {
    let left = addends;
    while (target === null ? countFitting(left, unitsBeside) < left.length : left.length > 0) {
      const count = countFitting(left, unitsAlone);
      const isLast = target !== null && count === left.length;
      const into = isLast ? target : this.#builder.addTemporary(this.#builder.layoutOf(node));
      emitSum(this.#builder, node, left.slice(0, count), into);
      if (isLast) return [];
      left = [...left.slice(count), plainAddend(this.#builder, node, into)];
    }
    return left;
  }
}

function sortParts(contributions: readonly Contribution[]): Contributions {
  const parts = contributions.map(({ part }) => part);
  return {
    addends: parts.filter((part) => typeof part !== "function"),
    producers: parts.filter((part) => typeof part === "function"),
  };
}

/** How many of the addends, from the first on, fit into so many texture units. */
function countFitting(addends: readonly Addend[], units: number): number {
  const fits = addends.findIndex((_, at) => addendSamplers(addends.slice(0, at + 1)).length > units);
  return fits === -1 ? addends.length : fits;
}

/** True where the addend is nothing but a buffer in the layout `here`. */
function isPlain(addend: Addend, here: TensorLayout): boolean {
  const { activation, factor, gate, chance } = addend;
  return activation === "none" && factor === 1 && gate === undefined && chance === undefined && isInPlace(addend, here);
}

/** True where every value of the addend lies where it is added. */
export function isInPlace({ layout, stride }: Addend, here: TensorLayout): boolean {
  return stride === 1 && sameLayout(layout, here);
}

/** The values of a buffer in the node's layout, as an addend. */
export function plainAddend(builder: PlanBuilder, node: number, gradient: string): BoundAddend {
  const bound = { gradient, output: null, gateBuffer: null, chanceNode: null };
  return { ...bound, layout: builder.layoutOf(node), activation: "none", factor: 1, stride: 1 };
}

/** The buffers and chances of addends, besides the other buffers that a command reads. */
export function bindAddends(addends: readonly BoundAddend[], others: Bindings["reads"] = {}): Bindings {
  const reads: Record<string, string> = { ...others };
  const chances: Record<string, number> = {};
  addends.forEach(({ gradient, output, gateBuffer, chanceNode }, at) => {
    reads[`gradient${at}`] = gradient;
    if (output !== null) reads[`output${at}`] = output;
    if (gateBuffer !== null) reads[`gate${at}`] = gateBuffer;
    if (chanceNode !== null) chances[chanceUniform(at)] = chanceNode;
  });
  return { reads, chances };
}

function emitSum(builder: PlanBuilder, node: number, addends: readonly BoundAddend[], target: string): void {
  builder.emit({
    name: `${builder.nameOf(node)}/gradient-sum`,
    phase: "backward",
    ...bindAddends(addends),
    writes: { output: target },
    draws: sumAddends(builder.layoutOf(node), addends, builder.drawBuffers),
  });
}
