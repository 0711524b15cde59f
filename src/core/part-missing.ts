import { CourseError } from "./errors.ts";

/** What can be done about it by whoever reads the page. */
export type PartRemedy = "try again" | "reload";

/**
 * A part of the site that is loaded only when it is needed, such as the editor, a chart or the training worker, did not
 * come. The message is a whole sentence for the reader.
 */
export class PartMissing extends CourseError {
  readonly remedy: PartRemedy;

  constructor(message: string, remedy: PartRemedy) {
    super(message);
    this.remedy = remedy;
  }
}
