-- SQLite keeps any value in any column, and any word as a column's type. Statements end with a semicolon at a line's end.

CREATE TABLE anything (
    id INTEGER PRIMARY KEY,
    whole INT, big UNSIGNED BIG INT, exact DECIMAL(10, 2), real REAL, day DATE, instant DATETIME, stamp TIMESTAMP, clock TIME, flag BOOLEAN,
    text TEXT, short VARCHAR(5), padded CHAR(6), national NVARCHAR(10), blob BLOB, guid UUID, document JSON, money MONEY, odd STRING, untyped, words "MANY WORDS"(3), geometry POINT
);
INSERT INTO anything VALUES
    (1, 1, 1, 1.5, 1.5, '2024-01-31', '2024-01-31 12:30:00', '2024-01-31T12:30:00Z', '12:30', 1, 'O''Neil 50% _off', 'abc', 'ab', 'ä', x'00ff', 'a81bc81b-dead-4e5d-abff-90865d1e13b1', '{"a": 1}', 1.5, 'x', 5, 'w', 'p'),
    (2, 'text', 'text', 'text', 'text', 'yesterday', 'yesterday', NULL, 'noon', 'maybe', 5, 5, 5, 5, NULL, NULL, 5, 'text', 5, 'five', 5, 5),
    (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (4, 9223372036854775807, -9223372036854775808, 99999999.99, 1e308, '9999-12-31', '9999-12-31 23:59:59.999', '0001-01-01', '23:59:59', 0, '', '', '', '', x'', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '', 9e99, '', '', '', ''),
    (5, 0.5, 1e300, 0.1, -0.0, '2024-01-31 12:00', '20240131', NULL, '00:00:00', 't', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 5.5, NULL, NULL);
CREATE TABLE loose (k TEXT PRIMARY KEY, n INT);
INSERT INTO loose VALUES ('a/b', 1), ('', 2), ('O''Neil', 3), ('null', 'n');
CREATE TABLE key_instant (k DATETIME PRIMARY KEY, n INT);
INSERT INTO key_instant VALUES ('2024-01-31 12:30:00', 1), ('2024-01-31', 2), ('2024-01-31T08:00:00.250Z', 3);
CREATE TABLE key_day (k DATE PRIMARY KEY, n INT);
INSERT INTO key_day VALUES ('2024-01-31', 1), ('0001-01-01', 2), ('9999-12-31', 3);
CREATE TABLE key_decimal (k DECIMAL(10, 2) PRIMARY KEY, n INT);
INSERT INTO key_decimal VALUES (1.1, 1), (-2, 2), (100, 3);
CREATE TABLE key_real (k REAL PRIMARY KEY, n INT);
INSERT INTO key_real VALUES (0.1, 1), (1e300, 2), (-5, 3);
CREATE TABLE key_composite (a INT, b TEXT COLLATE NOCASE, PRIMARY KEY (b, a)) WITHOUT ROWID;
INSERT INTO key_composite VALUES (1, 'x'), (2, 'X'), (1, 'y');
CREATE TABLE child (id INTEGER PRIMARY KEY, a INT, b TEXT, self INT REFERENCES child, gone INT REFERENCES nowhere (id), FOREIGN KEY (b, a) REFERENCES key_composite (b, a));
INSERT INTO child VALUES (1, 1, 'x', NULL, 1), (2, 1, 'Y', 1, NULL), (3, NULL, NULL, 2, NULL);
CREATE TABLE strict_one (id INTEGER PRIMARY KEY, t TEXT, n INT, r REAL, b BLOB, a ANY) STRICT;
INSERT INTO strict_one VALUES (1, 'x', 1, 1.5, x'00', 'any'), (2, NULL, NULL, NULL, NULL, 5);
CREATE TABLE computed (id INTEGER PRIMARY KEY, net REAL, gross REAL AS (net * 1.19) STORED, twice REAL AS (net * 2));
INSERT INTO computed (net) VALUES (100), (NULL);
CREATE TABLE keyless (a, b);
CREATE TABLE unique_partial (a INT NOT NULL, b INT NOT NULL);
CREATE UNIQUE INDEX partial_a ON unique_partial (a) WHERE b;
CREATE UNIQUE INDEX expression_b ON unique_partial (b + 1);
CREATE VIEW plain_view AS SELECT id, text FROM anything;
CREATE VIEW broken_view AS SELECT a FROM nowhere;
CREATE VIRTUAL TABLE searched USING fts5 (title, body);
INSERT INTO searched VALUES ('title', 'body');
CREATE TABLE "Order Details" ("Order ID" INT, "Prod-Nr" TEXT, "Größe" INT, "%50" INT, "a""b" TEXT, PRIMARY KEY ("Order ID", "Prod-Nr"));
INSERT INTO "Order Details" VALUES (1, 'A/1', 12, 1, 'q'), (1, 'B', NULL, NULL, NULL);
CREATE TABLE pictures (id INTEGER PRIMARY KEY, picture IMAGE, digest BINARY(16), stamp TIMESTAMPTZ, price CURRENCY);
INSERT INTO pictures VALUES (1, x'00ff', x'a81bc81bdead4e5dabff90865d1e13b1', '2024-01-31 12:30:00', 1.25), (2, NULL, NULL, NULL, NULL);
CREATE TABLE "select" (id INTEGER PRIMARY KEY, "group" TEXT, "order" INT, "$value" TEXT, "count" INT, ":id" INT, "%s" INT);
INSERT INTO "select" VALUES (1, 'x', 1, 'v', 3, 4, 5);
CREATE TABLE "日本語" (id INTEGER PRIMARY KEY, "列" INT, "行" INT);
INSERT INTO "日本語" VALUES (1, 2, 3);
