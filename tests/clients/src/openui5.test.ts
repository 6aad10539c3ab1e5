// OpenUI5: the OData V4 model of SAP's user interfaces, in a DOM without a screen.

import assert from "node:assert/strict";
import path from "node:path";
import test, { after, describe } from "node:test";
import { pathToFileURL } from "node:url";
import { basic, facts, observed, rejection, root, same, wrong } from "./support";

const { JSDOM, VirtualConsole } = require("jsdom");

// A page of the service's own origin that loads the framework from disk.
const sources = pathToFileURL(path.resolve("node_modules/@openui5/sap.ui.core/src")).href;
const page = new JSDOM(
  `<!doctype html><script id="sap-ui-bootstrap" src="${sources}/sap-ui-core.js" data-sap-ui-async="true"
     data-sap-ui-compat-version="edge" data-sap-ui-log-level="FATAL"></script>`,
  {
    url: root,
    runScripts: "dangerously",
    resources: "usable",
    virtualConsole: new VirtualConsole(), // themes and translations are not there, and nobody looks at them
    beforeParse(window: any) {
      const never = { matches: false, addListener() {}, addEventListener() {} };
      window.matchMedia = (media: string) => ({ media, ...never });
    },
  },
);
after(() => page.window.close());

interface Ui5 {
  ODataModel: any;
  Filter: any;
  FilterOperator: any;
  Sorter: any;
}

const ui5: Promise<Ui5> = new Promise((resolve, reject) => {
  page.window.addEventListener("load", () => {
    const modules = ["sap/ui/model/odata/v4/ODataModel", "sap/ui/model/Filter", "sap/ui/model/FilterOperator",
      "sap/ui/model/Sorter"];
    page.window.sap.ui.require(
      modules,
      (ODataModel: any, Filter: any, FilterOperator: any, Sorter: any) =>
        resolve({ ODataModel, Filter, FilterOperator, Sorter }),
      reject,
    );
  });
});

// "$auto" sends what belongs together in one $batch, as most pages do; "$direct" sends each request by itself.
for (const groupId of ["$auto", "$direct"]) {
  describe(groupId, () => {
    async function model(authorization = basic): Promise<any> {
      const { ODataModel } = await ui5;
      return new ODataModel({ serviceUrl: root, groupId, operationMode: "Server", httpHeaders: { Authorization: authorization } });
    }

    /** The rows of a list, as a table on the screen would get them. */
    async function rows(set: string, parameters: object, options: { filters?: any; sorters?: any; from?: number; length?: number } = {}) {
      const list = (await model()).bindList(`/${set}`, undefined, options.sorters, options.filters, parameters);
      const contexts = await list.requestContexts(options.from ?? 0, options.length ?? Infinity);
      return { list, contexts, rows: plain(contexts.map((context: any) => context.getObject())) };
    }

    /** Objects of the page's own world become those of this one; annotations are the model's business. */
    function plain(value: any): any {
      return JSON.parse(JSON.stringify(value), (name, inner) => (name.includes("@") ? undefined : inner));
    }

    test("the metadata is understood: types, keys, facets, navigation", async () => {
      const meta = (await model()).getMetaModel();
      same(await meta.requestObject("/Orders/NetAmount/$Type"), "Edm.Decimal");
      same(await meta.requestObject("/Orders/NetAmount/$Scale"), 2);
      same(plain(await meta.requestObject("/OrderLines/$Type/$Key")), ["OrderID", "LineNo"]);
      same(await meta.requestObject("/Orders/Customer/Country/CountryName/$MaxLength"), 80);
      same(await meta.requestObject("/Customers/AccountGUID@Org.OData.Core.V1.Description"), "Id of the web shop account");
    });

    test("a list, whole", async () => {
      const found = await rows("Customers", { $select: "CustomerID" });
      same(found.rows.map((row: any) => row.CustomerID), facts.customers);
    });

    test("texts with quotes, umlauts and everything that means something in a URL", async () => {
      const { Filter, FilterOperator } = await ui5;
      for (const [name, ids] of Object.entries(facts.byName)) {
        const found = await rows("Customers", {}, { filters: new Filter("CustomerName", FilterOperator.EQ, name) });
        same(found.rows.map((row: any) => row.CustomerID), ids);
      }
      const found = await rows("Customers", {}, { filters: new Filter("CustomerName", FilterOperator.Contains, "ü") });
      same(found.rows.map((row: any) => row.CustomerID), facts.containsUmlaut);
    });

    test("dates and instants", async () => {
      const { Filter, FilterOperator } = await ui5;
      const september = new Filter("OrderDate", FilterOperator.BT, "2025-09-01", "2025-09-30");
      const early = new Filter("CreatedAt", FilterOperator.LT, "2023-03-01T00:00:00Z");
      for (const [filters, ids] of [[september, facts.september], [early, facts.createdBefore]]) {
        const found = await rows("Orders", { $select: "OrderID" }, { filters });
        same(found.rows.map((row: any) => row.OrderID), ids);
      }
    });

    test("an enumeration, in the text of a condition: its filter objects know no enumerations", async () => {
      const found = await rows("Orders", { $select: "OrderID", $filter: "Status eq ERP.OrderStatus'Draft'" });
      same(found.rows.map((row: any) => row.OrderID), facts.draftOrders);
    });

    test("decimals and 64-bit numbers, exactly", async () => {
      const { Filter, FilterOperator } = await ui5;
      const amount = await rows("Orders", {}, { filters: new Filter("NetAmount", FilterOperator.EQ, facts.exactAmount) });
      same(amount.rows.map((row: any) => [row.OrderID, row.NetAmount]), [[facts.amount[0], facts.exactAmount]]);
      const tracked = new Filter("TrackingNumber", FilterOperator.EQ, facts.tracking);
      const found = await rows("Orders", {}, { filters: tracked });
      same(found.rows.map((row: any) => [row.OrderID, row.TrackingNumber]), [[1, facts.tracking]]);
    });

    test("order, top, skip and count", async () => {
      const { Sorter } = await ui5;
      const sorters = [new Sorter("NetAmount", true), new Sorter("OrderID")];
      const found = await rows("Orders", { $count: true }, { sorters, from: 3, length: 4 });
      same(found.rows.map((row: any) => row.OrderID), facts.dearest.slice(3, 7));
      same(found.list.getLength(), facts.orders.length);
    });

    test("pages that the server cuts, to the end, as one scrolls", async () => {
      const list = (await model()).bindList("/OrderLines", undefined, undefined, undefined, { $select: "OrderID,LineNo" });
      const found: any[] = [];
      let pages = 0;
      while (!list.isLengthFinal()) {
        const contexts = await list.requestContexts(found.length, Infinity);
        found.push(...plain(contexts.map((context: any) => context.getObject())));
        pages += 1;
      }
      same(found.map((row) => [row.OrderID, row.LineNo]), facts.lines);
      same(pages, Math.ceil(facts.lines.length / 1000));
    });

    test("expanded, nested, with options on each level", async () => {
      const { Filter, FilterOperator } = await ui5;
      const parameters = {
        $select: "OrderID",
        $expand: {
          Customer: { $select: "CustomerName", $expand: { Country: true } },
          Lines: {
            $select: "LineNo",
            $orderby: "LineNo desc",
            $filter: "Quantity ne 0",
            $count: true,
            $expand: { Product: { $select: "ProductName" } },
          },
        },
      };
      for (const { order, lines } of facts.withLines) {
        const filters = new Filter("OrderID", FilterOperator.EQ, order);
        const [row] = (await rows("Orders", parameters, { filters })).rows;
        same(row.Lines.map((line: any) => [line.LineNo, line.Product.ProductName]), lines);
        assert.ok(row.Customer.Country.CountryName);
      }
    });

    test("any over related rows", async () => {
      const { Filter, FilterOperator } = await ui5;
      const { order, lines } = facts.withLines[0];
      const condition = new Filter("line/Product/ProductName", FilterOperator.EQ, lines[0][1]);
      const filters = new Filter({ path: "Lines", operator: FilterOperator.Any, variable: "line", condition });
      const found = await rows("Orders", { $select: "OrderID" }, { filters });
      assert.ok(found.rows.map((row: any) => row.OrderID).includes(order));
    });

    test("grouped and aggregated in the database, with a grand total", async () => {
      const $$aggregation = {
        aggregate: { Total: { name: "NetAmount", with: "sum", grandTotal: true } },
        group: { CurrencyCode: {} },
        groupLevels: [],
      };
      const list = (await model()).bindList("/Orders", undefined, undefined, undefined, { $$aggregation });
      const contexts = await list.requestContexts(0, 20);
      const found = Array.from(contexts, (context: any) => [context.getProperty("CurrencyCode"), Number(context.getProperty("Total"))]);
      same(
        Array.from(found).filter(([code]: any) => code),
        facts.byCurrency.map(([code, total]) => [code, Number(total)]),
      );
      same(found.length, facts.byCurrency.length + 1);
    });

    test("groups that are opened", async () => {
      const { Filter, FilterOperator } = await ui5;
      const $$aggregation = {
        aggregate: { Total: { name: "NetAmount", with: "sum", subtotals: true } },
        group: { CurrencyCode: {}, EmployeeID: {} },
        groupLevels: ["CurrencyCode"],
      };
      const filters = new Filter("OrderDate", FilterOperator.GE, "2025-01-01");
      const list = (await model()).bindList("/Orders", undefined, undefined, filters, { $$aggregation });
      const [first] = await list.requestContexts(0, 20);
      same(first.getProperty("CurrencyCode"), "CHF");
      await first.expand();
      const [, below] = await list.requestContexts(0, 20);
      same([below.getProperty("CurrencyCode"), below.getProperty("@$ui5.node.level")], ["CHF", 2]);
    });

    test("only what was selected comes", async () => {
      const found = await rows("Products", { $select: "ProductNo,EAN" }, { length: 1 });
      same(Object.keys(found.rows[0]).sort(), ["EAN", "ProductNo"]);
    });

    test("keys: composite, and a text with all that means something in a URL", async () => {
      const { Filter, FilterOperator } = await ui5;
      const reader = await model();
      const [order, number] = facts.lines.at(-1)!;
      const line = await reader.bindContext(`/OrderLines(OrderID=${order},LineNo=${number})`).requestObject();
      same([line.OrderID, line.LineNo], [order, number]);
      const filters = new Filter("ProductNo", FilterOperator.EQ, facts.odd.ProductNo);
      const { contexts } = await rows("Prices", {}, { filters }); // their paths are made by the model, of the keys
      const price = await reader.bindContext(contexts[0].getPath()).requestObject();
      same([price.PriceGroup, price.ValidFrom, price.Price], facts.odd.prices[0]);
      const product = await reader.bindContext(`${contexts[0].getPath()}/Product`).requestObject();
      same(product.ProductName, facts.odd.ProductName);
    });

    test("errors arrive as sentences", async () => {
      const reader = await model();
      const missing = await rejection(reader.bindContext("/Customers(4711)").requestObject());
      same(missing.status, 404);
      const list = reader.bindList("/Customers", undefined, undefined, undefined, { $filter: "CustomerNane eq 'x'" });
      const bad = await rejection(list.requestContexts());
      same(bad.status, 400);
      assert.match(bad.message, /'Customer' has no property 'CustomerNane'. Did you mean 'CustomerName'\?/);
    });

    test("without the right password there is a 401", async () => {
      const stranger = await model(wrong);
      const refused = await rejection(stranger.bindList("/Customers").requestContexts());
      same((refused.cause ?? refused).status, 401);
    });

    test("what it reads comes compressed", async () => {
      const [, asked] = await observed(() => rows("Customers", {}));
      const place = groupId === "$auto" ? "/$batch" : "/Customers";
      const { answered } = asked.find(({ status, url }) => status === 200 && url.includes(place))!;
      same(answered["content-encoding"], "gzip");
    });

    test("a row is made, changed, read again and deleted", async () => {
      const groups = (await model()).bindList("/ProductGroups", undefined, undefined, undefined, { $select: "GroupCode" });
      await groups.requestContexts();
      const made = groups.create({ GroupCode: "UI5/1'", GroupName: "Über", ParentCode: null });
      await made.created();
      await made.setProperty("GroupName", "Unter");
      const other = (await model()).bindContext(made.getPath());
      same((await other.requestObject()).GroupName, "Unter");
      await made.delete();
      same((await rejection((await model()).bindContext(made.getPath()).requestObject())).status, 404);
    });

    test("changes that wait are sent together, all or none", async () => {
      const waiting = (await model()).bindList("/ProductGroups", undefined, undefined, undefined, { $$updateGroupId: "later" });
      await waiting.requestContexts();
      const first = waiting.create({ GroupCode: "UI5-2", GroupName: "First", ParentCode: null }, true);
      const second = waiting.create({ GroupCode: "UI5-2", GroupName: "The same key", ParentCode: null }, true);
      first.created().catch(() => {});
      second.created().catch(() => {});
      await waiting.getModel().submitBatch("later");
      same((await rows("ProductGroups", { $filter: "GroupCode eq 'UI5-2'" })).rows, []);
    });

    test("who changes what somebody else has changed meanwhile is told so", async () => {
      const list = (await model()).bindList("/ProductGroups");
      const made = list.create({ GroupCode: "UI5-3", GroupName: "Ours", ParentCode: null });
      await made.created();
      const theirs = (await model()).bindContext(made.getPath());
      await theirs.requestObject(); // one entity comes with its ETag, which goes back as If-Match
      await made.setProperty("GroupName", "Ours, changed");
      const refused = await rejection(theirs.getBoundContext().setProperty("GroupName", "Theirs"));
      same(refused.status, 412);
      await made.delete();
    });
  });
}
