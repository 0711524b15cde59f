import { describe, expect, it } from "vitest";
import { alexNet } from "../../src/models/alex-net.ts";
import { imageNetResNet } from "../../src/models/image-net.ts";
import { plainMlp } from "../../src/models/mlp.ts";
import { listParts } from "../../src/models/net-parts.ts";
import { summarizeStages, totalsOf } from "../../src/models/summary.ts";
import { vggNet } from "../../src/models/vgg.ts";

describe("the parts of a net", () => {
  it("are its stages where blocks are labelled", () => {
    const net = imageNetResNet({ depth: 18 });
    expect(listParts(net)).toEqual(summarizeStages(net));
  });

  it("end with a pooling where none are, and the dense layers are the head", () => {
    const shapes = (net: Parameters<typeof listParts>[0]) =>
      listParts(net).map(({ stage, shape }) => [stage, ...shape]);
    expect(shapes(vggNet({ depth: 16 }))).toEqual([
      ["Stage 1", 112, 112, 64],
      ["Stage 2", 56, 56, 128],
      ["Stage 3", 28, 28, 256],
      ["Stage 4", 14, 14, 512],
      ["Stage 5", 7, 7, 512],
      ["Head", 1000],
    ]);
    expect(shapes(alexNet())).toEqual([
      ["Stage 1", 27, 27, 96],
      ["Stage 2", 13, 13, 256],
      ["Stage 3", 6, 6, 256],
      ["Head", 1000],
    ]);
  });

  it.each([vggNet({ depth: 16 }), vggNet({ depth: 19 }), alexNet(), alexNet({ towers: 1 }), plainMlp({ depth: 4 })])(
    "are the whole of $name",
    (net) => {
      const parts = listParts(net);
      for (const count of ["parameters", "multiplyAdds", "activations"] as const) {
        expect(parts.reduce((sum, part) => sum + part[count], 0)).toBe(totalsOf(net)[count]);
      }
    },
  );

  it("of VGG-16: 15.347 billion multiply-adds in convolutions, 123,642,856 parameters in the three dense layers", () => {
    const parts = listParts(vggNet({ depth: 16 }));
    const convolutions = parts.slice(0, 5).reduce((sum, { multiplyAdds }) => sum + multiplyAdds, 0);
    expect((convolutions / 1e9).toFixed(3)).toBe("15.347");
    // 25,088 · 4,096 + 4,096 · 4,096 + 4,096 · 1,000, and a bias each
    expect(parts.at(-1)?.parameters).toBe(123_642_856);
  });
});
