/** Counts what is created and not deleted again on a context, kind by kind. Programs stay for the next net. */
export function countObjects(gl: WebGL2RenderingContext): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kind of ["Texture", "Framebuffer", "Buffer", "VertexArray"] as const) {
    counts[kind] = 0;
    const [create, remove] = [gl[`create${kind}`].bind(gl), gl[`delete${kind}`].bind(gl)];
    const change = (by: number): void => void (counts[kind] = (counts[kind] ?? 0) + by);
    Object.assign(gl, {
      [`create${kind}`]: () => (change(1), create()),
      [`delete${kind}`]: (object: never) => (change(-1), remove(object)),
    });
  }
  return counts;
}
