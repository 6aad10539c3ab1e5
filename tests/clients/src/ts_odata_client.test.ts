// ts-odata-client: queries as TypeScript writes them; what a projection reads is what it asks for.

import test from "node:test";
import { ODataQuery } from "ts-odata-client";
import { basic, column, facts, observed, rejection, root, same, wrong } from "./support";

const set = (name: string, authorization = basic): ODataQuery<any, any> =>
  ODataQuery.forV4<any>(root + name, { requestInit: () => ({ headers: { Authorization: authorization } }) });
// It puts texts into URLs as they are; whoever calls it doubles the quotes.
const prepared = (text: string) => text.replaceAll("'", "''");

test("a list, whole", async () => {
  same(column((await set("Customers").getManyAsync()).value, "CustomerID"), facts.customers);
});

test("texts with quotes, umlauts and everything that means something in a URL", async () => {
  for (const [name, ids] of Object.entries(facts.byName)) {
    const found = await set("Customers").filter((row: any) => row.CustomerName.$equals(prepared(name))).getManyAsync();
    same(column(found.value, "CustomerID"), ids);
  }
  const found = await set("Customers").filter((row: any) => row.CustomerName.$contains("ü")).getManyAsync();
  same(column(found.value, "CustomerID"), facts.containsUmlaut);
});

test("instants and enumerations", async () => {
  const before = new Date("2023-03-01T00:00:00Z");
  const early = await set("Orders").filter((row: any) => row.CreatedAt.$lessThan(before)).getManyAsync();
  same(column(early.value, "OrderID"), facts.createdBefore);
  const drafts = await set("Orders").filter((row: any) => row.Status.$equals("Draft")).getManyAsync();
  same(column(drafts.value, "OrderID"), facts.draftOrders);
});

test("decimals", async () => {
  const [order] = (await set("Orders").filter((row: any) => row.NetAmount.$equals(875868.7)).getManyAsync()).value;
  same(order.OrderID, facts.amount[0]);
});

test("order, top, skip and count", async () => {
  const sorted = set("Orders").orderByDescending((row: any) => row.NetAmount).orderBy((row: any) => row.OrderID);
  same(column((await sorted.skip(3).top(4).getManyAsync()).value, "OrderID"), facts.dearest.slice(3, 7));
  same((await set("Orders").top(1).getManyWithCountAsync())["@odata.count"], facts.orders.length);
});

test("pages, to the end, one row after the other", async () => {
  const found: [number, number][] = [];
  const [, exchanges] = await observed(async () => {
    const rows = set("OrderLines").select("OrderID", "LineNo") as any;
    for await (const row of rows) found.push([row.OrderID, row.LineNo]);
  });
  same(found, facts.lines);
  same(exchanges.length, Math.ceil(facts.lines.length / 1000));
});

test("expanded, each related entity whole: it has no options within", async () => {
  for (const { order, lines } of facts.withLines) {
    const about = set("Orders").filter((row: any) => row.OrderID.$equals(order));
    const [found] = (await about.expand("Lines", "Customer").getManyAsync()).value;
    same(column(found.Lines, "LineNo").reverse(), lines.map(([number]) => number));
    same(facts.customers.includes(found.Customer.CustomerID), true);
  }
});

test("a projection reads what it names of related entities, and no more", async () => {
  const shape = (row: any) => ({ order: row.OrderID, customer: row.Customer.CustomerID, land: row.Customer.Country.CountryName });
  const [found, [exchange]] = await observed(() => set("Orders").select(shape).top(3).getManyAsync());
  same(column(found.value, "order"), facts.orders.slice(0, 3));
  same(found.value.every((row: any) => facts.customers.includes(row.customer) && row.land.length > 1), true);
  same(exchange.url.includes("expand"), false);
});

test("any over related rows, and in", async () => {
  const { order, lines } = facts.withLines[0];
  const about = (row: any) =>
    row.Lines.$any((line: any) => line.Product.ProductName.$equals(prepared(lines[0][1]))).and(row.OrderID.$in([order, 4711]));
  same(column((await set("Orders").filter(about).getManyAsync()).value, "OrderID"), [order]);
});

test("an entity by its key", async () => {
  same((await set("Customers").getAsync(facts.customers[0])).CustomerID, facts.customers[0]);
});

test("errors arrive as sentences", async () => {
  const bad = await rejection(set("Customers").filter((row: any) => row.CustomerNane.$equals("x")).getManyAsync());
  same(/has no property 'CustomerNane'. Did you mean 'CustomerName'\?/.test(bad.message), true);
});

test("without the right password there is a 401", async () => {
  const [, [exchange]] = await observed(() => rejection(set("Customers", wrong).getManyAsync()));
  same(exchange.status, 401);
});

test("what it reads comes compressed", async () => {
  const [, [exchange]] = await observed(() => set("Customers").getManyAsync());
  same(exchange.answered["content-encoding"], "gzip");
});
