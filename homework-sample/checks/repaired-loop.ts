/** Whether the program picks its device, trains and validates in the right modes, and prints what it says. */
export default function judge([program]: readonly unknown[]): boolean | string {
  if (typeof program !== "string") return "the program is no text";
  if (/is_available(?!\s*\(\s*\))/.test(program)) return "it always takes the GPU";
  const loop = program.slice(program.search(/for \w+ in range/));
  const order = [/model\.train\(\)/, /in train_loader/, /model\.(?:eval\(\)|train\(False\))/, /in val_loader/].map(
    (words) => loop.search(words),
  );
  if (order.includes(-1) || order.some((place, at) => at > 0 && place < (order[at - 1] ?? 0)))
    return "its modes are wrong";
  if (!/(?:no_grad|inference_mode)\(\)/.test(loop)) return "it keeps gradients while it validates";
  const steps = ["zero_grad()", "backward()", "optimizer.step()"];
  if (!steps.every((step) => loop.includes(step))) return "it does not train any more";
  if (/softmax\(/.test(loop)) return "its softmax is still there";
  return !/total\s*\/\s*len\(trainset\)/.test(loop) || "its loss is too small";
}
