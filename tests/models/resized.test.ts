import { expect, it } from "vitest";
import { imageNetResNet } from "../../src/models/image-net.ts";
import { listedResNet34 } from "../../src/models/listed-resnet.ts";
import { residualNet } from "../../src/models/residual-net.ts";
import { withInputShape } from "../../src/models/resized.ts";

it("is the net that would have been built for that input", () => {
  const nets = [
    [imageNetResNet({ depth: 34 }), imageNetResNet({ depth: 34, inputShape: [32, 32, 3] }), [32, 32, 3]],
    [listedResNet34(), listedResNet34({ inputShape: [224, 224, 3] }), [224, 224, 3]],
    [residualNet({ depth: 8 }), residualNet({ depth: 8, inputShape: [15, 15, 1] }), [15, 15, 1]],
  ] as const;
  for (const [net, wanted, shape] of nets) expect(withInputShape(net, shape).nodes).toEqual(wanted.nodes);
});
