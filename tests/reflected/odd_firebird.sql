-- What Firebird can hold that JSON, OData or Python's drivers find hard. Statements end with a semicolon at a line's end.

CREATE DOMAIN yes_no AS smallint CHECK (VALUE IN (0, 1));

CREATE TABLE numbers (
    id smallint NOT NULL PRIMARY KEY,
    small smallint, whole integer, big bigint, exact numeric(12, 4), narrow numeric(4, 2), wide numeric(18, 6), whole_decimal decimal(9),
    single float, twice double precision, flag boolean, of_domain yes_no, made computed BY (small + 1)
);
INSERT INTO numbers (id, small, whole, big, exact, narrow, wide, whole_decimal, single, twice, flag, of_domain) VALUES (1, 1, 1, 1, 1.5, 1.5, 1.5, 1, 0.1, 0.1, true, 1);
INSERT INTO numbers (id, small, whole, big, exact, narrow, wide, whole_decimal, single, twice, flag, of_domain) VALUES (2, -32768, -2147483648, -9223372036854775808, -99999999.9999, -99.99, -999999999999.999999, -999999999, -3.4e38, -1.7976931348623157e308, false, 0);
INSERT INTO numbers (id, small, whole, big, exact, narrow, wide, whole_decimal, single, twice, flag, of_domain) VALUES (3, 32767, 2147483647, 9223372036854775807, 99999999.9999, 99.99, 999999999999.999999, 999999999, 3.4e38, 1.7976931348623157e308, true, 1);
INSERT INTO numbers (id) VALUES (4);
INSERT INTO numbers (id, small, whole, big, exact, narrow, wide, whole_decimal, single, twice, flag, of_domain) VALUES (5, 0, 16777217, 9007199254740993, 0.0001, 0.01, 0.000001, 0, 16777217, 5e-300, false, 0);

CREATE TABLE instants (id integer NOT NULL PRIMARY KEY, "day" date, plain timestamp, clock time);
INSERT INTO instants VALUES (1, '2024-01-31', '2024-01-31 12:30:00', '12:30:00');
INSERT INTO instants VALUES (2, '0001-01-01', '0001-01-01 00:00:00', '00:00:00');
INSERT INTO instants VALUES (3, '9999-12-31', '9999-12-31 23:59:59.9999', '23:59:59.9999');
INSERT INTO instants VALUES (4, '1500-02-28', '1500-02-28 00:00:00.0001', '00:00:00.0001');
INSERT INTO instants VALUES (5, NULL, NULL, NULL);

CREATE TABLE texts (
    id bigint NOT NULL PRIMARY KEY,
    plain varchar(200), padded char(6), letter char(1), latin varchar(50) CHARACTER SET iso8859_1, ascii_only varchar(10) CHARACTER SET ascii,
    either_case varchar(20) COLLATE unicode_ci, long_text blob sub_type text, picture blob sub_type binary, octets char(4) CHARACTER SET octets,
    more_octets varchar(20) CHARACTER SET octets, guid char(16) CHARACTER SET octets, widest varchar(8000)
);
INSERT INTO texts VALUES (1, 'O''Neil & Söhne / 50% _off', 'ab', 'x', 'Größe', 'plain', 'Abc', 'long', x'00', x'00ff0000', x'ff', x'a81bc81bdead4e5dabff90865d1e13b1', 'w');
INSERT INTO texts VALUES (2, '', '', '', '', '', '', '', x'', x'', x'', x'00000000000000000000000000000000', '');
INSERT INTO texts (id) VALUES (3);
INSERT INTO texts VALUES (4, 'tab	\ back "quoted"', ' lead', ' ', 'é', '~', 'ABC', '日本 😀', x'27225c0a', x'ffffffff', x'0a27225c', x'ffffffffffffffffffffffffffffffff', '日本');
INSERT INTO texts VALUES (5, 'trailing  ', 'x', 'X', 'TRAILING', 'a', 'abc', '1e400', x'01', x'01', x'01', x'00000000000000000000000000000001', NULL);

-- Keys of every type that can be one.
CREATE TABLE key_numeric (k numeric(18, 5) NOT NULL PRIMARY KEY, n integer);
INSERT INTO key_numeric VALUES (1.10, 1);
INSERT INTO key_numeric VALUES (-2, 2);
INSERT INTO key_numeric VALUES (0.00001, 3);
CREATE TABLE key_day (k date NOT NULL PRIMARY KEY, n integer);
INSERT INTO key_day VALUES ('2024-02-29', 1);
INSERT INTO key_day VALUES ('0001-01-01', 2);
CREATE TABLE key_instant (k timestamp NOT NULL PRIMARY KEY, n integer);
INSERT INTO key_instant VALUES ('2024-02-29 12:00:00.1234', 1);
INSERT INTO key_instant VALUES ('2024-02-29 12:00:00', 2);
CREATE TABLE key_clock (k time NOT NULL PRIMARY KEY, n integer);
INSERT INTO key_clock VALUES ('12:00:00.5', 1);
INSERT INTO key_clock VALUES ('00:00', 2);
CREATE TABLE key_guid (k char(16) CHARACTER SET octets NOT NULL PRIMARY KEY, n integer);
INSERT INTO key_guid VALUES (x'a81bc81bdead4e5dabff90865d1e13b1', 1);
INSERT INTO key_guid VALUES (x'275c0022000000000000000000002527', 2);
CREATE TABLE of_guid (id integer NOT NULL PRIMARY KEY, parent char(16) CHARACTER SET octets REFERENCES key_guid (k));
INSERT INTO of_guid VALUES (1, x'a81bc81bdead4e5dabff90865d1e13b1');
INSERT INTO of_guid VALUES (2, NULL);
CREATE TABLE key_flag (k boolean NOT NULL PRIMARY KEY, n integer);
INSERT INTO key_flag VALUES (true, 1);
INSERT INTO key_flag VALUES (false, 2);
CREATE TABLE key_text (k varchar(20) NOT NULL PRIMARY KEY, n integer);
INSERT INTO key_text VALUES ('it''s / 50%', 1);
INSERT INTO key_text VALUES ('日本', 2);
CREATE TABLE key_padded (k char(8) NOT NULL PRIMARY KEY, n integer);
INSERT INTO key_padded VALUES ('ab', 1);
INSERT INTO key_padded VALUES ('', 2);
CREATE TABLE key_bytes (k varchar(10) CHARACTER SET octets NOT NULL PRIMARY KEY, n integer);
INSERT INTO key_bytes VALUES (x'00ff', 1);

-- Names.
CREATE TABLE "日本語" (id integer NOT NULL PRIMARY KEY, "列" varchar(10));
INSERT INTO "日本語" VALUES (1, 'x');
CREATE TABLE "select" (id integer NOT NULL PRIMARY KEY, "group" varchar(10), "a b" varchar(10), "A B" integer, "Größe" integer);
INSERT INTO "select" VALUES (1, 'x', 'y', 2, 3);
CREATE TABLE "MixedCase" (id integer NOT NULL PRIMARY KEY, "Name" varchar(10), "lower" varchar(10), "UPPER" varchar(10));
INSERT INTO "MixedCase" VALUES (1, 'x', 'y', 'z');

-- Tables with and without keys.
CREATE TABLE keyless (a varchar(10), b integer);
INSERT INTO keyless VALUES ('x', 1);
CREATE TABLE unique_only (a varchar(10) NOT NULL UNIQUE, b integer);
INSERT INTO unique_only VALUES ('x', 1);
CREATE TABLE unique_nullable (a varchar(10), b integer, UNIQUE (a));
INSERT INTO unique_nullable VALUES (NULL, 1);
CREATE TABLE counted (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, note varchar(10) DEFAULT 'new');
INSERT INTO counted (note) VALUES ('one');
CREATE TABLE refers (a integer NOT NULL, b integer NOT NULL, up_a integer, up_b integer, PRIMARY KEY (a, b), FOREIGN KEY (up_a, up_b) REFERENCES refers (a, b));
INSERT INTO refers VALUES (1, 1, NULL, NULL);
INSERT INTO refers VALUES (1, 2, 1, 1);
CREATE VIEW plain_view AS SELECT id, plain FROM texts;
CREATE TABLE listed (id integer NOT NULL PRIMARY KEY, some_numbers integer [1:3]);
INSERT INTO listed (id) VALUES (1);
