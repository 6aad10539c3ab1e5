// The OASIS committee's own tools: odata-csdl (CSDL XML to CSDL JSON) and odata-openapi (CSDL to OpenAPI).

import assert from "node:assert/strict";
import test from "node:test";
import { basic, facts, root, same } from "./support";

const { xml2json } = require("odata-csdl");
const { csdl2openapi } = require("odata-openapi");

const metadata = (format: string, version: string) =>
  fetch(`${root}$metadata?$format=${format}`, { headers: { Authorization: basic, "OData-MaxVersion": version } });

test("the XML has nothing that the tool stumbles over", async () => {
  for (const version of ["4.0", "4.01"]) {
    same(converted(await (await metadata("xml", version)).text()).messages, []);
  }
});

test("CSDL JSON says what CSDL XML says", async () => {
  const xml = await (await metadata("xml", "4.01")).text();
  const json = await (await metadata("json", "4.01")).json();
  same(sorted(json), sorted(converted(xml).csdl));
});

test("the OpenAPI description has a path for each set and each key, and all that it refers to", async () => {
  const csdl = await (await metadata("json", "4.01")).json();
  const messages: unknown[] = [];
  const api = csdl2openapi(csdl, { messages });
  same(messages, []);
  assert.ok(api.paths["/Customers"].get && api.paths["/OrderLines(OrderID={OrderID},LineNo={LineNo})"].get);
  same(references(api).filter((reference) => !resolved(api, reference)), []);
});

function converted(xml: string): { csdl: any; messages: unknown[] } {
  const messages: unknown[] = [];
  return { csdl: xml2json(xml, { messages }), messages };
}

/** The same, with the members of objects in one order and the namespaces of terms in full. */
function sorted(value: any): any {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, inner]) => [name.replace(/@(?!Org\.)([A-Z]\w+)\./g, "@Org.OData.$1.V1."), sorted(inner)])
      .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1)),
  );
}

function references(value: any): string[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === "$ref" ? [String(inner)] : references(inner)));
}

function resolved(api: any, reference: string): boolean {
  return reference.slice(2).split("/").reduce((found, name) => found?.[name.replaceAll("~1", "/")], api) !== undefined;
}
