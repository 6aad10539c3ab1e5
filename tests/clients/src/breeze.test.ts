// Breeze with breeze-odata4: entities with their state, found by their types in the metadata, saved together in one batch.

import assert from "node:assert/strict";
import test from "node:test";
import { basic, column, facts, observed, rejection, root, same, wrong } from "./support";

const breeze = require("breeze-client");
const { BreezeOData4 } = require("breeze-odata4");
const { EntityManager, EntityQuery, Predicate, FilterQueryOp } = breeze;

breeze.config.setQ({
  defer() {
    let settle: any;
    const promise = new Promise((resolve, reject) => (settle = { resolve, reject }));
    return { promise, ...settle };
  },
  resolve: (value: unknown) => Promise.resolve(value),
  reject: (reason: unknown) => Promise.reject(reason),
  all: (promises: Promise<unknown>[]) => Promise.all(promises),
});
BreezeOData4.configure();
// It has types of 4.0 without a validator, and needs one for each.
for (const type of breeze.DataType.getSymbols()) type.validatorCtor ??= breeze.Validator.none;

function manager(authorization = basic): any {
  const dataService = new breeze.DataService({ serviceName: root });
  const adapter = breeze.config.getAdapterInstance("dataService");
  adapter.headers = { ...adapter.headers, Authorization: authorization };
  return new EntityManager({ dataService });
}

const ready: Promise<any> = (async () => {
  const made = manager();
  await made.fetchMetadata();
  return made;
})();

async function read(query: any): Promise<any> {
  return (await ready).executeQuery(query);
}

const from = (set: string) => EntityQuery.from(set);

test("the metadata is understood: types, keys, navigation", async () => {
  const store = (await ready).metadataStore;
  const order = store.getEntityType("Order");
  same(order.keyProperties.map((property: any) => property.name), ["OrderID"]);
  same(order.getProperty("NetAmount").dataType.name, "Decimal");
  same(order.getProperty("Lines").entityType.shortName, "OrderLine");
  same(store.getEntityTypes().length, 17);
});

test("a list, whole", async () => {
  same(column((await read(from("Customers"))).results, "CustomerID"), facts.customers);
});

test("texts with quotes, umlauts and everything that means something in a URL", async () => {
  for (const [name, ids] of Object.entries(facts.byName)) {
    const found = await read(from("Customers").where("CustomerName", "eq", name));
    same(column(found.results, "CustomerID"), ids);
  }
  const found = await read(from("Customers").where("CustomerName", "contains", "ü").orderBy("CustomerID"));
  same(column(found.results, "CustomerID"), facts.containsUmlaut);
});

test("instants and decimals; it cannot write conditions over enumerations", async () => {
  const early = await read(from("Orders").where("CreatedAt", "lt", new Date("2023-03-01T00:00:00Z")));
  same(column(early.results, "OrderID"), facts.createdBefore);
  const amount = await read(from("Orders").where("NetAmount", "eq", 875868.7));
  same(column(amount.results, "OrderID"), facts.amount);
});

test("order, take, skip and the count beside", async () => {
  const found = await read(from("Orders").orderBy("NetAmount desc, OrderID").skip(3).take(4).inlineCount());
  same(column(found.results, "OrderID"), facts.dearest.slice(3, 7));
  same(found.inlineCount, facts.orders.length);
});

test("pages by take and skip, to the end: it does not follow next links", async () => {
  const found: any[] = [];
  for (let rows: any[] | undefined; rows?.length !== 0; found.push(...rows!)) {
    rows = (await read(from("OrderLines").orderBy("OrderID, LineNo").skip(found.length).take(500))).results;
  }
  same(found.map((row) => [row.OrderID, row.LineNo]), facts.lines);
});

test("expanded, to the third type; what belongs together is linked", async () => {
  for (const { order, lines } of facts.withLines) {
    const query = from("Orders").where("OrderID", "eq", order).expand("Customer.Country, Lines.Product");
    const [found] = (await read(query)).results;
    const shown = found.Lines.map((line: any) => [line.LineNo, line.Product.ProductName]);
    same(shown.sort((one: any, other: any) => other[0] - one[0]), lines);
    assert.ok(found.Customer.Country.CountryName);
  }
});

test("any over related rows, and what is not", async () => {
  const { order, lines } = facts.withLines[0];
  const some = Predicate.create("Lines", FilterQueryOp.Any, "LineNo", "==", lines[0][0]);
  const others = Predicate.not(Predicate.create("OrderID", "!=", order));
  same(column((await read(from("Orders").where(some.and(others)))).results, "OrderID"), [order]);
});

test("a projection over related entities", async () => {
  const found = await read(from("Orders").select("OrderID, Customer.CustomerName").take(3).orderBy("OrderID"));
  same(column(found.results, "OrderID"), facts.orders.slice(0, 3));
});

test("keys: composite, and a text with all that means something in a URL", async () => {
  const line = await (await ready).fetchEntityByKey("OrderLine", facts.lines.at(-1));
  same([line.entity.OrderID, line.entity.LineNo], facts.lines.at(-1));
  const product = await (await ready).fetchEntityByKey("Product", facts.odd.ProductNo);
  same(product.entity.ProductName, facts.odd.ProductName);
});

test("related rows are read when they are asked for", async () => {
  const { order, lines } = facts.withLines[0];
  const fresh = manager();
  const [row] = (await fresh.executeQuery(from("Orders").where("OrderID", "eq", order))).results;
  const found = await row.entityAspect.loadNavigationProperty("Lines");
  same(found.results.length, lines.length);
});

test("errors arrive as sentences", async () => {
  const bad = await rejection(read(from("Customers").withParameters({ $filter: "CustomerNane eq 'x'" })));
  assert.match(bad.message, /has no property 'CustomerNane'. Did you mean 'CustomerName'\?/);
});

test("without the right password there is a 401", async () => {
  const stranger = manager(wrong);
  same((await rejection(stranger.fetchMetadata())).status, 401);
  manager();
});

test("what is made, changed and deleted is saved in batches with change sets", async () => {
  const writer = await ready;
  const made = writer.createEntity("ProductGroup", { GroupCode: "BRZ-1", GroupName: "Über" });
  writer.createEntity("ProductGroup", { GroupCode: "BRZ-2", GroupName: "Two" });
  const [saved, [exchange]] = await observed<any>(() => writer.saveChanges());
  same([saved.entities.length, exchange.url], [2, `${root}$batch`]);
  made.GroupName = "Unter";
  await writer.saveChanges();
  same((await read(from("ProductGroups").where("GroupCode", "eq", "BRZ-1"))).results[0].GroupName, "Unter");
  for (const row of writer.getEntities("ProductGroup")) if (row.GroupCode.startsWith("BRZ")) row.entityAspect.setDeleted();
  await writer.saveChanges();
  same((await read(from("ProductGroups").where("GroupCode", "startsWith", "BRZ"))).results, []);
});
