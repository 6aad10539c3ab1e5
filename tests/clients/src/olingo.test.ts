// Apache Olingo's client for JavaScript (once Microsoft's datajs), as packed for Node by ts-odatajs.

import assert from "node:assert/strict";
import test from "node:test";
import { oData } from "ts-odatajs";
import { basic, column, facts, observed, rejection, root, same, wrong } from "./support";

interface Page {
  value: any[];
  "@odata.count"?: number;
  "@odata.nextLink"?: string;
}

function read<T = Page>(url: string, headers: Record<string, string> = {}, handler?: any): Promise<T> {
  const requestUri = url.startsWith("http") ? url : root + url;
  return new Promise((resolve, reject) => {
    oData.read({ requestUri, headers: { Authorization: basic, ...headers } } as any, resolve as any, reject, handler);
  });
}

const encoded = encodeURIComponent;
const quoted = (text: string) => encoded(`'${text.replaceAll("'", "''")}'`);

test("the metadata is parsed: types, keys, navigation", async () => {
  const metadata = await read<any>("$metadata", {}, oData.metadataHandler);
  const [schema] = metadata.dataServices.schema;
  const order = schema.entityType.find((type: any) => type.name === "Order");
  same(order.key.propertyRef.map((reference: any) => reference.name), ["OrderID"]);
  same(order.property.find((property: any) => property.name === "NetAmount").type, "Edm.Decimal");
  same(schema.entityContainer.entitySet.length, 17);
});

test("the service document", async () => {
  const { value } = await read("");
  assert.ok(column(value, "name").includes("Customers"));
});

test("a list, whole", async () => {
  same(column((await read("Customers")).value, "CustomerID"), facts.customers);
});

test("texts with quotes, umlauts and everything that means something in a URL", async () => {
  for (const [name, ids] of Object.entries(facts.byName)) {
    same(column((await read(`Customers?$filter=CustomerName eq ${quoted(name)}`)).value, "CustomerID"), ids);
  }
  const found = await read(`Customers?$filter=contains(CustomerName,${quoted("ü")})`);
  same(column(found.value, "CustomerID"), facts.containsUmlaut);
});

test("dates, instants and enumerations", async () => {
  const september = await read("Orders?$filter=OrderDate ge 2025-09-01 and OrderDate lt 2025-10-01&$select=OrderID");
  same(column(september.value, "OrderID"), facts.september);
  const early = await read("Orders?$filter=CreatedAt lt 2023-03-01T00:00:00Z&$select=OrderID");
  same(column(early.value, "OrderID"), facts.createdBefore);
  const draft = await read("Orders?$filter=Status eq ERP.OrderStatus'Draft'&$select=OrderID");
  same(column(draft.value, "OrderID"), facts.draftOrders);
});

test("decimals and 64-bit numbers, exactly", async () => {
  const exact = { Accept: "application/json;odata.metadata=full;IEEE754Compatible=true" };
  const amount = await read("Orders?$filter=NetAmount eq 875868.70", exact);
  same(amount.value.map((row) => [row.OrderID, row.NetAmount]), [[facts.amount[0], facts.exactAmount]]);
  const tracked = await read(`Orders?$filter=TrackingNumber eq ${facts.tracking}`, exact);
  same(tracked.value.map((row) => [row.OrderID, row.TrackingNumber]), [[1, facts.tracking]]);
});

test("order, top, skip and count", async () => {
  const found = await read("Orders?$orderby=NetAmount desc,OrderID&$top=4&$skip=3&$count=true");
  same(column(found.value, "OrderID"), facts.dearest.slice(3, 7));
  same(found["@odata.count"], facts.orders.length);
});

test("pages, to the end", async () => {
  const prefer = { Prefer: "odata.maxpagesize=37" };
  const ids: number[] = [];
  let pages = 0;
  for (let next: string | undefined = "Orders?$select=OrderID"; next; pages += 1) {
    const page: Page = await read(next, prefer);
    ids.push(...column(page.value, "OrderID"));
    next = page["@odata.nextLink"];
  }
  same(ids, facts.orders);
  same(pages, Math.ceil(facts.orders.length / 37));
});

test("expanded, nested, with options on each level", async () => {
  const nested = "Lines($select=LineNo;$orderby=LineNo desc;$top=2;$expand=Product($select=ProductName))";
  for (const { order, lines } of facts.withLines) {
    const row = await read<any>(`Orders(${order})?$select=OrderID&$expand=${nested},Customer($expand=Country)`);
    same(row.Lines.map((line: any) => [line.LineNo, line.Product.ProductName]), lines.slice(0, 2));
    assert.ok(row.Customer.Country.CountryName);
  }
});

test("only what was selected comes", async () => {
  const { value } = await read("Products?$select=ProductNo,EAN&$top=1");
  same(Object.keys(value[0]), ["ProductNo", "EAN"]);
});

test("keys: composite, and a text with all that means something in a URL", async () => {
  const [order, number] = facts.lines.at(-1)!;
  const line = await read<any>(`OrderLines(OrderID=${order},LineNo=${number})`);
  same([line.OrderID, line.LineNo], [order, number]);
  const product = await read<any>(`Products(${quoted(facts.odd.ProductNo)})`);
  same(product.ProductName, facts.odd.ProductName);
  const [[group, from]] = facts.odd.prices;
  const price = await read<any>(
    `Prices(ProductNo=${quoted(facts.odd.ProductNo)},PriceGroup='${group}',ValidFrom=${from})`,
  );
  same(price.ValidFrom, from);
});

test("the links in full metadata lead where they say", async () => {
  const full = { Accept: "application/json;odata.metadata=full" };
  const row = await read<any>(`Products(${quoted(facts.odd.ProductNo)})`, full);
  same(row["@odata.type"], "#ERP.Product");
  same((await read<any>(row["@odata.id"])).ProductNo, facts.odd.ProductNo);
  const prices = await read(row["Prices@odata.navigationLink"]);
  same(column(prices.value, "ProductNo"), facts.odd.prices.map(() => facts.odd.ProductNo));
});

test("errors arrive as sentences", async () => {
  const missing = await rejection(read("Customers(4711)"));
  same(missing.response.statusCode, 404);
  const bad = await rejection(read("Customers?$filter=CustomerNane eq 'x'"));
  same(bad.response.statusCode, 400);
  assert.match(bad.response.body, /has no property 'CustomerNane'. Did you mean 'CustomerName'\?/);
});

test("without the right password there is a 401", async () => {
  same((await rejection(read("Customers", { Authorization: wrong }))).response.statusCode, 401);
});

test("it does not ask for compressed answers, and gets none", async () => {
  const [, [exchange]] = await observed(() => read("Customers"));
  same([exchange.asked["accept-encoding"], exchange.answered["content-encoding"]], [undefined, undefined]);
});

function write<T>(method: string, url: string, data?: object, headers: Record<string, string> = {}): Promise<T> {
  const request = { method, requestUri: root + url, data, headers: { Authorization: basic, ...headers } };
  return new Promise((resolve, reject) => {
    oData.request(request as any, (made: any, response: any) => resolve(made ?? response), reject);
  });
}

test("a row is made, changed and deleted; a condition that is not met is told", async () => {
  const made = await write<any>("POST", "ProductGroups", { GroupCode: "OLI-1", GroupName: "Über" });
  same(made.GroupName, "Über");
  const condition = { "If-Match": made["@odata.etag"] };
  await write("PATCH", "ProductGroups('OLI-1')", { GroupName: "Unter" }, condition);
  const late = await rejection(write("PATCH", "ProductGroups('OLI-1')", { GroupName: "Zu spät" }, condition));
  same(late.response.statusCode, 412);
  await write("DELETE", "ProductGroups('OLI-1')");
  same((await rejection(read("ProductGroups('OLI-1')"))).response.statusCode, 404);
});

test("a batch of reading and a change set", async () => {
  const group = (code: string) => ({ GroupCode: code, GroupName: `Group ${code}` });
  const change = (code: string) => ({
    requestUri: "ProductGroups",
    method: "POST",
    headers: { "Content-ID": code },
    data: group(code),
  });
  const parts = [
    { requestUri: "Currencies('EUR')", method: "GET" },
    { __changeRequests: [change("OLI-2"), change("OLI-3")] },
  ];
  const request = { requestUri: `${root}$batch`, method: "POST", data: { __batchRequests: parts }, headers: { Authorization: basic } };
  const answer: any = await new Promise((resolve, reject) => {
    oData.request(request as any, resolve as any, reject, (oData as any).batch.batchHandler);
  });
  const [currency, changes] = answer.__batchResponses;
  same(currency.data.CurrencyCode, "EUR");
  same(changes.__changeResponses.map((response: any) => [response.statusCode, response.data.GroupCode]), [
    ["201", "OLI-2"],
    ["201", "OLI-3"],
  ]);
  for (const code of ["OLI-2", "OLI-3"]) await write("DELETE", `ProductGroups('${code}')`);
});
