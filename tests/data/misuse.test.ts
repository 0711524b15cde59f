import { describe } from "vitest";
import { describeMisuse } from "../misuse.ts";

const modules = import.meta.glob<object>("../../src/data/*.ts", { eager: true });

describe("the library of data", () => {
  describeMisuse(Object.values(modules), { spiral: [], shapes: [], identityPairs: [], linearPairs: [], cifar10: [] });
});
