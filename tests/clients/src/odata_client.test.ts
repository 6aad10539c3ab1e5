// @odata/client: a light client for OData V2 and V4.

import assert from "node:assert/strict";
import test from "node:test";
import { EdmV4, OData, ODataFilter, SystemQueryOptions } from "@odata/client";
import { column, facts, observed, password, rejection, root, same, user } from "./support";

const client = OData.New4({ serviceEndpoint: root, credential: { username: user, password } });
const customers = client.getEntitySet<any>("Customers");
const orders = client.getEntitySet<any>("Orders");
const options = () => SystemQueryOptions.newOptions<any>();
const filter = () => ODataFilter.newFilter<any>();
// It puts texts into URLs as they are; whoever calls it doubles the quotes and encodes the rest.
const prepared = (text: string) => encodeURIComponent(text.replaceAll("'", "''"));

test("a list, whole", async () => {
  same(column(await customers.query(), "CustomerID"), facts.customers);
});

test("texts with quotes, umlauts and everything that means something in a URL", async () => {
  for (const [name, ids] of Object.entries(facts.byName)) {
    const found = await customers.query(filter().property("CustomerName").eqString(prepared(name)));
    same(column(found, "CustomerID"), ids);
  }
  const found = await customers.query(options().filter(`contains(CustomerName,'${prepared("ü")}')`));
  same(column(found, "CustomerID"), facts.containsUmlaut);
});

test("dates, instants and enumerations", async () => {
  const day = EdmV4.RawString.from;
  const september = filter().property("OrderDate").ge(day("2025-09-01")).property("OrderDate").lt(day("2025-10-01"));
  same(column(await orders.query(september), "OrderID"), facts.september);
  const early = filter().property("CreatedAt").lt(EdmV4.DateTimeOffset.from("2023-03-01T00:00:00Z" as any));
  same(column(await orders.query(early), "OrderID"), facts.createdBefore);
  const draft = filter().property("Status").eqString("Draft");
  same(column(await orders.query(draft), "OrderID"), facts.draftOrders);
});

test("decimals and 64-bit numbers, exactly", async () => {
  const exact = OData.New4({
    serviceEndpoint: root,
    credential: { username: user, password },
    commonHeaders: { Accept: "application/json;IEEE754Compatible=true" },
  }).getEntitySet<any>("Orders");
  const [amount] = await exact.query(filter().property("NetAmount").eq(EdmV4.RawString.from("875868.70")));
  same([amount.OrderID, amount.NetAmount], [facts.amount[0], facts.exactAmount]);
  const [order] = await exact.query(filter().property("TrackingNumber").eq(EdmV4.RawString.from(facts.tracking)));
  same([order.OrderID, order.TrackingNumber], [1, facts.tracking]);
});

test("order, top, skip and count", async () => {
  const sorted = [{ field: "NetAmount", order: "desc" }, { field: "OrderID", order: "asc" }] as const;
  const params = options().orderby([...sorted]).top(4).skip(3).count(true);
  const page = await client.newRequest<any>({ collection: "Orders", params });
  same(column(page.value, "OrderID"), facts.dearest.slice(3, 7));
  same(page["@odata.count"], facts.orders.length);
  same(await orders.count(), facts.orders.length);
  same(await orders.count(filter().property("Status").eqString("Draft")), facts.draftOrders.length);
});

test("pages by top and skip, to the end: it does not follow next links", async () => {
  const ids: number[] = [];
  for (let page: any[] | undefined = undefined as any; page?.length !== 0; ids.push(...column(page, "OrderID"))) {
    page = await orders.query(options().select("OrderID").top(137).skip(ids.length));
  }
  same(ids, facts.orders);
});

test("expanded, nested, with options on each level", async () => {
  const nested = "Lines($select=LineNo;$orderby=LineNo desc;$top=2;$expand=Product($select=ProductName))";
  const params = options().select("OrderID").expand([nested, "Customer($expand=Country)"]);
  for (const { order, lines } of facts.withLines) {
    const row = await orders.retrieve(order, params);
    same(row.Lines.map((line: any) => [line.LineNo, line.Product.ProductName]), lines.slice(0, 2));
    assert.ok(row.Customer.Country.CountryName);
  }
});

test("only what was selected comes", async () => {
  const [product] = await client.getEntitySet<any>("Products").query(options().select(["ProductNo", "EAN"]).top(1));
  same(Object.keys(product).sort(), ["EAN", "ProductNo"]);
});

test("keys: composite, and a text with all that means something in a URL", async () => {
  const [OrderID, LineNo] = facts.lines.at(-1)!;
  const line = await client.getEntitySet<any>("OrderLines").retrieve({ OrderID, LineNo });
  same([line.OrderID, line.LineNo], [OrderID, LineNo]);
  const ProductNo = prepared(facts.odd.ProductNo);
  const product = await client.getEntitySet<any>("Products").retrieve(ProductNo);
  same(product.ProductName, facts.odd.ProductName);
  const [[PriceGroup, from]] = facts.odd.prices;
  const key = { ProductNo, PriceGroup, ValidFrom: EdmV4.Date.from(from as any) };
  same((await client.getEntitySet<any>("Prices").retrieve(key as any)).ValidFrom, from);
});

test("errors arrive as sentences", async () => {
  assert.match((await rejection(customers.retrieve(4711))).message, /There is no such entity/);
  const bad = await rejection(customers.query(options().filter("CustomerNane eq 'x'")));
  assert.match(bad.message, /has no property 'CustomerNane'. Did you mean 'CustomerName'\?/);
});

test("without the right password there is a 401", async () => {
  const stranger = OData.New4({ serviceEndpoint: root, credential: { username: user, password: "wrong" } });
  const [, [exchange]] = await observed(() => rejection(stranger.getEntitySet("Customers").query()));
  same(exchange.status, 401);
});

test("what it reads comes compressed", async () => {
  const [, [exchange]] = await observed(() => customers.query());
  same(exchange.answered["content-encoding"], "gzip");
});

test("a row is made, changed and deleted", async () => {
  const groups = client.getEntitySet<any>("ProductGroups");
  same((await groups.create({ GroupCode: "LIGHT-1", GroupName: "Über" })).GroupName, "Über");
  await groups.update("LIGHT-1", { GroupName: "Unter" } as any);
  same((await groups.retrieve("LIGHT-1")).GroupName, "Unter");
  await groups.delete("LIGHT-1");
  assert.match((await rejection(groups.retrieve("LIGHT-1"))).message, /There is no such entity/);
});

test("a batch of reading and a change set", async () => {
  const answers = await client.execBatchRequests([
    client.newBatchRequest<any>({ collection: "Currencies", id: "EUR", method: "GET" }),
    client.newBatchRequest<any>({
      collection: "ProductGroups",
      entity: { GroupCode: "LIGHT-2", GroupName: "Batched" },
      method: "POST",
    }),
  ]);
  const [currency, group] = await Promise.all(answers.map((answer) => answer.json()));
  same([(currency as any).CurrencyCode, (group as any).GroupName], ["EUR", "Batched"]);
  await client.getEntitySet<any>("ProductGroups").delete("LIGHT-2");
});
