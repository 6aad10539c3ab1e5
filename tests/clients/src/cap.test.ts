// SAP CAP: a service that consumes this one, whose model `cds import` has made of the metadata.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import test from "node:test";
import { column, facts, observed, password, rejection, root, same, user } from "./support";

const project = mkdtempSync(path.join(tmpdir(), "cap-"));
writeFileSync(path.join(project, "package.json"), "{}");
const imported = path.join(project, "erp.cds");
const tool = path.resolve("node_modules/@sap/cds-dk/bin/cds.js");
execFileSync(process.execPath, [tool, "import", path.resolve("build/metadata/erp.xml"), "--as", "cds", "--out", imported], {
  cwd: project,
});

const cds = require("@sap/cds");
cds.root = project;
cds.log("remote", { level: "silent" });
cds.model = cds.linked(cds.compile(readFileSync(imported, "utf-8")));
const { SELECT, INSERT, UPDATE, DELETE } = cds.ql;
const { Customers, Orders, OrderLines, Products, ProductGroups } = cds.entities("erp");

function connected(secret = password): Promise<any> {
  const credentials = { url: root.slice(0, -1), authentication: "BasicAuthentication", username: user, password: secret };
  return cds.connect.to(`erp-${secret.length}`, { kind: "odata", service: "erp", model: imported, credentials });
}

async function run(query: any): Promise<any> {
  return (await connected()).run(query);
}

test("the metadata is imported: entities, keys, types, associations, descriptions", async () => {
  same(Object.keys(OrderLines.keys), ["OrderID", "LineNo"]);
  same([Orders.elements.NetAmount.type, Orders.elements.NetAmount.scale], ["cds.Decimal", 2]);
  same(Orders.elements.Lines.target, "erp.OrderLines");
});

test("a list, whole", async () => {
  same(column(await run(SELECT.from(Customers).columns("CustomerID")), "CustomerID"), facts.customers);
});

test("texts with quotes, umlauts and everything that means something in a URL", async () => {
  for (const [name, ids] of Object.entries(facts.byName)) {
    same(column(await run(SELECT.from(Customers).where({ CustomerName: name })), "CustomerID"), ids);
  }
  const found = await run(SELECT.from(Customers).where`contains(CustomerName,${"ü"})`);
  same(column(found, "CustomerID"), facts.containsUmlaut);
});

test("dates, instants, enumerations and decimals", async () => {
  const september = SELECT.from(Orders).where`OrderDate >= ${"2025-09-01"} and OrderDate < ${"2025-10-01"}`;
  same(column(await run(september), "OrderID"), facts.september);
  const early = SELECT.from(Orders).where`CreatedAt < ${"2023-03-01T00:00:00Z"}`;
  same(column(await run(early), "OrderID"), facts.createdBefore);
  same(column(await run(SELECT.from(Orders).where({ Status: "Draft" })), "OrderID"), facts.draftOrders);
  same(column(await run(SELECT.from(Orders).where({ NetAmount: "875868.70" })), "OrderID"), facts.amount);
  same(column(await run(SELECT.from(Orders).where({ TrackingNumber: facts.tracking })), "OrderID"), [1]);
});

test("order and limit", async () => {
  const found = await run(SELECT.from(Orders).orderBy("NetAmount desc", "OrderID").limit(4, 3));
  same(column(found, "OrderID"), facts.dearest.slice(3, 7));
});

test("pages by limit, to the end: it does not follow next links", async () => {
  const found: any[] = [];
  for (let rows: any[] | undefined; rows?.length !== 0; found.push(...rows!)) {
    rows = await run(SELECT.from(OrderLines).columns("OrderID", "LineNo").limit(700, found.length));
  }
  same(found.map((row) => [row.OrderID, row.LineNo]), facts.lines);
});

test("expanded, nested", async () => {
  for (const { order, lines } of facts.withLines) {
    const columns = (row: any) => {
      row.OrderID;
      row.Customer((customer: any) => customer.Country((country: any) => country.CountryName));
      row.Lines((line: any) => {
        line.LineNo;
        line.Product((product: any) => product.ProductName);
      });
    };
    const [found] = await run(SELECT.from(Orders).columns(columns).where({ OrderID: order }));
    same(found.Lines.map((line: any) => [line.LineNo, line.Product.ProductName]).reverse(), lines);
    assert.ok(found.Customer.Country.CountryName);
  }
});

test("columns of what is related, and conditions over it", async () => {
  const { order, lines } = facts.withLines[0];
  const query = SELECT.from(Orders).columns("OrderID", "Customer.CustomerName")
    .where`exists Lines[LineNo = ${lines[0][0]}] and OrderID = ${order}`;
  const [[found], [exchange]] = await observed<any>(() => run(query));
  assert.match(exchange.url, /select=OrderID,Customer%2FCustomerName/);
  same([found.OrderID, found.Customer.CustomerName.length > 0], [order, true]);
});

test("search", async () => {
  const found = await run(SELECT.from(Customers).search("Müller"));
  assert.ok(found.length > 0 && found.every((row: any) => JSON.stringify(row).includes("ü")));
});

test("keys: composite, and a text with all that means something in a URL", async () => {
  const [OrderID, LineNo] = facts.lines.at(-1)!;
  const line = await run(SELECT.one.from(OrderLines, { OrderID, LineNo }));
  same([line.OrderID, line.LineNo], [OrderID, LineNo]);
  const product = await run(SELECT.one.from(Products, facts.odd.ProductNo));
  same(product.ProductName, facts.odd.ProductName);
});

test("errors arrive as sentences", async () => {
  const bad = await rejection(run(SELECT.from(Customers).where`CustomerNane = 'x'`));
  assert.match(bad.message, /has no property 'CustomerNane'. Did you mean 'CustomerName'\?/);
  const missing = await rejection(run(SELECT.one.from(Customers, 4711)));
  same(missing.reason.response.status, 404);
});

test("without the right password there is a 401", async () => {
  const refused = await rejection((await connected("wrong")).run(SELECT.from(Customers)));
  same(refused.reason.response.status, 401);
});

test("a row is made, changed and deleted", async () => {
  const made = await run(INSERT.into(ProductGroups).entries({ GroupCode: "CAP-1", GroupName: "Über" }));
  same(made.GroupName, "Über");
  await run(UPDATE(ProductGroups, "CAP-1").with({ GroupName: "Unter" }));
  same((await run(SELECT.one.from(ProductGroups, "CAP-1"))).GroupName, "Unter");
  await run(DELETE.from(ProductGroups, "CAP-1"));
  same((await rejection(run(SELECT.one.from(ProductGroups, "CAP-1")))).reason.response.status, 404);
});
