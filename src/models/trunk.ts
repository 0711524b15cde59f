import { refuse } from "../core/errors.ts";
import { tensor, type SymbolicTensor } from "./symbolic.ts";

/**
 * The tensors of a net that is being built from a reader's functions. What such a function returns has to come from
 * what it was given, and from nothing that another net starts from.
 */
export class Trunk {
  readonly #where: string;
  readonly #known: Set<SymbolicTensor>;

  constructor(where: string, start: SymbolicTensor) {
    this.#where = where;
    this.#known = new Set([start]);
  }

  /**
   * Takes in what the function called `part` returned for x.
   * @throws CourseError if it is no tensor, does not depend on x, or depends on an input that is not this net's
   */
  grow(part: string, returned: unknown, x: SymbolicTensor): SymbolicTensor {
    const y = tensor.read(this.#where, `what ${part} returns`, returned);
    const usesInput = this.#take(y, x, part);
    if (usesInput) return y;
    throw refuse(
      this.#where,
      `${part} does not use its input x, so nothing before it could reach the output`,
      "Let what it returns be computed from x.",
    );
  }

  /** Looks at everything that y is computed from and that is not known yet; true if x is among it. */
  #take(y: SymbolicTensor, x: SymbolicTensor, part: string): boolean {
    const from = originalOf(x);
    let isReached = false;
    const stack = [y];
    const seen = new Set<SymbolicTensor>();
    for (let each = stack.pop(); each !== undefined; each = stack.pop()) {
      const at = originalOf(each);
      if (at === from) isReached = true;
      if (at === from || seen.has(at) || this.#known.has(at)) continue;
      if (at.operation.op === "input") throw this.#refuseForeign(part);
      seen.add(at);
      stack.push(...at.inputs);
    }
    for (const each of seen) this.#known.add(each);
    return isReached;
  }

  #refuseForeign(part: string): Error {
    return refuse(
      this.#where,
      `${part} uses a tensor that starts from another input(…)`,
      "Compute what it returns from its own x alone.",
    );
  }
}

function originalOf(each: SymbolicTensor): SymbolicTensor {
  return each.original ?? each;
}
