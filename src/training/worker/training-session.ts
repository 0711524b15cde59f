import type { CompiledOptions } from "../compiled/session.ts";
import { ContextLost, type Engine } from "../engines/engine.ts";
import { openSession } from "../step/graph-session.ts";
import type { Session } from "../contract/session.ts";

/** A session of the fastest kind that can train the net on an engine. */
export interface TrainingSession {
  readonly session: Session;
  /** Updates may be asked for before earlier ones have answered: they take effect in order. */
  readonly overlaps: boolean;
  /** Why plain tfjs trains the net although the engine has a compiled step: a clause. Null if that is not so. */
  readonly fallback: string | null;
}

/**
 * Opens the compiled session on WebGL, and where it does not know the net, plain tfjs's; on wasm there is one kind.
 * @throws CourseError if `initial` does not fit the architecture; ContextLost
 */
export async function openTrainingSession(engine: Engine, options: CompiledOptions): Promise<TrainingSession> {
  if (engine.gl === null) return { session: await openSession(engine, options), overlaps: false, fallback: null };
  if (engine.info.uncompiled) {
    return { session: await openSession(engine, options), overlaps: false, fallback: "it was asked for" };
  }
  // Loaded here, so that readers whose nets train on wasm do not download it.
  const { openCompiledSession } = await import("../compiled/session.ts");
  try {
    const opened = await openCompiledSession(engine.gl, options);
    if (opened.supported) return { session: opened.session, overlaps: true, fallback: null };
    return { session: await openSession(engine, options), overlaps: false, fallback: opened.reason };
  } catch (error) {
    // Whatever a lost context makes of the calls on it
    throw engine.isLost ? new ContextLost() : error;
  }
}
