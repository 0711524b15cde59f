import { CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { javascript } from "@codemirror/lang-javascript";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { completeMembers } from "../../src/editor/complete-members.ts";
import { completeOptions, completeValues } from "../../src/editor/complete-options.ts";

function contextAt(text: string, explicit = false): CompletionContext {
  const pos = text.indexOf("|");
  const state = EditorState.create({ doc: text.replace("|", ""), extensions: [javascript()] });
  return new CompletionContext(state, pos, explicit);
}

function labels(result: CompletionResult | null): readonly string[] {
  return result?.options.map(({ label }) => label) ?? [];
}

test("the options of a course's function are offered within its braces, without those that stand there", () => {
  const found = completeOptions(contextAt("plainNet({|"));
  expect(labels(found)).toEqual(expect.arrayContaining(["depth", "width", "classes"]));
  expect(found?.options.find(({ label }) => label === "depth")).toMatchObject({
    apply: "depth: ",
    detail: "integer 6n + 2, layers, needed",
  });
  expect(labels(completeOptions(contextAt("plainNet({depth: 20, |})", true)))).not.toContain("depth");
  expect(labels(completeOptions(contextAt("plainNet({depth: 20,\n  wi|})")))).toContain("width");
});

test("so are those of inputs, whose documentation is written by hand", () => {
  expect(labels(completeOptions(contextAt('view(Inputs.range([0, 1], {label: "a", s|}))')))).toContain("step");
});

test("options are offered in a text that was not read to its end when the editor was made", () => {
  const before = "const a = [1, 2, 3].map((n) => n + 1);\n".repeat(200);
  expect(labels(completeOptions(contextAt(`${before}plainNet({|`)))).toContain("depth");
});

test("nothing is offered behind a colon, in a list, or in braces that are a block", () => {
  for (const text of ["plainNet({depth: |})", "plainNet([{|}])", "if (a) {|}", "unknown({|})"])
    expect(completeOptions(contextAt(text, true))).toBeNull();
});

test("an option that chooses among words offers them, with and without its quotation mark", () => {
  expect(labels(completeValues(contextAt("train(arms, {engine: |})", true)))).toEqual(
    expect.arrayContaining(['"auto"', '"webgl"', '"wasm"']),
  );
  expect(completeValues(contextAt('train(arms, {engine: "w|"})'))?.from).toBe("train(arms, {engine: ".length);
  expect(labels(completeValues(contextAt("train(arms, {keepState: t|})")))).toEqual(["true", "false"]);
});

test("behind a dot come what is documented and what the present value has", async () => {
  const complete = completeMembers(async (name) => (name === "Inputs" ? ["range", "formatTrim"] : []));
  const found = await complete(contextAt("Inputs.r|"));
  expect(labels(found).filter((label) => label === "range")).toEqual(["range"]);
  expect(labels(found)).toContain("formatTrim");
  expect(found?.from).toBe("Inputs.".length);
  expect(await complete(contextAt("other.|"))).toBeNull();
  expect(await complete(contextAt("a.Inputs.|"))).toBeNull();
});
