import { htmlElement } from "../browser/elements.ts";
import type { Connection } from "../models/connections.ts";
import { letters } from "./shortcut-strip.ts";
import { radioGroup } from "./radio-group.ts";
import { rangeField } from "./range-field.ts";

/** Each kind as it is picked at first: as Table 1 has it, where that trains best. */
const picked: Readonly<Record<Connection["kind"], Connection>> = {
  identity: { kind: "identity" },
  "constant-scaling": { kind: "constant-scaling", shortcutScale: 0.5, branchScale: 0.5 },
  "exclusive-gating": { kind: "exclusive-gating", bias: -6 },
  "shortcut-only-gating": { kind: "shortcut-only-gating", bias: -6 },
  convolution: { kind: "convolution", initializer: "he-normal" },
  dropout: { kind: "dropout", rate: 0.5 },
};

const words: Readonly<Record<Connection["kind"], string>> = {
  identity: "identity",
  "constant-scaling": "constant scaling",
  "exclusive-gating": "exclusive gate",
  "shortcut-only-gating": "shortcut-only gate",
  convolution: "1×1 convolution",
  dropout: "dropout",
};

const kinds = Object.keys(picked) as Connection["kind"][];

/** The six kinds, and what the one that is picked can be set to. */
export function shortcutControls(chosen: (connection: Connection) => void) {
  let now: Connection = picked.identity;
  const set = (part: Partial<Connection>): void => chosen({ ...now, ...part } as Connection);
  const kind = radioGroup(
    "Shortcut",
    kinds.map((each) => [each, `${words[each]} (${letters[each]})`] as const),
    (each) => chosen(picked[each]),
  );
  const bias = rangeField("Gate’s bias b", { min: -8, max: 2, step: 0.5 }, (value) => set({ bias: value }));
  const scale = { min: 0, max: 1.2, step: 0.05 };
  const shortcutScale = rangeField("λ on the shortcut", scale, (value) => set({ shortcutScale: value }));
  const branchScale = rangeField("λ on the branch", scale, (value) => set({ branchScale: value }));
  const rate = rangeField("Rate", { min: 0, max: 0.9, step: 0.05 }, (value) => set({ rate: value }));
  const start = radioGroup(
    "Projections start",
    [
      ["he-normal", "at random"],
      ["identity", "from the identity"],
    ],
    (initializer) => set({ initializer }),
  );
  const fields = htmlElement("div", "shortcut-fields");
  const element = htmlElement("div", {}, kind.element, fields);
  const fill = (): readonly HTMLElement[] => {
    switch (now.kind) {
      case "identity":
        return [htmlElement("p", "shortcut-note", "Nothing is to be set.")];
      case "constant-scaling":
        shortcutScale.show(now.shortcutScale);
        branchScale.show(now.branchScale);
        return [shortcutScale.element, branchScale.element];
      case "exclusive-gating":
      case "shortcut-only-gating":
        bias.show(now.bias);
        return [bias.element];
      case "convolution":
        start.show(now.initializer === "identity" ? "identity" : "he-normal");
        return [start.element];
      case "dropout":
        rate.show(now.rate);
        return [rate.element];
    }
  };
  const show = (connection: Connection): void => {
    const isOther = connection.kind !== now.kind || fields.childElementCount === 0;
    now = connection;
    kind.show(now.kind);
    const shown = fill();
    // A slider that is being moved stays where it is
    if (isOther) fields.replaceChildren(...shown);
  };
  return { element, show };
}
