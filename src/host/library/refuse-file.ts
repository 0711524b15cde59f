import { refuse } from "../../core/errors.ts";

/** `FileAttachment` as cells see it: Observable attaches files to a notebook, this course attaches none. */
export function FileAttachment(name: unknown): never {
  throw refuse(
    "FileAttachment",
    `the course attaches no files, so there is no ${JSON.stringify(String(name))}`,
    "Read a file of your own with view(Inputs.file()), one of this site with fetch, or use the course's data: " +
      "shapes(), spiral(), cifar10().",
  );
}
