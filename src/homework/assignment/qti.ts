import type { Key, KeyExercise } from "./key.ts";
import { xmlHead, xmlText } from "./xml.ts";

type Variant = KeyExercise["variants"][number];

const qti = "http://www.imsglobal.org/xsd/imsqti_v2p1";

/**
 * The choice variants of an assignment as a QTI 2.1 content package: its files by their paths; none where no exercise has a choice.
 * They hold the key: the package is the teacher's.
 */
export function qtiFiles(key: Key): ReadonlyMap<string, string> {
  const items = key.exercises.flatMap(({ id, variants }) =>
    variants.flatMap((variant) => ("option" in variant.answer ? [{ name: `${id}-${variant.id}`, variant }] : [])),
  );
  if (items.length === 0) return new Map();
  const files = items.map(({ name, variant }) => [`items/${name}.xml`, item(name, variant)] as const);
  return new Map([
    [
      "imsmanifest.xml",
      manifest(
        key.assignment,
        items.map(({ name }) => name),
      ),
    ],
    ...files,
  ]);
}

/** Letters serve as identifiers as they are. */
function item(name: string, { prompt, options = [], answer }: Variant): string {
  const right = "option" in answer ? answer.option : "";
  const choices = options.map(
    ({ id, words }) => `      <simpleChoice identifier="${id}">${xmlText(words)}</simpleChoice>`,
  );
  return `${xmlHead}<assessmentItem xmlns="${qti}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${qti} http://www.imsglobal.org/xsd/qti/qtiv2p1/imsqti_v2p1.xsd" identifier="${name}" title="${name}" adaptive="false" timeDependent="false">
  <responseDeclaration identifier="RESPONSE" cardinality="single" baseType="identifier">
    <correctResponse>
      <value>${right}</value>
    </correctResponse>
  </responseDeclaration>
  <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">
    <defaultValue>
      <value>0</value>
    </defaultValue>
  </outcomeDeclaration>
  <itemBody>
    <choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">
      <prompt>${xmlText(prompt)}</prompt>
${choices.join("\n")}
    </choiceInteraction>
  </itemBody>
  <responseProcessing template="http://www.imsglobal.org/question/qti_v2p1/rptemplates/match_correct"/>
</assessmentItem>
`;
}

function manifest(assignment: string, names: readonly string[]): string {
  const resources = names.map((name) => {
    const href = `items/${name}.xml`;
    return `    <resource identifier="RES-${name}" type="imsqti_item_xmlv2p1" href="${href}">
      <file href="${href}"/>
    </resource>`;
  });
  return `${xmlHead}<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="MANIFEST-${assignment}">
  <metadata>
    <schema>QTIv2.1 Package</schema>
    <schemaversion>1.0.0</schemaversion>
  </metadata>
  <organizations/>
  <resources>
${resources.join("\n")}
  </resources>
</manifest>
`;
}
