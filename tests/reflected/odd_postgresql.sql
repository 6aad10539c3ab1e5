-- What PostgreSQL can hold that JSON, OData or Python's drivers find hard. Statements end with a semicolon at a line's end.

CREATE EXTENSION IF NOT EXISTS citext;
CREATE TYPE mood AS ENUM ('sad', 'ok', 'very happy', '2nd best', 'naïve', '');
CREATE TYPE point3 AS (x int, y int, z int);
CREATE DOMAIN email AS varchar(80) CHECK (value LIKE '%@%');
CREATE DOMAIN positive AS numeric(9, 3) CHECK (value > 0);
CREATE DOMAIN shout AS citext;
CREATE DOMAIN nested_email AS email;
CREATE DOMAIN moods AS mood;

CREATE TABLE numbers (
    id smallint PRIMARY KEY,
    small smallint, whole integer, big bigint, exact numeric(12, 4), free numeric, huge numeric(38, 0),
    negative_scale numeric(5, -2), tiny numeric(3, 5),
    single real, twice double precision, price money, serial_no serial, flags bit(8), more_flags bit varying(12), one_bit bit(1)
);
COMMENT ON COLUMN numbers.free IS 'No precision: any number, NaN too';
INSERT INTO numbers VALUES
    (1, 1, 1, 1, 1.5, 1.50, 1, 12300, 0.00123, 0.1, 0.1, 12.34, 1, B'10101010', B'101', B'1'),
    (2, -32768, -2147483648, -9223372036854775808, -12345678.1234, 1e-30, -99999999999999999999999999999999999999, -100, 0, -1e38, -1.7976931348623157e308, -92233720368547758.08, 2, B'00000000', B'', B'0'),
    (3, 32767, 2147483647, 9223372036854775807, 99999999.9999, 'NaN', 99999999999999999999999999999999999999, 99900, 0.00999, 'NaN', 'NaN', 92233720368547758.07, 3, B'11111111', B'111111111111', B'1'),
    (4, 0, 0, 0, 'NaN', 'Infinity', 'NaN', 'NaN', 'NaN', 'Infinity', 'Infinity', 0, 4, B'00000001', B'0', B'0'),
    (5, NULL, NULL, NULL, NULL, '-Infinity', NULL, NULL, NULL, '-Infinity', '-Infinity', NULL, 5, NULL, NULL, NULL),
    (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 6, NULL, NULL, NULL),
    (7, 7, 7, 7, 7, 12345678901234567890123456789012345678901234567890.12345678901234567890, 7, 700, 0.00007, 1e-40, 5e-324, 7, 7, NULL, NULL, NULL);

CREATE TABLE instants (
    id integer PRIMARY KEY,
    plain timestamp, zoned timestamptz, coarse timestamp(0), fine timestamptz(6),
    day date, clock time, zoned_clock timetz, span interval, years interval year to month
);
INSERT INTO instants VALUES
    (1, '2024-01-31 12:30:00.123456', '2024-01-31 12:30:00.123456+02', '2024-01-31 12:30:00.6', '2024-01-31 12:30:00+00', '2024-01-31', '12:30:00.5', '12:30:00+02', '1 day 02:03:04.5', '1 year 2 months'),
    (2, 'infinity', 'infinity', 'infinity', 'infinity', 'infinity', '24:00:00', '24:00:00-05', '-1 day', '-1 year'),
    (3, '-infinity', '-infinity', '-infinity', '-infinity', '-infinity', '00:00:00', '00:00:00+00', '178000000 years', '10000 years'),
    (4, '0044-03-15 12:00:00 BC', '0044-03-15 12:00:00+00 BC', NULL, NULL, '0044-03-15 BC', NULL, NULL, '1 month', NULL),
    (5, '12024-01-31 12:30:00', '12024-01-31 12:30:00+00', NULL, NULL, '12024-01-31', NULL, NULL, '100000:00:00', NULL),
    (6, '0001-01-01 00:00:00', '0001-01-01 00:00:00+00', NULL, NULL, '0001-01-01', NULL, NULL, '1 mon -1 day', NULL),
    (7, '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999+00', NULL, NULL, '9999-12-31', '23:59:59.999999', '23:59:59.999999+14', '00:00:00', '0'),
    (8, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (9, '1969-12-31 23:59:59.999', '1969-12-31 23:59:59.999+00', '1970-01-01', '1970-01-01', '1970-01-01', '00:00:00.000001', '12:30:00-02', '-00:00:00.000001', '1 month');

CREATE TABLE texts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    plain text, short varchar(5), padded char(6), letter char, system_name name, inner_char "char",
    insensitive citext, contact email, nested nested_email, loud shout, amount positive, feeling mood, domain_feeling moods,
    blob bytea, document json, binary_document jsonb, markup xml, search tsvector, query tsquery
);
INSERT INTO texts (plain, short, padded, letter, system_name, inner_char, insensitive, contact, nested, loud, amount, feeling, domain_feeling, blob, document, binary_document, markup, search, query) VALUES
    ('O''Neil & Söhne / 50% _off', 'abcde', 'ab', 'x', 'pg_class', 'c', 'MiXed', 'a@b', 'c@d', 'Hey', 1.5, 'very happy', 'ok', '\x00ff', '{"a": [1, 2.50, null]}', '{"b": {"c": "ü"}}', '<a>b</a>', 'fat cat', 'fat & cat'),
    ('', '', '', '', '', '', '', '@', '@', '', 0.001, '', 'sad', '\x', '[]', '{}', '<a/>', '', ''),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (E'line\nbreak\ttab \u0001 "quoted" \\ back', ' lead', '  two ', ' ', 'x', '"', 'mixed', 'x@y', 'x@y', 'HEY', 999999.999, 'naïve', 'naïve', '\x00', 'null', 'null', '<?xml version="1.0"?><a/>', 'a:1 b:2', 'a'),
    ('日本語 😀', '日本語', 'äö', 'ß', '"', '\', 'ÄÖ', 'ü@ü', 'ü@ü', 'ÄÖ', 2, '2nd best', NULL, '\xdeadbeef', '"text"', '1e400', NULL, NULL, NULL),
    (repeat('long ', 10000), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, decode(repeat('00', 70000), 'hex'), '9007199254740993', '1.10', NULL, NULL, NULL);

CREATE TABLE others (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    yes boolean, words text[], matrix int[][], moods mood[], address inet, network cidr, mac macaddr, mac8 macaddr8,
    spot point, area box, shape polygon, around circle, way path, segment lseg, beam line,
    position point3, numbers_between int4range, times_between tstzrange, many int4multirange,
    class regclass, kind regtype, object oid, transaction xid, lsn pg_lsn, pairs jsonb
);
INSERT INTO others VALUES
    ('00000000-0000-0000-0000-000000000000', true, '{a,b}', '{{1,2},{3,4}}', '{sad,ok}', '10.0.0.1', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', '(1,2)', '((0,0),(1,1))', '((0,0),(1,1),(2,0))', '<(0,0),1>', '((0,0),(1,1))', '[(0,0),(1,1)]', '{1,2,3}', '(1,2,3)', '[1,5)', '[2024-01-01,2024-02-01)', '{[1,2)}', 'others', 'integer', 1, '1', '0/1', '{}'),
    ('FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF', false, '{}', '{}', '{}', '::1', '::/0', '00:00:00:00:00:00', '00:00:00:00:00:00:00:00', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 'empty', NULL, NULL, NULL, NULL, 4294967295, NULL, NULL, NULL),
    ('a81bc81b-dead-4e5d-abff-90865d1e13b1', NULL, NULL, NULL, NULL, '10.0.0.1/24', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL);

-- Keys of every type that can be one.
CREATE TABLE key_uuid (k uuid PRIMARY KEY, n int);
INSERT INTO key_uuid VALUES ('a81bc81b-dead-4e5d-abff-90865d1e13b1', 1), ('00000000-0000-0000-0000-000000000000', 2), ('ffffffff-ffff-ffff-ffff-ffffffffffff', 3);
CREATE TABLE key_numeric (k numeric PRIMARY KEY, n int);
INSERT INTO key_numeric VALUES (1.10, 1), (-2, 2), (1e-20, 3), (12345678901234567890.5, 4);
CREATE TABLE key_day (k date PRIMARY KEY, n int);
INSERT INTO key_day VALUES ('2024-02-29', 1), ('0001-01-01', 2), ('9999-12-31', 3);
CREATE TABLE key_instant (k timestamptz PRIMARY KEY, n int);
INSERT INTO key_instant VALUES ('2024-02-29 12:00:00.123456+00', 1), ('2024-02-29 12:00:00+02', 2), ('1969-12-31 23:59:59+00', 3);
CREATE TABLE key_plain_instant (k timestamp PRIMARY KEY, n int);
INSERT INTO key_plain_instant VALUES ('2024-02-29 12:00:00.123456', 1), ('2024-02-29 12:00:00', 2), ('1969-12-31 23:59:59', 3);
CREATE TABLE key_clock (k time PRIMARY KEY, n int);
INSERT INTO key_clock VALUES ('12:00:00.5', 1), ('00:00', 2), ('23:59:59.999999', 3);
CREATE TABLE key_enum (k mood PRIMARY KEY, n int);
INSERT INTO key_enum VALUES ('very happy', 1), ('2nd best', 2), ('sad', 3), ('', 4);
CREATE TABLE key_boolean (k boolean PRIMARY KEY, n int);
INSERT INTO key_boolean VALUES (true, 1), (false, 2);
CREATE TABLE key_text (k text PRIMARY KEY, n int);
INSERT INTO key_text VALUES ('', 1), ('a/b?c#d&e=f%g+h', 2), ('O''Neil', 3), ('ä 日本 😀', 4), (' x ', 5), ('A', 6), ('a', 7), ('(1,2)', 8), ('null', 9), (E'tab\tline\n', 10), ('%41', 11), ('.', 12), ('..', 13), ('$count', 14);
CREATE TABLE key_citext (k citext PRIMARY KEY, n int);
INSERT INTO key_citext VALUES ('Abc', 1), ('ABD', 2), ('abe', 3);
CREATE TABLE key_domain (k email PRIMARY KEY, n int);
INSERT INTO key_domain VALUES ('b@x', 1), ('a@x', 2), ('C@x', 3);
CREATE TABLE key_padded (k char(5) PRIMARY KEY, n int);
INSERT INTO key_padded VALUES ('a', 1), ('ab', 2), ('', 3), (' b', 4);
CREATE TABLE key_inet (k inet PRIMARY KEY, n int);
INSERT INTO key_inet VALUES ('10.0.0.1', 1), ('10.0.0.0/8', 2), ('::1', 3), ('9.0.0.1', 4);
CREATE TABLE key_money (k money PRIMARY KEY, n int);
INSERT INTO key_money VALUES (1.10, 1), (-1234.56, 2), (1000000, 3);
CREATE TABLE key_span (k interval PRIMARY KEY, n int);
INSERT INTO key_span VALUES ('1 day', 1), ('26:00:00', 2), ('-00:00:01.5', 3);
CREATE TABLE key_jsonb (k jsonb PRIMARY KEY, n int);
INSERT INTO key_jsonb VALUES ('{"a": 1}', 1), ('[]', 2), ('"x"', 3);
CREATE TABLE key_bytes (k bytea PRIMARY KEY, n int);
INSERT INTO key_bytes VALUES ('\x00', 1), ('\xff', 2);
CREATE TABLE key_double (k double precision PRIMARY KEY, n int);
INSERT INTO key_double VALUES (0.1, 1), (1e300, 2), (-5, 3);
CREATE TABLE key_array (k int[] PRIMARY KEY, n int);
INSERT INTO key_array VALUES ('{1}', 1);
CREATE TABLE key_composite (a int, b text, c date, n int, PRIMARY KEY (b, a, c));
INSERT INTO key_composite VALUES (1, 'x', '2024-01-01', 1), (1, 'x''y', '2024-01-01', 2), (2, 'x', '2024-01-02', 3);

-- Columns that the database computes; partitions; views of both kinds.
CREATE TABLE computed (
    id int GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, net numeric(10, 2) NOT NULL,
    gross numeric(10, 2) GENERATED ALWAYS AS (net * 1.19) STORED, made timestamptz DEFAULT now()
);
INSERT INTO computed (net) VALUES (100), (0.01);
CREATE TABLE measured (day date NOT NULL, sensor int NOT NULL, value double precision, PRIMARY KEY (day, sensor)) PARTITION BY RANGE (day);
CREATE TABLE measured_2023 PARTITION OF measured FOR VALUES FROM ('2023-01-01') TO ('2024-01-01');
CREATE TABLE measured_2024 PARTITION OF measured FOR VALUES FROM ('2024-01-01') TO ('2025-01-01') PARTITION BY LIST (sensor);
CREATE TABLE measured_2024_1 PARTITION OF measured_2024 FOR VALUES IN (1);
CREATE TABLE measured_2024_rest PARTITION OF measured_2024 DEFAULT;
INSERT INTO measured VALUES ('2023-05-05', 1, 0.5), ('2024-05-05', 1, 'NaN'), ('2024-05-05', 2, NULL);
CREATE TABLE parent_table (id int PRIMARY KEY, note text);
CREATE TABLE child_table (extra int) INHERITS (parent_table);
INSERT INTO parent_table VALUES (1, 'p');
INSERT INTO child_table VALUES (2, 'c', 3);
CREATE VIEW plain_view AS SELECT id, whole FROM numbers;
CREATE MATERIALIZED VIEW stored_view AS SELECT id, whole FROM numbers;
CREATE UNIQUE INDEX stored_view_id ON stored_view (id);
CREATE TEMPORARY TABLE gone (id int PRIMARY KEY);
CREATE SEQUENCE lonely;

-- Names.
CREATE TABLE "Order Details" ("Order ID" int, "Prod-Nr" varchar(10), "Größe" int, "when" timestamp, "%50" int, "a""b" text, PRIMARY KEY ("Order ID", "Prod-Nr"));
INSERT INTO "Order Details" VALUES (1, 'A/1', 12, '2024-01-31', 1, 'q'), (1, 'B', NULL, NULL, NULL, NULL);
CREATE TABLE "select" (id int PRIMARY KEY, "group" text, "order" int, "from" date, "$value" text, "count" int);
INSERT INTO "select" VALUES (1, 'x', 1, '2024-01-01', 'v', 3);
CREATE TABLE "MixedCase" ("Id" int PRIMARY KEY, "userName" text, "username" text, "USERNAME" text);
INSERT INTO "MixedCase" VALUES (1, 'a', 'b', 'c');
CREATE TABLE mixedcase (id int PRIMARY KEY);
INSERT INTO mixedcase VALUES (1);
CREATE TABLE "Straße der Größe" ("日本" int PRIMARY KEY, "naïve_café" text, "Ünïcödé" text);
INSERT INTO "Straße der Größe" VALUES (1, 'x', 'y');
CREATE TABLE "日本語" (id int PRIMARY KEY, "列" int, "行" int);
INSERT INTO "日本語" VALUES (1, 2, 3);
CREATE TABLE "42" ("1st" int PRIMARY KEY, "_" int, "__double__" int, " " int, "a  b" int, "a_b" int, "a b" int);
INSERT INTO "42" VALUES (1, 2, 3, 4, 5, 6, 7);
CREATE TABLE a_table_whose_name_is_as_long_as_postgresql_allows_names_to_be_ (id int PRIMARY KEY, a_column_whose_name_is_as_long_as_postgresql_allows_names_to_be int, a_column_whose_name_is_as_long_as_postgresql_allows_names_to_b2 int);
INSERT INTO a_table_whose_name_is_as_long_as_postgresql_allows_names_to_be_ VALUES (1, 2, 3);
CREATE TABLE a_table_whose_name_is_as_long_as_postgresql_allows_names_to_b2_ (id int PRIMARY KEY);
CREATE TABLE "colon:and%percent" (":id" int PRIMARY KEY, "%(x)s" int, "%s" int, "a.b" int, "back\slash" int);
INSERT INTO "colon:and%percent" VALUES (1, 2, 3, 4, 5);
CREATE TABLE "Metadata" (id int PRIMARY KEY, "Container" int);
CREATE TABLE "Container" (id int PRIMARY KEY, "Name" text, "Id" int);
INSERT INTO "Container" VALUES (1, 'n', 2);

-- No key; a key of nulls; only unique; an index over an expression; no columns at all.
CREATE TABLE keyless (a int, b text);
CREATE TABLE unique_nullable (a int UNIQUE, b text);
CREATE TABLE unique_sound (a int, b text NOT NULL UNIQUE);
INSERT INTO unique_sound VALUES (1, 'x'), (NULL, 'y');
CREATE TABLE unique_partial (a int NOT NULL, b boolean NOT NULL);
CREATE UNIQUE INDEX ON unique_partial (a) WHERE b;
INSERT INTO unique_partial VALUES (1, true), (1, false);
CREATE TABLE unique_expression (a text NOT NULL, b int NOT NULL);
CREATE UNIQUE INDEX ON unique_expression (lower(a));
CREATE UNIQUE INDEX ON unique_expression (b, lower(a));
CREATE TABLE unique_including (a int NOT NULL, b int);
CREATE UNIQUE INDEX ON unique_including (a) INCLUDE (b);
INSERT INTO unique_including VALUES (1, 2);
CREATE TABLE empty_of_columns ();
CREATE TABLE only_key (id int PRIMARY KEY);
INSERT INTO only_key VALUES (1), (2), (3);

-- References: to itself, composite, to a unique column, twice to one table, in a ring, to what is not published, to another schema.
CREATE TABLE staff (id int PRIMARY KEY, boss_id int REFERENCES staff, deputy_id int REFERENCES staff, badge varchar(10) UNIQUE);
INSERT INTO staff VALUES (1, NULL, NULL, 'a'), (2, 1, 1, 'b'), (3, 2, NULL, NULL);
CREATE TABLE badge_use (id int PRIMARY KEY, badge varchar(10) REFERENCES staff (badge));
INSERT INTO badge_use VALUES (1, 'a'), (2, 'a'), (3, NULL);
CREATE TABLE noted (id int PRIMARY KEY, a int, b text, c date, FOREIGN KEY (b, a, c) REFERENCES key_composite (b, a, c), unique_b text REFERENCES unique_sound (b));
INSERT INTO noted VALUES (1, 1, 'x''y', '2024-01-01', 'x'), (2, NULL, 'x', '2024-01-02', NULL), (3, NULL, NULL, NULL, 'y');
CREATE TABLE hidden_parent (k bytea PRIMARY KEY);
CREATE TABLE of_hidden (id int PRIMARY KEY, k bytea REFERENCES hidden_parent);
INSERT INTO of_hidden VALUES (1, NULL);
CREATE TABLE ring_a (id int PRIMARY KEY, b_id int);
CREATE TABLE ring_b (id int PRIMARY KEY, a_id int REFERENCES ring_a);
INSERT INTO ring_a VALUES (1, 1), (2, NULL);
INSERT INTO ring_b VALUES (1, 1), (2, 2);
ALTER TABLE ring_a ADD FOREIGN KEY (b_id) REFERENCES ring_b;
CREATE SCHEMA "Other Schema";
CREATE TABLE "Other Schema".elsewhere (id int PRIMARY KEY, staff_id int REFERENCES staff);
INSERT INTO "Other Schema".elsewhere VALUES (1, 2);
CREATE TABLE "Other Schema".staff (id int PRIMARY KEY, name text, elsewhere_id int REFERENCES "Other Schema".elsewhere);
INSERT INTO "Other Schema".staff VALUES (7, 'seven', 1);
CREATE TABLE pointing_out (id int PRIMARY KEY, elsewhere_id int REFERENCES "Other Schema".elsewhere);
INSERT INTO pointing_out VALUES (1, 1);
CREATE TABLE measured_note (id int PRIMARY KEY, day date, sensor int, FOREIGN KEY (day, sensor) REFERENCES measured);
INSERT INTO measured_note VALUES (1, '2024-05-05', 2);

-- Rows that nobody may read.
CREATE TABLE forbidden (id int PRIMARY KEY);
