import { writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { refuse } from "../../src/core/errors.ts";
import { refusePublic } from "./private-folder.ts";

const text = `# An assignment. Keep its folder private: it holds what is right.
#   npm run assignment -- check FILE
#   npm run assignment -- build FILE --site https://example.org/course/

assignment: week-1            # small letters, digits and hyphens: names files and addresses
title: Week 1
# chapters: [degradation]     # to be read, beside those of the exercises

due: 2030-01-31 23:59
timezone: Europe/Berlin       # a name of the IANA's list, needed
grace: 15                     # minutes after the due date that are not late
late:                         # up to so many hours late keeps so much; later than the last earns nothing
  - { hours: 24, keeps: 0.8 }
# - { hours: null, keeps: 0.5 }   # however late

# roster: roster.csv          # a column "student"; then ids below are compared with it
# extensions:
#   s1234: { due: 2030-02-07 23:59 }
#   s5678: excused
# groups:
#   - { name: A, students: [s1, s2] }

# tolerance: { absolute: 1.0e-9, relative: 1.0e-6 }   # of numbers
# seeds: [4211, 4212, 4213]   # of trainings; nobody should know them
# limits: { seconds: 20, megabytes: 512 }             # of one exercise

exercises:                    # the ids of all exercises stand on the course's page for teachers
  - exercise: c3-output-size
    points: 3                 # the chapter's, where they are left out
    # bonus: true             # points on top
    solution: solutions/c3-output-size.js   # earns all points
    # wrong: [wrong/rounds-up.js]           # answers that have to fail a hidden check
    hidden:                   # what the answer defines is called, and what comes back is compared
      - name: a stride that leaves pixels over
        points: 1
        calls:
          - { of: outputSize, args: [16, { kernel: 3, stride: 4 }], expected: 4 }
      # - name: whatever a function of yours says of what came back
      #   points: 1
      #   module: checks/output-size.ts     # export default (observations) => true, or a reason
      #   calls: [{ of: outputSize, args: [20, { kernel: 3 }] }]

  - exercise: c2-fix-overfitting            # choice and number items need variants: the chapter tells their key
    points: 1
    variants:                 # each student gets one, drawn by the student's id
      - prompt: Which of these is seen in the training error already?
        options: [Degradation, Overfitting]
        right: Degradation
`;

/**
 * Writes an assignment to start from.
 * @throws CourseError if there is a file already, or the site would be built from it
 */
export function writeNew(file: string): string {
  refusePublic(dirname(resolve(file)), file);
  try {
    writeFileSync(file, text, { flag: "wx" });
  } catch (error) {
    const isThere = (error as NodeJS.ErrnoException).code === "EEXIST";
    const problem = isThere ? "there is a file already" : "it cannot be written there";
    throw refuse(file, problem, isThere ? "Choose another name." : "Make the folder first.");
  }
  return `Wrote ${file}. It names solutions/c3-output-size.js, which is yours to write; then: npm run assignment -- check ${basename(file)}\n`;
}
