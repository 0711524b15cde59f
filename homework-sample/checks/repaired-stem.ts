/** Whether 32 pixels arrive at the last stage as maps of 4 × 4 or more, and the four stages are as they were. */
export default function judge([program]: readonly unknown[]): boolean | string {
  if (typeof program !== "string") return "the program is no text";
  const stem = /self\.stem\s*=([\s\S]*?)self\.stages/.exec(program)?.[1] ?? "";
  if (!/Conv2d\(\s*3\s*,\s*64/.test(stem)) return "nothing makes 64 channels of three";
  const strides = [...stem.matchAll(/stride\s*=\s*(\d+)/g)].map(([, stride]) => Number(stride));
  const pools = (stem.match(/MaxPool2d|AvgPool2d/g) ?? []).length;
  if (pools > 0 || strides.some((stride) => stride > 1)) return "it still halves the maps";
  const stages = [...program.matchAll(/stage\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)/g)].map(([, ...parts]) => parts.join());
  return stages.join(" ") === "64,64,3 64,128,4 128,256,6 256,512,3" || `its stages are ${stages.join(" ")}`;
}
