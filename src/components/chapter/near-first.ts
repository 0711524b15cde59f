/** How many of those that are far from the view are at work at a time. */
const mostFar = 2;

interface Waiting {
  readonly isNear: () => boolean;
  readonly begin: (place: Place) => void;
}

type Place = "near" | "far";

/**
 * Lets work for what the reader sees go ahead of work for what is far from the view: that begins when nothing near is
 * at work, two at a time, so that it takes little of a slow connection. What the reader has come near meanwhile, first.
 */
export class NearFirst {
  #atWork: Record<Place, number> = { near: 0, far: 0 };
  #waiting: Waiting[] = [];

  /** @param isNear whether it is near the view now: asked again as long as it waits */
  async run<Result>(isNear: () => boolean, work: () => Promise<Result>): Promise<Result> {
    if (isNear()) return this.#count(this.#enter("near"), work);
    const place = await new Promise<Place>((begin) => {
      this.#waiting.push({ isNear, begin });
      this.#lookLater();
    });
    return this.#count(place, work);
  }

  #enter(place: Place): Place {
    this.#atWork[place]++;
    return place;
  }

  async #count<Result>(place: Place, work: () => Promise<Result>): Promise<Result> {
    try {
      return await work();
    } finally {
      this.#atWork[place]--;
      this.#lookLater();
    }
  }

  /** What is asked for in the same breath is known by then. */
  #lookLater(): void {
    if (this.#waiting.length > 0) setTimeout(() => this.#look(), 0);
  }

  #look(): void {
    for (const each of [...this.#waiting]) if (each.isNear()) this.#begin(each, "near");
    if (this.#atWork.near > 0) return;
    const free = Math.max(0, mostFar - this.#atWork.far);
    for (const each of this.#waiting.slice(0, free)) this.#begin(each, "far");
  }

  #begin(waiting: Waiting, place: Place): void {
    this.#waiting = this.#waiting.filter((each) => each !== waiting);
    waiting.begin(this.#enter(place));
  }
}
