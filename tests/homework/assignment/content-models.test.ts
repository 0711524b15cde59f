import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { publicPart } from "../../../src/homework/assignment/build-assignment.ts";
import { cartridgeFiles } from "../../../src/homework/assignment/cartridge.ts";
import { qtiFiles } from "../../../src/homework/assignment/qti.ts";
import { scormFiles } from "../../../src/homework/assignment/scorm.ts";
import { studentLinks } from "../../../src/homework/assignment/student-links.ts";
import { build, file } from "./small-course.ts";

/** Of an element: its children in their order, as `name`, `name?` or `name+`, and the attributes that it needs. */
type Model = Readonly<Record<string, { readonly children?: string; readonly needs?: string }>>;

/** What of the specifications' content models these packages use, read off the specifications' tables; no schema of theirs is kept here. */
const packaging: Model = {
  manifest: { children: "metadata organizations resources", needs: "identifier" },
  metadata: { children: "schema schemaversion lom?" },
  organizations: { children: "organization?" },
  organization: { children: "title? item+", needs: "identifier" },
  item: { children: "title? item*", needs: "identifier" },
  resources: { children: "resource+" },
  resource: { children: "file+", needs: "identifier type" },
  file: { needs: "href" },
};
const webLink: Model = { webLink: { children: "title url" }, title: {}, url: { needs: "href" } };
const item: Model = {
  assessmentItem: {
    children: "responseDeclaration outcomeDeclaration itemBody responseProcessing",
    needs: "identifier title adaptive timeDependent",
  },
  responseDeclaration: { children: "correctResponse", needs: "identifier cardinality baseType" },
  outcomeDeclaration: { children: "defaultValue", needs: "identifier cardinality baseType" },
  correctResponse: { children: "value" },
  itemBody: { children: "choiceInteraction" },
  choiceInteraction: { children: "prompt simpleChoice+", needs: "responseIdentifier shuffle maxChoices" },
  simpleChoice: { needs: "identifier" },
  responseProcessing: { needs: "template" },
};

/** What is not as the model has it, as sentences; identifiers are names of XML, and unique within a document. */
function faults(xml: string, model: Model): string[] {
  const { document } = new JSDOM(xml, { contentType: "application/xml" }).window;
  const elements = [...document.querySelectorAll("*")];
  const found = elements.flatMap((element) => {
    const { children, needs = "" } = model[element.localName] ?? {};
    const missing = needs.split(" ").filter((name) => name !== "" && !element.hasAttribute(name));
    const names = [...element.children].map(({ localName }) => `${localName} `).join("");
    const wanted = children?.replace(/(\w+)([?+*]?) ?/g, "(?:$1 )$2");
    const isRight = wanted === undefined || new RegExp(`^${wanted}$`).test(names);
    return [
      ...missing.map((name) => `${element.localName} has no ${name}`),
      ...(isRight ? [] : [`${element.localName} holds ${names}`]),
    ];
  });
  const ids = elements.flatMap((element) => element.getAttribute("identifier") ?? []);
  const twice = ids.filter((id, at) => ids.indexOf(id) < at && id !== "RESPONSE");
  const odd = ids.filter((id) => !/^[A-Za-z_][\w.-]*$/.test(id));
  return [...found, ...twice.map((id) => `${id} is there twice`), ...odd.map((id) => `${id} is no name`)];
}

const links = async () => {
  const manifest = publicPart(await build(file));
  return { manifest, links: studentLinks(manifest, [], "https://example.org/") };
};

it("choices follow QTI 2.1, and their package the manifest's model", async () => {
  const files = qtiFiles(await build(file));
  expect(files.size).toBeGreaterThan(1);
  for (const [path, xml] of files) expect(faults(xml, path === "imsmanifest.xml" ? packaging : item), path).toEqual([]);
});

it("links follow the thin Common Cartridge: one rooted hierarchy, a link in every resource", async () => {
  const { manifest, links: all } = await links();
  const files = cartridgeFiles(manifest, all);
  for (const [path, xml] of files)
    expect(faults(xml, path === "imsmanifest.xml" ? packaging : webLink), path).toEqual([]);
  const { document } = new JSDOM(files.get("imsmanifest.xml") ?? "", { contentType: "application/xml" }).window;
  const root = document.querySelector("organization");
  expect(root?.getAttribute("structure")).toBe("rooted-hierarchy");
  expect(root?.children.length).toBe(1);
  expect(root?.firstElementChild?.hasAttribute("identifierref")).toBe(false);
});

it.each(["1.2", "2004"] as const)(
  "the package of SCORM %s has a manifest by its model, with all of its files",
  async (edition) => {
    const { manifest, links: all } = await links();
    const files = scormFiles(edition, { ...manifest, links: all, script: "" });
    const xml = files.get("imsmanifest.xml") ?? "";
    expect(faults(xml, packaging)).toEqual([]);
    const { document } = new JSDOM(xml, { contentType: "application/xml" }).window;
    const hrefs = [...document.querySelectorAll("file")].map((each) => each.getAttribute("href"));
    expect(["imsmanifest.xml", ...hrefs]).toEqual([...files.keys()]);
    expect(document.querySelector("organizations")?.getAttribute("default")).toBe(
      document.querySelector("organization")?.getAttribute("identifier"),
    );
  },
);

it("the models notice what is out of order, missing or there twice", async () => {
  const xml = qtiFiles(await build(file)).get("items/c1-word-v1.xml") ?? "";
  const moved = xml.replace(/(<prompt>.*<\/prompt>\n)([\s\S]*?)( *<\/choiceInteraction>)/, "$2$1$3");
  expect(faults(moved, item)).toEqual([expect.stringContaining("choiceInteraction holds")]);
  expect(faults(xml.replace(' shuffle="true"', ""), item)).toEqual(["choiceInteraction has no shuffle"]);
  expect(faults(xml.replace('identifier="b"', 'identifier="a"'), item)).toEqual(["a is there twice"]);
});
