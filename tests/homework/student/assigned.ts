import type { AssignedExercise } from "../../../src/homework/student/exercise-state.ts";
import type { Manifest } from "../../../src/homework/assignment/manifest.ts";

const common = { chapter: "residual-blocks", points: 2, bonus: false, deps: [], starterHash: null, visibleChecks: [] };

export const codeExercise: AssignedExercise = {
  ...common,
  id: "c3-skip",
  kind: "code",
  defines: ["block"],
  variants: [],
};

export const choiceExercise: AssignedExercise = {
  ...{ ...common, id: "c3-why", kind: "choice", defines: ["why"] },
  variants: [
    {
      id: "v1",
      prompt: "Which of $a$?",
      options: [
        { id: "a", words: "this" },
        { id: "b", words: "that" },
      ],
    },
    {
      id: "v2",
      prompt: "Which of $b$?",
      options: [
        { id: "a", words: "this" },
        { id: "b", words: "that" },
      ],
    },
  ],
};

export const manifest: Manifest = {
  ...{ schema: 1, assignment: "skip-connections", version: 3, buildHash: "0".repeat(64), title: "Skip connections" },
  exercises: [codeExercise, choiceExercise],
};
