import type { Random } from "../../../src/core/random.ts";
import type { Kind } from "./kinds.ts";

const ruins: readonly ((page: string) => string)[] = [
  () => "",
  (page) => page.slice(0, page.length / 2),
  (page) => page.replaceAll('"assignment":"', '"assignment":"another-'),
  () => "PK\u0003\u0004",
];

/** A page as it arrives: of some nothing can be read. @returns null where nothing is handed in */
export function spoil(kind: Kind, page: string, random: Random): string | null {
  if (kind === "absent") return null;
  return kind === "unreadable" ? (ruins[random.integer(ruins.length)] ?? String)(page) : page;
}
