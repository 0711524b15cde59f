import { refuse } from "../core/errors.ts";
import { choice, list, type Kind } from "../core/kinds.ts";
import { optional } from "../core/options.ts";

/** Some of a data set's classes, at least two; labels number them in the order of the list. */
function someOf(names: readonly [string, ...string[]]): Kind<readonly string[]> {
  const kind = list(choice(...names), { least: 2 });
  return {
    ...kind,
    read: (where, name, value) => {
      const chosen = kind.read(where, name, value);
      const twice = chosen.find((each, at) => chosen.indexOf(each) !== at);
      if (twice === undefined) return chosen;
      throw refuse(where, `${name} has ${JSON.stringify(twice)} twice`, "Name each class once.");
    },
  };
}

/** The option of a data set by which a reader takes some of its classes. */
export function classChoice(names: readonly string[]) {
  const [first = "", ...others] = names;
  return optional(
    someOf([first, ...others]),
    "Only these classes, in equal numbers; labels follow the order of the list.",
    "all ten",
  );
}
