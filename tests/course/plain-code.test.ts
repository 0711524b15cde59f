import { expect, it } from "vitest";
import { plainCode } from "../../src/course/plain-code.ts";

const cell = (code: string, more = "") =>
  `<notebook-cell data-cell="a"${more}><div class="cell-output"></div><pre class="cell-source"><code>${code}</code></pre></notebook-cell>\n`;
const coloured = `<span class="tok-keyword">const</span> a = <span class="tok-string2">"&lt;span&gt;"</span>;`;

it("leaves out the colours of cells whose code is asked for, and nothing of their text", () => {
  const plain = `const a = "&lt;span&gt;";`;
  expect(plainCode(cell(coloured) + cell(coloured))).toBe(cell(plain) + cell(plain));
});

it("keeps them where the code is the lesson, and in code that is no cell", () => {
  const lesson = cell(coloured, ` data-keeps-open=""`);
  const still = `<pre class="static"><code>${coloured}</code></pre>`;
  expect(plainCode(lesson + still)).toBe(lesson + still);
});
