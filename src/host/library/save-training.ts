import { declare, options, parameter } from "../../core/declare.ts";
import { text } from "../../core/kinds.ts";
import { withDefault } from "../../core/options.ts";
import { downloadFile } from "../../export/download.ts";
import { savedTrainingKind } from "../../training/contract/kinds.ts";
import { encodeTraining } from "../../training/saved/saved-training.ts";

export const saveTraining = declare(
  {
    name: "saveTraining",
    help: "Hands a training to the reader as a file, for `loadTraining`.",
    parameters: [
      parameter("training", savedTrainingKind, "One that ended, or was paused, with `keepState: true`."),
      options({ name: withDefault(text, "training", "Of the file, without an ending.") }),
    ],
    returns: ["Blob", "what the file holds"],
    refuses: "there is no state to save",
    example: '`${saveTraining(exampleRun, {name: "example"}).size} bytes`',
  },
  (training, { name }) => {
    const file = encodeTraining(training);
    downloadFile(file, `${name}.training`);
    return file;
  },
);
