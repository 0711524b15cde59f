import { dirname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../../src/", import.meta.url));

/**
 * Refuses an import from one room of src/ to another that `rooms` does not list. A room is a folder of src/, or a folder
 * within one ("training/step"); the deepest that is listed counts. A room may also be allowed a single file of another
 * ("training/worker/worker.ts"). Types count as imports: who needs to know a type depends on its file.
 */
export const importDirection = {
  meta: {
    type: "problem",
    schema: [{ type: "object" }],
    messages: {
      refused: "src/{{from}} must not import src/{{to}}: {{reason}}. It may import {{may}}.",
      unlisted: "src/{{from}} is no room that eslint.config.js knows. List it there, with what it may import and why.",
    },
  },
  create(context) {
    const [rooms] = context.options;
    const from = roomOf(context.filename, rooms);
    const check = (node, specifier) => {
      if (typeof specifier !== "string" || !specifier.startsWith(".")) return;
      const target = normalize(join(dirname(context.filename), specifier));
      if (!target.startsWith(source)) return;
      if (from === null) return context.report({ node, messageId: "unlisted", data: { from: "" } });
      const to = roomOf(target, rooms) ?? "";
      const { may, reason } = rooms[from];
      if (to === from || may.includes(to) || may.includes(`${to.split("/")[0]}/*`)) return;
      if (may.includes(target.slice(source.length).split(sep).join("/"))) return;
      context.report({ node, messageId: "refused", data: { from, to, reason, may: may.join(", ") || "nothing" } });
    };
    const checkSource = (node) => check(node, node.source?.value);
    return {
      ImportDeclaration: checkSource,
      ExportNamedDeclaration: checkSource,
      ExportAllDeclaration: checkSource,
      ImportExpression: checkSource,
      TSImportType: (node) => check(node, node.source?.value ?? node.argument?.literal?.value),
      // new Worker(new URL("…", import.meta.url))
      NewExpression: (node) => node.callee.name === "URL" && check(node, node.arguments[0]?.value),
    };
  },
};

function roomOf(file, rooms) {
  const parts = file.slice(source.length).split(sep).slice(0, -1);
  for (let depth = parts.length; depth > 0; depth--) {
    const name = parts.slice(0, depth).join("/");
    if (name in rooms) return name;
  }
  return parts.length === 0 ? "." : null;
}
