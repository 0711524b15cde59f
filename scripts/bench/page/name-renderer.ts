/** What draws, as its driver names it, e.g. "ANGLE (NVIDIA, …)". */
export function nameRenderer(gl: WebGL2RenderingContext): string {
  const details = gl.getExtension("WEBGL_debug_renderer_info");
  return String(gl.getParameter(details === null ? gl.RENDERER : details.UNMASKED_RENDERER_WEBGL));
}
