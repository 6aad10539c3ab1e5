// SAP Cloud SDK for JavaScript: a typed client, generated from $metadata, over axios.

import assert from "node:assert/strict";
import test from "node:test";
import type { HttpDestination } from "@sap-cloud-sdk/connectivity";
import { executeHttpRequest } from "@sap-cloud-sdk/http-client";
import { any, asc, desc, filterFunctions } from "@sap-cloud-sdk/odata-v4";
import { BigNumber } from "bignumber.js";
import moment from "moment";
import { batch, changeset, erp, OrderStatus } from "../build/generated/sap/erp";
import { column, facts, observed, password, rejection, root, same, user } from "./support";

const destination: HttpDestination = {
  url: root,
  authentication: "BasicAuthentication",
  username: user,
  password,
};
// Decimals and 64-bit integers come as texts: JavaScript's numbers have 53 bits.
const exact = { Accept: "application/json;IEEE754Compatible=true" };
const { customersApi, orderLinesApi, ordersApi, pricesApi, productsApi } = erp();
const { customers, orders } = {
  customers: () => customersApi.requestBuilder().getAll(),
  orders: () => ordersApi.requestBuilder().getAll(),
};

test("the generated service knows types, keys and enumerations", () => {
  same(orderLinesApi.schema.ORDER_ID.edmType, "Edm.Int32");
  same(ordersApi.schema.NET_AMOUNT.edmType, "Edm.Decimal");
  same(Object.values(OrderStatus), ["Draft", "Open", "Picking", "Shipped", "Invoiced", "Cancelled"]);
});

test("a list, whole", async () => {
  same(column(await customers().execute(destination), "customerId"), facts.customers);
});

test("texts with quotes, umlauts and everything that means something in a URL", async () => {
  const { CUSTOMER_NAME, CUSTOMER_ID } = customersApi.schema;
  for (const [name, ids] of Object.entries(facts.byName)) {
    const found = await customers().filter(CUSTOMER_NAME.equals(name)).execute(destination);
    same(column(found, "customerId"), ids);
  }
  const found = await customers()
    .filter(filterFunctions().contains(CUSTOMER_NAME, "ü").equals(true))
    .orderBy(CUSTOMER_ID)
    .execute(destination);
  same(column(found, "customerId"), facts.containsUmlaut);
});

test("dates and instants", async () => {
  const { ORDER_DATE, CREATED_AT } = ordersApi.schema;
  const september = orders().filter(
    ORDER_DATE.greaterOrEqual(moment("2025-09-01")),
    ORDER_DATE.lessThan(moment("2025-10-01")),
  );
  const found = await september.execute(destination);
  same(column(found, "orderId"), facts.september);
  same(found[0].orderDate.format("YYYY-MM"), "2025-09");
  const early = orders().filter(CREATED_AT.lessThan(moment("2023-03-01T00:00:00Z")));
  same(column(await early.execute(destination), "orderId"), facts.createdBefore);
});

test("an enumeration", async () => {
  const found = await orders().filter(ordersApi.schema.STATUS.equals(OrderStatus.Draft)).execute(destination);
  same(column(found, "orderId"), facts.draftOrders);
});

test("decimals and 64-bit numbers, exactly", async () => {
  const { NET_AMOUNT, TRACKING_NUMBER } = ordersApi.schema;
  const found = await orders()
    .filter(NET_AMOUNT.equals(new BigNumber("875868.70")))
    .addCustomHeaders(exact)
    .execute(destination);
  same(column(found, "orderId"), facts.amount);
  same(found[0].netAmount.toFixed(2), facts.exactAmount);
  const tracked = await orders()
    .filter(TRACKING_NUMBER.equals(new BigNumber(facts.tracking)))
    .addCustomHeaders(exact)
    .execute(destination);
  same(column(tracked, "orderId"), [1]);
  same(tracked[0].trackingNumber?.toFixed(), facts.tracking);
});

test("order, top, skip and count", async () => {
  const { NET_AMOUNT, ORDER_ID } = ordersApi.schema;
  const found = await orders().orderBy(desc(NET_AMOUNT), asc(ORDER_ID)).top(4).skip(3).execute(destination);
  same(column(found, "orderId"), facts.dearest.slice(3, 7));
  same(await orders().count().execute(destination), facts.orders.length);
});

test("pages, to the end", async () => {
  const headers = { Prefer: "odata.maxpagesize=37" };
  let { data } = await orders().select(ordersApi.schema.ORDER_ID).addCustomHeaders(headers).executeRaw(destination);
  const ids: number[] = column(data.value as { OrderID: number }[], "OrderID");
  while (data["@odata.nextLink"]) {
    const next = new URL(data["@odata.nextLink"]);
    const url = next.href.slice(root.length);
    ({ data } = await executeHttpRequest(destination, { method: "get", url, headers }));
    assert.ok(data.value.length <= 37);
    ids.push(...column(data.value as { OrderID: number }[], "OrderID"));
  }
  same(ids, facts.orders);
});

test("expanded, nested, with options on each level", async () => {
  const { ORDER_ID, CUSTOMER, LINES } = ordersApi.schema;
  const { LINE_NO, PRODUCT } = orderLinesApi.schema;
  for (const { order, lines } of facts.withLines) {
    const [found] = await orders()
      .filter(ORDER_ID.equals(order))
      .select(ORDER_ID)
      .expand(
        CUSTOMER.select(customersApi.schema.CUSTOMER_NAME).expand(customersApi.schema.COUNTRY),
        LINES.select(LINE_NO)
          .orderBy(desc(LINE_NO))
          .top(2)
          .expand(PRODUCT.select(productsApi.schema.PRODUCT_NAME)),
      )
      .execute(destination);
    same(found.lines.map((line) => [line.lineNo, line.product!.productName]), lines.slice(0, 2));
    assert.ok(found.customer!.country!.countryName);
  }
});

test("any over related rows", async () => {
  const { order, lines } = facts.withLines[0];
  const found = await orders()
    .filter(ordersApi.schema.LINES.filter(any(orderLinesApi.schema.LINE_NO.equals(lines[0][0]))))
    .execute(destination);
  assert.ok(column(found, "orderId").includes(order));
});

test("only what was selected comes", async () => {
  const { PRODUCT_NO, EAN } = productsApi.schema;
  const raw = await productsApi.requestBuilder().getAll().select(PRODUCT_NO, EAN).top(1).executeRaw(destination);
  same(Object.keys(raw.data.value[0]), ["ProductNo", "EAN"]);
});

test("keys: composite, and a text with all that means something in a URL", async () => {
  const [order, number] = facts.lines.at(-1)!;
  const line = await orderLinesApi.requestBuilder().getByKey(order, number).execute(destination);
  same([line.orderId, line.lineNo], [order, number]);
  const product = await productsApi.requestBuilder().getByKey(facts.odd.ProductNo).execute(destination);
  same(product.productName, facts.odd.ProductName);
  const [[group, from, price]] = facts.odd.prices;
  const found = await pricesApi
    .requestBuilder()
    .getByKey(facts.odd.ProductNo, group, moment(from))
    .addCustomHeaders(exact)
    .execute(destination);
  same(found.price.toFixed(4), price);
});

test("errors arrive as sentences", async () => {
  const missing = await rejection(customersApi.requestBuilder().getByKey(4711).execute(destination));
  same(missing.rootCause.response.status, 404);
  const bad = await rejection(
    customers().addCustomQueryParameters({ $filter: encodeURIComponent("CustomerNane eq 'x'") }).execute(destination),
  );
  same(bad.rootCause.response.status, 400);
  assert.match(JSON.stringify(bad.rootCause.response.data), /has no property 'CustomerNane'. Did you mean 'CustomerName'\?/);
});

test("without the right password there is a 401", async () => {
  const strangers: HttpDestination[] = [{ url: root }, { ...destination, password: "wrong" }];
  for (const stranger of strangers) {
    same((await rejection(customers().execute(stranger))).rootCause.response.status, 401);
  }
});

test("what it reads comes compressed", async () => {
  const [, [exchange]] = await observed(() => customers().execute(destination));
  assert.match(String(exchange.asked["accept-encoding"]), /gzip/);
  same(exchange.answered["content-encoding"], "gzip");
});

test("a row is made, changed and deleted; its version comes and goes with it", async () => {
  const { productGroupsApi } = erp();
  const requests = productGroupsApi.requestBuilder();
  const group = productGroupsApi.entityBuilder().groupCode("SAP/1").groupName("Über").build();
  const made = await requests.create(group).execute(destination);
  same(made.groupName, "Über");
  const theirs = await requests.getByKey("SAP/1").execute(destination);
  const ours = await requests.getByKey("SAP/1").execute(destination);
  ours.groupName = "Unter";
  await requests.update(ours).execute(destination);
  theirs.groupName = "Zu spät";
  same((await rejection(requests.update(theirs).execute(destination))).rootCause.response.status, 412);
  same((await requests.getByKey("SAP/1").execute(destination)).groupName, "Unter");
  await requests.delete("SAP/1").execute(destination);
  same((await rejection(requests.getByKey("SAP/1").execute(destination))).rootCause.response.status, 404);
});

test("a batch of reading and a change set", async () => {
  const { productGroupsApi } = erp();
  const requests = productGroupsApi.requestBuilder();
  const groups = ["SAP-2", "SAP-3"].map((code) =>
    productGroupsApi.entityBuilder().groupCode(code).groupName(`Group ${code}`).build(),
  );
  const answers = await batch(
    changeset(...groups.map((group) => requests.create(group))),
    requests.getAll().filter(productGroupsApi.schema.GROUP_CODE.equals("SAP-3")),
  ).execute(destination);
  same(answers.map((answer) => answer.isSuccess()), [true, true]);
  const [, read] = answers;
  assert.ok(read.isReadResponse());
  same(column(read.as(productGroupsApi), "groupName"), ["Group SAP-3"]);
  for (const group of groups) await requests.delete(group.groupCode).execute(destination);
});
