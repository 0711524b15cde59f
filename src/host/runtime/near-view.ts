/** How far beyond the edges of the window something still counts as near: a screen and a half of scrolling. */
const margin = "150% 0px";

/** Tells once of each watched element that it has come near the view. */
export class NearView {
  #observer: IntersectionObserver;
  #names = new Map<Element, string>();
  #looked: Promise<void>;

  /** @param came told the names of what is near now, at once and whenever the reader scrolls */
  constructor(came: (names: readonly string[]) => void) {
    let tell = () => {};
    this.#looked = new Promise((resolve) => (tell = resolve));
    const look = (entries: readonly IntersectionObserverEntry[]) => {
      tell();
      const near = entries.flatMap(({ isIntersecting, target }) => (isIntersecting ? [this.#take(target)] : []));
      came(near.filter((name) => name !== undefined));
    };
    this.#observer = new IntersectionObserver(look, { rootMargin: margin });
  }

  /** Resolves when it is known what is near: in a page that nobody sees, nothing is. */
  get looked(): Promise<void> {
    return this.#names.size === 0 || document.hidden ? Promise.resolve() : this.#looked;
  }

  /** @param name by which it is told; several elements can have one */
  watch(element: Element, name: string): void {
    this.#names.set(element, name);
    this.#observer.observe(element);
  }

  dispose(): void {
    this.#observer.disconnect();
    this.#names.clear();
  }

  #take(element: Element): string | undefined {
    const name = this.#names.get(element);
    this.#names.delete(element);
    this.#observer.unobserve(element);
    return name;
  }
}
