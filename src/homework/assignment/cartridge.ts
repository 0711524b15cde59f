import type { Manifest } from "./manifest.ts";
import type { StudentLink } from "./student-links.ts";
import { xmlHead, xmlText } from "./xml.ts";

const cartridge = "http://www.imsglobal.org/xsd/imsccv1p3";
const lom = "http://ltsc.ieee.org/xsd/imsccv1p3/LOM/manifest";

/** An assignment's links as a thin Common Cartridge 1.3, which an LMS imports as web links: its files by their paths. */
export function cartridgeFiles(
  { assignment, title }: Pick<Manifest, "assignment" | "title">,
  links: readonly StudentLink[],
): ReadonlyMap<string, string> {
  const files = links.map((link) => [`links/${link.chapter}.xml`, webLink(title, link)] as const);
  const items = links.map(
    ({ chapter }) => `        <item identifier="ITEM-${chapter}" identifierref="LINK-${chapter}">
          <title>${xmlText(nameOf(title, chapter))}</title>
        </item>`,
  );
  const resources = links.map(
    ({ chapter }) => `    <resource identifier="LINK-${chapter}" type="imswl_xmlv1p3">
      <file href="links/${chapter}.xml"/>
    </resource>`,
  );
  const manifest = `${xmlHead}<manifest xmlns="${cartridge}/imscp_v1p1" xmlns:lomimscc="${lom}" identifier="MANIFEST-${assignment}">
  <metadata>
    <schema>IMS Thin Common Cartridge</schema>
    <schemaversion>1.3.0</schemaversion>
    <lomimscc:lom>
      <lomimscc:general>
        <lomimscc:title>
          <lomimscc:string language="en">${xmlText(title)}</lomimscc:string>
        </lomimscc:title>
      </lomimscc:general>
    </lomimscc:lom>
  </metadata>
  <organizations>
    <organization identifier="ORG-${assignment}" structure="rooted-hierarchy">
      <item identifier="ROOT-${assignment}">
${items.join("\n")}
      </item>
    </organization>
  </organizations>
  <resources>
${resources.join("\n")}
  </resources>
</manifest>
`;
  return new Map([["imsmanifest.xml", manifest], ...files]);
}

function nameOf(title: string, chapter: string): string {
  return `${title}: ${chapter.replaceAll("-", " ")}`;
}

function webLink(title: string, { chapter, url }: StudentLink): string {
  return `${xmlHead}<webLink xmlns="${cartridge}/imswl_v1p3">
  <title>${xmlText(nameOf(title, chapter))}</title>
  <url href="${xmlText(url)}" target="_blank"/>
</webLink>
`;
}
