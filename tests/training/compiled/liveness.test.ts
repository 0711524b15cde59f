import { describe, expect, test } from "vitest";
import { allocate, countBytes, usedReads } from "../../../src/training/compiled/liveness.ts";
import { isPersistent } from "../../../src/training/compiled/commands.ts";
import { plannedNets } from "./planned-nets.ts";

describe.each(plannedNets())("$name", ({ plan }) => {
  const { places, textures } = allocate(plan);

  test("no buffer is overwritten before its last read", () => {
    const holds = new Map<string, string>();
    for (const command of plan.commands) {
      for (const id of usedReads(command)) {
        const texture = places.get(id);
        if (texture !== undefined) expect(holds.get(texture), `${command.name} reads ${id}`).toBe(id);
      }
      for (const id of Object.values(command.writes)) {
        const texture = places.get(id);
        if (texture !== undefined) holds.set(texture, id);
      }
    }
  });

  test("no draw samples a texture that it writes", () => {
    for (const command of plan.commands) {
      const read = usedReads(command).map((id) => places.get(id) ?? `own ${id}`);
      for (const id of Object.values(command.writes)) {
        const texture = places.get(id);
        if (texture !== undefined) expect(read, command.name).not.toContain(texture);
      }
    }
  });

  test("buffers share textures of exactly their size", () => {
    for (const [id, key] of places) expect(textures.get(key)).toEqual(plan.buffers.get(id)?.size);
    const transient = [...plan.buffers.values()].filter((buffer) => places.has(buffer.id) && !isPersistent(buffer));
    expect(countBytes(textures.values())).toBeLessThanOrEqual(countBytes(transient.map(({ size }) => size)));
  });
});
