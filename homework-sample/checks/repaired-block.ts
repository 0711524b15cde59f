/** Whether the block is built rightly, and still does all that it did: constructor, biases, projection, addition. */
export default function judge([program]: readonly unknown[]): boolean | string {
  if (typeof program !== "string") return "the program is no text";
  const block = /class ResnetBlock([\s\S]*?)\nclass /.exec(program)?.[1] ?? "";
  const rest = (words: string): boolean => block.replace(/\s+/g, "").includes(words);
  if (!/def __init__[^\n]*\n\s*super\([^)\n]*\)\.__init__\(\)/.test(block))
    return "its constructor does not call super's";
  if (!/def conv3x3[^\n]*\n[^\n]*bias\s*=\s*False/.test(program)) return "its convolutions have biases";
  if (/\+=|add_\(/.test(block)) return "it writes over what is still needed";
  if (!rest("self.bn2(self.conv2(")) return "its branch is gone";
  if (!rest("self.shortcut(x)") || !/stride\s*!=\s*1\s+or\s+n_in\s*!=\s*n_out/.test(block))
    return "its projection is gone";
  return /return\s+(?:F|torch)\.relu\(/.test(block) || "it does not end with a ReLU";
}
