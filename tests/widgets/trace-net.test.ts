// @vitest-environment jsdom
import { describe, expect, it } from "vitest";
import { formatShape } from "../../src/core/shape.ts";
import { imageNetResNet } from "../../src/models/image-net.ts";
import { listedResNet34 } from "../../src/models/listed-resnet.ts";
import { residualMlp } from "../../src/models/mlp.ts";
import { countParameters } from "../../src/models/summary.ts";
import { listStops } from "../../src/widgets/trace-stops.ts";
import { traceNet } from "../../src/widgets/trace-net.ts";

const net = imageNetResNet({ depth: 34 });

describe("the stops of a net", () => {
  const stops = listStops(net);

  it("are the stem's layers, every block, and the head's layers, with the paper's shapes", () => {
    expect(stops.map(({ name }) => name).slice(0, 3)).toEqual(["7×7 conv, 64, /2", "3×3 max pool, /2", "Block 1.1"]);
    expect(stops).toHaveLength(2 + 16 + 2);
    const shapes = [...new Set(stops.map(({ output }) => formatShape(output)))];
    expect(shapes).toEqual([
      "112 × 112 × 64",
      "56 × 56 × 64",
      "28 × 28 × 128",
      "14 × 14 × 256",
      "7 × 7 × 512",
      "512",
      "1000",
    ]);
  });

  it("know their shortcuts: three of sixteen are dotted", () => {
    expect(stops.filter(({ shortcut }) => shortcut !== null)).toHaveLength(16);
    expect(stops.filter(({ changesShape }) => changesShape).map(({ name }) => name)).toEqual([
      "Block 2.1",
      "Block 3.1",
      "Block 4.1",
    ]);
  });

  it("have all of the net's parameters, and all of the weights that nothing reaches", () => {
    expect(stops.reduce((sum, { parameters }) => sum + parameters, 0)).toBe(countParameters(net));
    const dead = listStops(listedResNet34()).map(({ deadParameters }) => deadParameters);
    expect(dead.reduce((sum, each) => sum + each, 0)).toBe(11_141_120);
  });
});

describe("traceNet", () => {
  const stand = (figure: HTMLElement) => figure.querySelector("[role=status]")?.textContent;
  const goTo = (figure: HTMLElement, at: number) => {
    const slider = figure.querySelector<HTMLInputElement>("input[type=range]") as HTMLInputElement;
    slider.value = String(at);
    slider.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const guess = (figure: HTMLElement, side: number, channels: number) => {
    const [first, second] = figure.querySelectorAll<HTMLInputElement>("form input");
    (first as HTMLInputElement).value = String(side);
    (second as HTMLInputElement).value = String(channels);
    figure.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  };

  it("keeps a shape to itself until it is guessed or shown, and then the rest of the stage too", () => {
    const figure = traceNet(net);
    goTo(figure, 2 + 3);
    expect(stand(figure)).toBe("Stage 2, Block 2.1: in 56 × 56 × 64, out what comes out?");
    guess(figure, 28, 64);
    expect(figure.querySelector(".trace-wrong")?.textContent).toBe(
      "Not 28 × 28 × 64. The sides are right. Count the filters.",
    );
    expect(Array.from(figure.querySelectorAll<HTMLInputElement>("form input"), ({ value }) => value)).toEqual([
      "28",
      "64",
    ]);
    guess(figure, 28, 128);
    expect(stand(figure)).toBe("Right. Stage 2, Block 2.1: in 56 × 56 × 64, out 28 × 28 × 128");
    expect(figure.querySelector(".trace-explained")?.textContent).toContain(
      "The dotted shortcut has to make the same change",
    );
    goTo(figure, 2 + 6);
    expect(stand(figure)).toContain("Block 2.4: in 28 × 28 × 128, out 28 × 28 × 128");
    goTo(figure, 2 + 7);
    expect(stand(figure)).toContain("Block 3.1: in 28 × 28 × 128, out what comes out?");
  });

  it("ends on maps of one pixel with 32 pixels a side, and says what is never reached", () => {
    const figure = traceNet(net, { size: 32, shown: true });
    goTo(figure, 2 + 15);
    expect(stand(figure)).toBe("Stage 4, Block 4.3: in 1 × 1 × 512, out 1 × 1 × 512");
    expect(figure.querySelector(".trace-explained")?.textContent).toContain("4,194,304 of its weights");
    const [large] = figure.querySelectorAll<HTMLInputElement>("input[value='224']");
    large?.dispatchEvent(new Event("input", { bubbles: true }));
    expect(stand(figure)).toContain("out 7 × 7 × 512");
  });

  it("refuses what has no sides", () => {
    expect(() => traceNet(residualMlp({ depth: 4 }))).toThrow(/^traceNet: residual-4 takes vectors/);
  });
});
