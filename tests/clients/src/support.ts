// What every test of a client knows: where the service is, the facts from the database, and what went over the wire.

import assert from "node:assert/strict";
import diagnostics from "node:diagnostics_channel";
import { readFileSync } from "node:fs";

export interface Facts {
  customers: number[];
  orders: number[];
  lines: [number, number][];
  byName: Record<string, number[]>;
  containsUmlaut: number[];
  september: number[];
  createdBefore: number[];
  amount: number[];
  exactAmount: string;
  tracking: string;
  dearest: number[];
  withLines: { order: number; lines: [number, string][] }[];
  odd: { ProductNo: string; ProductName: string; prices: [string, string, string][] };
  draftOrders: number[];
  byCurrency: [string, string][];
  blocked: number[];
}

interface Served {
  root: string;
  user: string;
  password: string;
  facts: Facts;
}

export const { root, user, password, facts }: Served = JSON.parse(readFileSync(process.env.CLIENTS_SERVED!, "utf-8"));
export const basic = `Basic ${Buffer.from(`${user}:${password}`, "utf-8").toString("base64")}`;
export const wrong = `Basic ${Buffer.from(`${user}:wrong`, "utf-8").toString("base64")}`;

export interface Exchange {
  url: string;
  asked: Record<string, string>;
  status: number;
  answered: Record<string, string>;
}

/** Each request of this process with the head of its answer, as Node's own channels report them, whoever sent it. */
export const exchanges: Exchange[] = [];

diagnostics.subscribe("undici:request:headers", (message) => {
  const { request, response } = message as any;
  exchanges.push({
    url: `${request.origin}${request.path}`,
    asked: pairs(typeof request.headers === "string" ? request.headers.trim().split(/\r\n|: /) : request.headers),
    status: response.statusCode,
    answered: pairs(response.headers),
  });
});
diagnostics.subscribe("http.client.response.finish", (message) => {
  const { request, response } = message as any;
  exchanges.push({
    url: `${request.protocol}//${request.getHeader("host")}${request.path}`,
    asked: request.getHeaders(),
    status: response.statusCode,
    answered: pairs(response.rawHeaders),
  });
});

function pairs(flat: (string | Buffer)[]): Record<string, string> {
  const texts = flat.map(String);
  return Object.fromEntries(texts.flatMap((text, at) => (at % 2 ? [] : [[text.toLowerCase(), texts[at + 1]]])));
}

/** What was asked and answered while `work` ran. */
export async function observed<T>(work: () => Promise<T>): Promise<[T, Exchange[]]> {
  const before = exchanges.length;
  const result = await work();
  return [result, exchanges.slice(before)];
}

/** The numbers or texts of one property. */
export function column<T, K extends keyof T>(rows: readonly T[], name: K): T[K][];
export function column(rows: any, name: string): any[];
export function column(rows: any, name: any): any {
  return rows.map((row: any) => row[name]);
}

export function same(found: unknown, expected: unknown): void {
  assert.deepEqual(found, expected);
}

/** The error that a promise is rejected with. */
export async function rejection(promise: Promise<unknown>): Promise<any> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  return assert.fail("there was no error");
}
