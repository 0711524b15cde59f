/** `steps = view(Inputs.range(…, {label: "Training steps"}))`: a knob by its name, and what its reader knows it by. */
const knob = /\b(\w+)\s*=\s*view\(\s*Inputs\.\w+\((?:[^()]|\([^()]*\))*?label:\s*"([^"]*)"/g;

export interface Knob {
  readonly name: string;
  /** As it stands in a sentence: "training steps". */
  readonly label: string;
}

/** The knobs that a cell's text makes, in its order. */
export function findKnobs(source: string): readonly Knob[] {
  return [...source.matchAll(knob)].map(([, name = "", label = ""]) => ({ name, label: inSentence(label) }));
}

/** "steps and seedCount changed" → "training steps and seeds changed". */
export function nameKnobs(words: string, knobs: readonly Knob[]): string {
  const labels = new Map(knobs.map(({ name, label }) => [name, label]));
  return words.replaceAll(/[\p{L}\p{N}_$]+/gu, (word) => labels.get(word) ?? word);
}

/** A single letter, as in "Gain g" or "LR", stays as it is. */
function inSentence(label: string): string {
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}
