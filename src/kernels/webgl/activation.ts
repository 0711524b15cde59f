/** What a fused element-wise kernel applies last. */
export type Activation = "none" | "relu" | "sigmoid" | "tanh";

/** The activation of a vec4 expression. Exponents are bounded, since GLSL leaves overflow in tanh undefined. */
export function activate(activation: Activation, x: string): string {
  switch (activation) {
    case "none":
      return x;
    case "relu":
      return `max(${x}, vec4(0.0))`;
    case "sigmoid":
      return `(1.0 / (1.0 + exp(-clamp(${x}, -80.0, 80.0))))`;
    case "tanh":
      return `tanh(clamp(${x}, -15.0, 15.0))`;
  }
}

/** The derivative, told by the activation's output h: all three functions allow that. */
export function derivativeFromOutput(activation: Activation, h: string): string {
  switch (activation) {
    case "none":
      return "vec4(1.0)";
    case "relu":
      return `vec4(greaterThan(${h}, vec4(0.0)))`;
    case "sigmoid":
      return `(${h} * (1.0 - ${h}))`;
    case "tanh":
      return `(1.0 - ${h} * ${h})`;
  }
}
