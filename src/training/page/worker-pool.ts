import { WorkerLink } from "./worker-link.ts";

/**
 * The page's lines to its training workers. The first one answers everything that one worker answers; the others join it
 * where a training has several runs. A line is made when it is first asked for, and its worker when the line needs it.
 */
export class WorkerPool {
  readonly #open: () => Worker;
  readonly #links: WorkerLink[] = [];

  constructor(open: () => Worker) {
    this.#open = open;
  }

  /** @param place 0 is the first */
  at(place: number): WorkerLink {
    return (this.#links[place] ??= new WorkerLink(this.#open));
  }

  /** Has so many workers load before they are asked anything. */
  prepare(count: number): void {
    for (let place = 0; place < count; place++) this.at(place).prepare();
  }
}
