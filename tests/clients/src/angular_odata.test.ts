// angular-odata, over Angular's own HTTP client.

import assert from "node:assert/strict";
import test from "node:test";
import { basic, column, facts, observed, rejection, root, same, wrong } from "./support";

require("@angular/compiler"); // Angular's packages are compiled when they are loaded
const { createEnvironmentInjector, ErrorHandler, Injector, provideZonelessChangeDetection, ɵINJECTOR_SCOPE } =
  require("@angular/core");
const { provideHttpClient, withFetch, withInterceptors } = require("@angular/common/http");
const { ODataClient, provideODataClient, raw } = require("angular-odata");
const { firstValueFrom } = require("rxjs");

let authorization = basic;

/** The client as an application without a page injects it. */
function client(): any {
  const login = (request: any, next: any) => next(request.clone({ setHeaders: { Authorization: authorization } }));
  const injector = createEnvironmentInjector(
    [
      { provide: ɵINJECTOR_SCOPE, useValue: "root" },
      { provide: ErrorHandler, useValue: new ErrorHandler() },
      provideZonelessChangeDetection(),
      provideODataClient({ config: { serviceRootUrl: root, version: "4.0" } }),
      provideHttpClient(withFetch(), withInterceptors([login])),
    ],
    Injector.NULL,
  );
  const made = injector.get(ODataClient);
  made.initialize();
  return made;
}

const erp = client();
const TYPES: Record<string, string> = { Customers: "Customer", Orders: "Order", OrderLines: "OrderLine",
  Products: "Product", ProductGroups: "ProductGroup" };

function set(name: string, asked?: (query: any) => void): any {
  const resource = erp.entitySet(name, `ERP.${TYPES[name]}`);
  if (asked) resource.query(asked);
  return resource;
}

const got = <T = any>(observable: unknown): Promise<T> => firstValueFrom(observable);
const rows = (name: string, asked?: (query: any) => void) => got(set(name, asked).fetchEntities());
// It puts texts into URLs as they are; whoever calls it doubles the quotes, and encodes those of keys.
const prepared = (text: string) => text.replaceAll("'", "''");

test("a list, whole", async () => {
  same(column(await rows("Customers"), "CustomerID"), facts.customers);
});

test("texts with quotes, umlauts and everything that means something in a URL", async () => {
  for (const [name, ids] of Object.entries(facts.byName)) {
    const found = await rows("Customers", (query) => query.filter({ CustomerName: prepared(name) }));
    same(column(found, "CustomerID"), ids);
  }
  const found = await rows("Customers", (query) => query.filter({ CustomerName: { contains: "ü" } }));
  same(column(found, "CustomerID"), facts.containsUmlaut);
});

test("dates, instants, enumerations and decimals", async () => {
  const day = { OrderDate: { ge: raw("2025-09-01"), lt: raw("2025-10-01") } };
  same(column(await rows("Orders", (query) => query.filter(day)), "OrderID"), facts.september);
  const early = { CreatedAt: { lt: new Date("2023-03-01T00:00:00Z") } };
  same(column(await rows("Orders", (query) => query.filter(early)), "OrderID"), facts.createdBefore);
  same(column(await rows("Orders", (query) => query.filter({ Status: "Draft" })), "OrderID"), facts.draftOrders);
  const amount = { NetAmount: { eq: raw("875868.70") } };
  same(column(await rows("Orders", (query) => query.filter(amount)), "OrderID"), facts.amount);
});

test("order, top, skip and count", async () => {
  const asked = (query: any) => {
    query.orderBy(["NetAmount desc", "OrderID"]);
    query.skip(3);
    query.top(4);
  };
  const { entities, annots } = await got(set("Orders", asked).fetch({ withCount: true }));
  same(column(entities, "OrderID"), facts.dearest.slice(3, 7));
  same(annots.count, facts.orders.length);
  same(await got(set("Orders").count().fetch()), facts.orders.length);
});

test("pages, to the end, by next links", async () => {
  const { entities } = await got(set("OrderLines", (query) => query.select(["OrderID", "LineNo"])).fetchAll());
  same(entities.map((row: any) => [row.OrderID, row.LineNo]), facts.lines);
});

test("expanded, nested, with options on each level", async () => {
  const expand = {
    Lines: { select: ["LineNo"], orderBy: "LineNo desc", top: 2, expand: { Product: { select: ["ProductName"] } } },
    Customer: { expand: { Country: {} } },
  };
  for (const { order, lines } of facts.withLines) {
    const resource = set("Orders").entity(order);
    resource.query((query: any) => query.expand(expand));
    const row = await got(resource.fetchEntity());
    same(row.Lines.map((line: any) => [line.LineNo, line.Product.ProductName]), lines.slice(0, 2));
    assert.ok(row.Customer.Country.CountryName);
  }
});

test("keys: composite, and a text with all that means something in a URL", async () => {
  const [OrderID, LineNo] = facts.lines.at(-1)!;
  const line = await got(set("OrderLines").entity({ OrderID, LineNo }).fetchEntity());
  same([line.OrderID, line.LineNo], [OrderID, LineNo]);
  const key = encodeURIComponent(prepared(facts.odd.ProductNo));
  same((await got(set("Products").entity(key).fetchEntity())).ProductName, facts.odd.ProductName);
});

test("errors arrive with their status and their sentence", async () => {
  const missing = await rejection(got(set("Customers").entity(4711).fetchEntity()));
  same(missing.status, 404);
  const bad = await rejection(rows("Customers", (query) => query.filter({ CustomerNane: "x" })));
  assert.match(bad.error.error.message, /has no property 'CustomerNane'. Did you mean 'CustomerName'\?/);
});

test("without the right password there is a 401", async () => {
  authorization = wrong;
  same((await rejection(rows("Customers"))).status, 401);
  authorization = basic;
});

test("what it reads comes compressed", async () => {
  const [, [exchange]] = await observed(() => rows("Customers"));
  same(exchange.answered["content-encoding"], "gzip");
});

test("a row is made, changed and deleted", async () => {
  const groups = set("ProductGroups");
  same((await got(groups.post({ GroupCode: "ANG-1", GroupName: "Über" }))).entity.GroupName, "Über");
  await got(groups.entity("ANG-1").patch({ GroupName: "Unter" }));
  same((await got(groups.entity("ANG-1").fetchEntity())).GroupName, "Unter");
  await got(groups.entity("ANG-1").delete());
  same((await rejection(got(groups.entity("ANG-1").fetchEntity()))).status, 404);
});

test("a batch of reading and writing", async () => {
  const asked: Promise<any>[] = [];
  const collect = async () => {
    asked.push(got(set("Customers").entity(facts.customers[0]).fetchEntity()));
    asked.push(got(set("ProductGroups").post({ GroupCode: "ANG-2", GroupName: "Batched" })));
  };
  const [, exchanges] = await observed(() => got(erp.batch().exec(collect)));
  const [customer, group] = await Promise.all(asked);
  same([customer.CustomerID, group.entity.GroupName], [facts.customers[0], "Batched"]);
  same(exchanges.map((exchange) => exchange.url), [`${root}$batch`]);
  await got(set("ProductGroups").entity("ANG-2").delete());
});
