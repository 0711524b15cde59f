import { expect, it } from "vitest";
import { slug } from "../../../src/homework/submission/slug.ts";

it("makes a file's name of whatever somebody wrote (26)", () => {
  expect(slug("../../Etc/passwd")).toBe("etc-passwd");
  expect(slug("Åsa  Ångström")).toBe("åsa-ångström");
  expect(slug("青木 太郎")).toBe("青木-太郎");
  expect(slug('=HYPERLINK("x")\r\n\0')).toBe("hyperlink-x");
  expect(slug("__proto__")).toBe("proto");
  expect(slug("CON")).toBe("unnamed-con");
  expect(slug("…")).toBe("unnamed");
  expect(slug("😀")).toBe("unnamed");
  expect(slug(`${"a".repeat(59)} b`)).toBe("a".repeat(59));
});
