import { htmlElement } from "../../browser/elements.ts";
import { declare } from "../../core/declare.ts";
import { createCifarFiles } from "./cifar-files.ts";

/** The names by which cells know the two sets of images. */
export type ImageSetName = "Shapes-10" | "CIFAR-10";

const choices: readonly (readonly [name: ImageSetName, description: string])[] = [
  ["Shapes-10", "drawn in the page"],
  ["CIFAR-10", "photographs; needs its files"],
];

let count = 0;

export const chooseImages = declare(
  {
    name: "chooseImages",
    help: 'An input: which images experiments use. Its value is "Shapes-10" until the reader chooses CIFAR-10 and its files are there; where they are not, it takes them.',
    parameters: [],
    returns: ["HTMLElement", "for view(…)"],
    example: "chooseImages()",
  },
  createChoice,
);

function createChoice(): HTMLElement & { readonly value: ImageSetName } {
  const name = `images-${++count}`;
  let [wanted, isHere]: [ImageSetName, boolean] = ["Shapes-10", false];
  const root: HTMLElement = htmlElement("div", { class: "image-choice" });
  let value: ImageSetName = wanted;
  const update = (): void => {
    const next = wanted === "CIFAR-10" && isHere ? "CIFAR-10" : "Shapes-10";
    if (next === value) return;
    value = next;
    root.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const files = createCifarFiles((found) => {
    isHere = found !== null;
    update();
  });
  files.element.hidden = true;
  const radios = choices.map(([choice, description]) => {
    const radio = htmlElement("input", { type: "radio", name, value: choice });
    radio.checked = choice === wanted;
    radio.addEventListener("change", () => {
      wanted = choice;
      files.element.hidden = choice !== "CIFAR-10";
      if (choice === "CIFAR-10") void files.look();
      else update();
    });
    return htmlElement("label", {}, radio, htmlElement("span", {}, htmlElement("b", {}, choice), `, ${description}`));
  });
  const parts = htmlElement("div", {}, htmlElement("fieldset", {}, htmlElement("legend", {}, "Images"), ...radios));
  parts.append(files.element);
  // The root speaks for its parts: a cell hears of a change when it has come about.
  parts.addEventListener("input", (event) => event.stopPropagation());
  root.append(parts);
  return Object.defineProperty(root as HTMLElement & { readonly value: ImageSetName }, "value", { get: () => value });
}
