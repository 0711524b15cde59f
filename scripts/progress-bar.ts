/** Shows how far something is: a bar where a person looks on, else a line for every tenth. */
export class ProgressBar {
  readonly #label: string;
  readonly #words: (done: number, total: number) => string;
  #shown = "";

  /** @param words what stands behind the bar, beside the share; megabytes if it counts bytes */
  constructor(label: string, words = inMegabytesOf) {
    this.#label = label;
    this.#words = words;
  }

  show(done: number, total: number): void {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const line = process.stdout.isTTY ? this.#draw(share, done, total) : this.#say(share);
    if (line === this.#shown) return;
    this.#shown = line;
    process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  }

  /** Leaves the line, so that other text can follow. */
  end(): void {
    if (this.#shown !== "" && process.stdout.isTTY) process.stdout.write("\n");
    this.#shown = "";
  }

  #draw(share: number, done: number, total: number): string {
    const filled = Math.round(24 * share);
    const bar = "█".repeat(filled) + "░".repeat(24 - filled);
    return `${this.#label} ${bar} ${Math.floor(100 * share)} % (${this.#words(done, total)})`;
  }

  #say(share: number): string {
    return `${this.#label}: ${10 * Math.floor(10 * share)} %`;
  }
}

function inMegabytesOf(done: number, total: number): string {
  return `${inMegabytes(done)} of ${inMegabytes(total)} MB`;
}

/** As disks are sold: a megabyte is a million bytes. */
export function inMegabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}
