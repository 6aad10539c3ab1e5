// o.js for the requests, odata-query for what is asked in them.

import assert from "node:assert/strict";
import test from "node:test";
import { o } from "odata";
import buildQuery, { type QueryOptions } from "odata-query";
import { basic, column, facts, observed, rejection, root, same, wrong } from "./support";

const erp = (authorization = basic, more = {}, useChangset = false) => {
  const headers: any = { Authorization: authorization, "Content-Type": "application/json", ...more };
  const batch = { endpoint: "$batch", headers: new Headers(headers), useChangset, useRelativeURLs: true };
  return o(root, { headers, fragment: "value", batch });
};

/** What odata-query builds, as o.js takes it. */
function options(asked: Partial<QueryOptions<any>>): Record<string, string> {
  return Object.fromEntries(
    buildQuery(asked)
      .slice(1)
      .split("&")
      .map((pair) => [pair.slice(0, pair.indexOf("=")), decodeURIComponent(pair.slice(pair.indexOf("=") + 1))]),
  );
}

const read = (resource: string, asked?: Partial<QueryOptions<any>>, headers?: Record<string, string>) =>
  erp(basic, headers).get(resource).query(asked && options(asked));

test("a list, whole", async () => {
  same(column(await erp().get("Customers").query(), "CustomerID"), facts.customers);
});

test("texts with quotes, umlauts and everything that means something in a URL", async () => {
  for (const [name, ids] of Object.entries(facts.byName)) {
    const found = await erp().get("Customers").query(options({ filter: { CustomerName: name } }));
    same(column(found, "CustomerID"), ids);
  }
});

test("dates, instants and enumerations", async () => {
  const raw = (value: string) => ({ type: "raw", value }) as const;
  const september = { OrderDate: { ge: raw("2025-09-01"), lt: raw("2025-10-01") } };
  same(column(await read("Orders", { filter: september }), "OrderID"), facts.september);
  const early = { CreatedAt: { lt: new Date("2023-03-01T00:00:00Z") } };
  same(column(await read("Orders", { filter: early }), "OrderID"), facts.createdBefore);
  same(column(await read("Orders", { filter: { Status: "Draft" } }), "OrderID"), facts.draftOrders);
});

test("decimals and 64-bit numbers, exactly", async () => {
  const exact = { Accept: "application/json;IEEE754Compatible=true" };
  const amount = { NetAmount: { type: "decimal", value: "875868.70" } };
  const found = await read("Orders", { filter: amount }, exact);
  same(found.map((row: any) => [row.OrderID, row.NetAmount]), [[facts.amount[0], facts.exactAmount]]);
  const tracked = { TrackingNumber: { type: "raw", value: facts.tracking } };
  const [order] = await read("Orders", { filter: tracked }, exact);
  same([order.OrderID, order.TrackingNumber], [1, facts.tracking]);
});

test("order, top, skip and count", async () => {
  const found = await read("Orders", { orderBy: ["NetAmount desc", "OrderID"], top: 4, skip: 3 });
  same(column(found, "OrderID"), facts.dearest.slice(3, 7));
  const counted = await erp().get("Orders").fetch(options({ count: true, top: 0 }));
  same((await (counted as any).json())["@odata.count"], facts.orders.length);
  same(await (await erp().get("Orders/$count").fetch() as any).json(), facts.orders.length);
});

test("pages, to the end", async () => {
  const prefer = { Prefer: "odata.maxpagesize=37" };
  const ids: number[] = [];
  let pages = 0;
  for (let next: string | undefined = "Orders?$select=OrderID"; next; pages += 1) {
    const page: any = await ((await erp(basic, prefer).get(next).fetch()) as Response).json();
    ids.push(...column(page.value, "OrderID"));
    next = page["@odata.nextLink"]?.slice(root.length);
  }
  same(ids, facts.orders);
  same(pages, Math.ceil(facts.orders.length / 37));
});

test("expanded, nested, with options on each level", async () => {
  const expand = {
    Lines: {
      select: ["LineNo"],
      orderBy: "LineNo desc" as const,
      top: 2,
      filter: { Quantity: { ne: 0 } },
      expand: { Product: { select: ["ProductName"] } },
    },
    Customer: { expand: { Country: {} } },
  };
  for (const { order, lines } of facts.withLines) {
    const row = await read(`Orders(${order})`, { select: ["OrderID"], expand } as any);
    same(row.Lines.map((line: any) => [line.LineNo, line.Product.ProductName]), lines.slice(0, 2));
    assert.ok(row.Customer.Country.CountryName);
  }
});

test("any over related rows, and in", async () => {
  const { order, lines } = facts.withLines[0];
  const filter = { Lines: { any: { Product: { ProductName: lines[0][1] } } }, OrderID: { in: [order, 4711] } };
  same(column(await read("Orders", { filter }), "OrderID"), [order]);
});

test("only what was selected comes", async () => {
  const [product] = await read("Products", { select: ["ProductNo", "EAN"], top: 1 });
  same(Object.keys(product), ["ProductNo", "EAN"]);
});

test("keys: composite, and a text with all that means something in a URL", async () => {
  const [OrderID, LineNo] = facts.lines.at(-1)!;
  const line = await read(`OrderLines${buildQuery({ key: { OrderID, LineNo } })}`);
  same([line.OrderID, line.LineNo], [OrderID, LineNo]);
  const product = await read(`Products${buildQuery({ key: facts.odd.ProductNo })}`);
  same(product.ProductName, facts.odd.ProductName);
});

test("errors arrive with their status and their sentence", async () => {
  const missing = await rejection(read("Customers(4711)"));
  same(missing.status, 404);
  const bad = await rejection(read("Customers", { filter: { CustomerNane: "x" } }));
  same(bad.status, 400);
  assert.match((await bad.json()).error.message, /has no property 'CustomerNane'. Did you mean 'CustomerName'\?/);
});

test("without the right password there is a 401", async () => {
  same((await rejection(erp(wrong).get("Customers").query())).status, 401);
});

test("what it reads comes compressed", async () => {
  const [, [exchange]] = await observed(() => read("Customers"));
  same(exchange.answered["content-encoding"], "gzip");
});

test("a row is made, changed and deleted", async () => {
  same((await erp().post("ProductGroups", { GroupCode: "OJS-1", GroupName: "Über" }).query()).GroupName, "Über");
  await erp().patch("ProductGroups('OJS-1')", { GroupName: "Unter" }).query();
  same((await read("ProductGroups('OJS-1')")).GroupName, "Unter");
  await erp().delete("ProductGroups('OJS-1')").query();
  same((await rejection(read("ProductGroups('OJS-1')"))).status, 404);
});

test("a batch of reading and writing", async () => {
  const answers = await erp()
    .get("Currencies('EUR')")
    .post("ProductGroups", { GroupCode: "OJS-2", GroupName: "Batched" })
    .batch();
  same(answers.map((answer: any) => answer.body.CurrencyCode ?? answer.body.GroupName), ["EUR", "Batched"]);
  await erp().delete("ProductGroups('OJS-2')").query();
});

test("a change set", async () => {
  const answers = await erp(basic, {}, true)
    .post("ProductGroups", { GroupCode: "OJS-3", GroupName: "Third" })
    .post("ProductGroups", { GroupCode: "OJS-4", GroupName: "Fourth" })
    .batch();
  same(column(answers, "status"), [201, 201]);
  const codes = column(await read("ProductGroups", { filter: { GroupCode: { in: ["OJS-3", "OJS-4"] } } }), "GroupCode");
  same(codes, ["OJS-3", "OJS-4"]);
  for (const code of codes) await erp().delete(`ProductGroups('${code}')`).query();
});
