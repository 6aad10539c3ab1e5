-- What MariaDB and MySQL can hold that JSON, OData or Python's drivers find hard. Statements end with a semicolon at a line's end.

SET SESSION sql_mode = '';

CREATE TABLE numbers (
    id tinyint unsigned PRIMARY KEY,
    tiny tinyint, tiny_unsigned tinyint unsigned, flag tinyint(1), bool boolean, small smallint, small_unsigned smallint unsigned,
    medium mediumint, whole int, whole_unsigned int unsigned, big bigint, big_unsigned bigint unsigned, filled int(8) unsigned zerofill,
    exact decimal(12, 4), huge decimal(65, 30), exact_filled decimal(8, 2) zerofill, whole_decimal decimal,
    single float, twice double, single_places float(7, 3), one_bit bit(1), eight_bits bit(8), all_bits bit(64), built year
) COMMENT 'Numbers of all sizes';
INSERT INTO numbers VALUES
    (1, 1, 1, 1, true, 1, 1, 1, 1, 1, 1, 1, 1, 1.5, 1.5, 1.5, 1, 0.1, 0.1, 1.5, b'1', b'10101010', b'1', 2024),
    (2, -128, 0, 0, false, -32768, 0, -8388608, -2147483648, 0, -9223372036854775808, 0, 0, -99999999.9999, -99999999999999999999999999999999999.999999999999999999999999999999, 0, -9999999999, -3.4e38, -1.7976931348623157e308, -1.5, b'0', b'0', b'0', 0),
    (3, 127, 255, 2, true, 32767, 65535, 8388607, 2147483647, 4294967295, 9223372036854775807, 18446744073709551615, 99999999, 99999999.9999, 99999999999999999999999999999999999.999999999999999999999999999999, 999999.99, 9999999999, 3.4e38, 1.7976931348623157e308, 9999.999, b'1', b'11111111', b'1111111111111111111111111111111111111111111111111111111111111111', 2155),
    (4, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    (5, -1, 7, -1, false, 0, 0, 0, 16777217, 16777217, 9007199254740993, 9223372036854775808, 7, 0.0001, 0.000000000000000000000000000001, 0.01, 0, 16777217, 5e-324, 0.123, b'0', b'1', b'1000000000000000000000000000000000000000000000000000000000000000', 1901),
    (6, 0, 0, 9, true, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0.123456789, 0.1234567890123456, 0, b'0', b'11', b'11', 1970);

CREATE TABLE instants (
    id int AUTO_INCREMENT PRIMARY KEY,
    day date, plain datetime, fine datetime(6), milli datetime(3), zoned timestamp NULL, zoned_fine timestamp(6) NULL, clock time, fine_clock time(6),
    never_null date NOT NULL DEFAULT '0000-00-00', never_null_plain datetime NOT NULL DEFAULT '0000-00-00 00:00:00'
);
INSERT INTO instants VALUES
    (1, '2024-01-31', '2024-01-31 12:30:00', '2024-01-31 12:30:00.123456', '2024-01-31 12:30:00.5', '2024-01-31 12:30:00', '2024-01-31 12:30:00.000001', '12:30:00', '12:30:00.5', '2024-01-31', '2024-01-31 12:30:00'),
    (2, '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '26:00:00', '838:59:59', '0000-00-00', '0000-00-00 00:00:00'),
    (3, '2024-00-00', '2024-01-00 00:00:00', NULL, NULL, NULL, NULL, '-01:00:00', '-838:59:59', '2024-02-00', '0000-01-01 00:00:00'),
    (4, '1000-01-01', '1000-01-01 00:00:00', '1000-01-01 00:00:00.000001', NULL, '1970-01-01 00:00:01', '1970-01-01 00:00:01', '00:00:00', '00:00:00.000001', '0001-01-01', '0001-01-01 00:00:00'),
    (5, '9999-12-31', '9999-12-31 23:59:59', '9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999', '2038-01-19 03:14:07', '2038-01-19 03:14:07.999999', '23:59:59', '23:59:59.999999', '9999-12-31', '9999-12-31 23:59:59'),
    (6, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '1969-12-31', '1969-12-31 23:59:59');

CREATE TABLE texts (
    id bigint unsigned AUTO_INCREMENT PRIMARY KEY,
    plain varchar(200), exact varchar(50) COLLATE utf8mb4_bin, latin varchar(50) CHARACTER SET latin1, padded char(6), letter char(1),
    tiny tinytext, long_text longtext, medium mediumtext, plain_text text, document json, feeling enum ('sad', 'ok', 'happy'), mood enum ('very happy', '2nd best', '', 'naïve'),
    sizes set ('S', 'M', 'L'), words set ('one word', 'two'), bytes binary(4), guid_bytes binary(16), more_bytes varbinary(20), picture blob,
    guid uuid, address inet6, old_address inet4, place point, area geometry
) CHARACTER SET utf8mb4;
INSERT INTO texts (plain, exact, latin, padded, letter, tiny, long_text, medium, plain_text, document, feeling, mood, sizes, words, bytes, guid_bytes, more_bytes, picture, guid, address, old_address, place, area) VALUES
    ('O''Neil & Söhne / 50% _off', 'Abc', 'Größe', 'ab', 'x', 'tiny', 'long', 'medium', 'plain', '{"a": [1, 2.50, null]}', 'happy', 'very happy', 'S,L', 'one word,two', x'00ff', unhex('a81bc81bdead4e5dabff90865d1e13b1'), x'ff', x'00', 'a81bc81b-dead-4e5d-abff-90865d1e13b1', '2001:db8::1', '10.0.0.1', POINT(1, 2), POINT(1, 2)),
    ('', '', '', '', '', '', '', '', '', '[]', 'sad', '', '', '', '', x'00000000000000000000000000000000', '', '', '00000000-0000-0000-0000-000000000000', '::', '0.0.0.0', NULL, NULL),
    (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
    ('line\nbreak\ttab \\ back "quoted"', 'abc', 'é', ' lead', ' ', '日本', '😀', 'ß', 'SS', '"text"', 'nonsense', '2nd best', 'nonsense', 'two', x'ffffffff', unhex('ffffffffffffffffffffffffffffffff'), x'0a27225c', x'27225c0a', 'ffffffff-ffff-ffff-ffff-ffffffffffff', '::ffff:10.0.0.1', '255.255.255.255', NULL, NULL),
    ('trailing  ', 'trailing  ', 'TRAILING', 'x', 'X', 'Ä', 'ä', 'A', 'a', '1e400', 'ok', 'naïve', 'L,M,S', 'one word', x'01', unhex('00000000000000000000000000000001'), x'01', x'01', NULL, NULL, NULL, NULL, NULL),
    ('TRAILING', 'trailing', NULL, NULL, NULL, NULL, repeat('long ', 10000), NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, repeat(x'00', 70000), NULL, NULL, NULL, NULL, NULL);

-- Keys of every type that can be one.
CREATE TABLE key_unsigned (k bigint unsigned PRIMARY KEY, n int);
INSERT INTO key_unsigned VALUES (0, 1), (18446744073709551615, 2), (9223372036854775808, 3);
CREATE TABLE key_guid_bytes (k binary(16) PRIMARY KEY, n int);
INSERT INTO key_guid_bytes VALUES (unhex('a81bc81bdead4e5dabff90865d1e13b1'), 1), (unhex('00000000000000000000000000000000'), 2), (unhex('ffffffffffffffffffffffffffffffff'), 3), (unhex('275c0022000000000000000000002527'), 4);
CREATE TABLE of_guid_bytes (id int PRIMARY KEY, parent binary(16), FOREIGN KEY (parent) REFERENCES key_guid_bytes (k));
INSERT INTO of_guid_bytes VALUES (1, unhex('a81bc81bdead4e5dabff90865d1e13b1')), (2, NULL), (3, unhex('275c0022000000000000000000002527'));
CREATE TABLE key_guid (k uuid PRIMARY KEY, n int);
INSERT INTO key_guid VALUES ('a81bc81b-dead-4e5d-abff-90865d1e13b1', 1), ('00000000-0000-0000-0000-000000000000', 2), ('ffffffff-ffff-ffff-ffff-ffffffffffff', 3);
CREATE TABLE key_decimal (k decimal(20, 5) PRIMARY KEY, n int);
INSERT INTO key_decimal VALUES (1.10, 1), (-2, 2), (0.00001, 3);
CREATE TABLE key_day (k date PRIMARY KEY, n int);
INSERT INTO key_day VALUES ('2024-02-29', 1), ('1000-01-01', 2), ('9999-12-31', 3);
CREATE TABLE key_instant (k datetime(6) PRIMARY KEY, n int);
INSERT INTO key_instant VALUES ('2024-02-29 12:00:00.123456', 1), ('2024-02-29 12:00:00', 2), ('1969-12-31 23:59:59', 3);
CREATE TABLE key_clock (k time(3) PRIMARY KEY, n int);
INSERT INTO key_clock VALUES ('12:00:00.5', 1), ('00:00', 2), ('23:59:59.999', 3);
CREATE TABLE key_enum (k enum ('z', 'a', 'm') PRIMARY KEY, n int);
INSERT INTO key_enum VALUES ('m', 1), ('a', 2), ('z', 3);
CREATE TABLE key_set (k set ('z', 'a', 'm') PRIMARY KEY, n int);
INSERT INTO key_set VALUES ('z,m', 1), ('a', 2), ('z', 3), ('', 4);
CREATE TABLE key_bit (k bit(8) PRIMARY KEY, n int);
INSERT INTO key_bit VALUES (1, 1), (255, 2), (0, 3);
CREATE TABLE key_flag (k tinyint(1) PRIMARY KEY, n int);
INSERT INTO key_flag VALUES (1, 1), (0, 2);
CREATE TABLE key_year (k year PRIMARY KEY, n int);
INSERT INTO key_year VALUES (2024, 1), (1901, 2), (2155, 3);
CREATE TABLE key_text (k varchar(50) COLLATE utf8mb4_bin PRIMARY KEY, n int);
INSERT INTO key_text VALUES ('', 1), ('a/b?c#d&e=f%g+h', 2), ('O''Neil', 3), ('ä 日本 😀', 4), (' x', 5), ('A', 6), ('a', 7), ('(1,2)', 8), ('null', 9), ('tab\tline\n', 10), ('%41', 11), ('.', 12), ('..', 13), ('$count', 14), ('back\\slash', 15);
CREATE TABLE key_insensitive (k varchar(50) COLLATE utf8mb4_general_ci PRIMARY KEY, n int);
INSERT INTO key_insensitive VALUES ('Abc', 1), ('ABD', 2), ('äbe', 3), ('b', 4);
CREATE TABLE key_padded (k char(5) PRIMARY KEY, n int);
INSERT INTO key_padded VALUES ('a', 1), ('ab', 2), ('', 3), (' b', 4);
CREATE TABLE key_address (k inet6 PRIMARY KEY, n int);
INSERT INTO key_address VALUES ('::1', 1), ('2001:db8::1', 2), ('::ffff:10.0.0.1', 3);
CREATE TABLE key_bytes (k varbinary(20) PRIMARY KEY, n int);
INSERT INTO key_bytes VALUES (x'00', 1), (x'ff', 2);
CREATE TABLE key_double (k double PRIMARY KEY, n int);
INSERT INTO key_double VALUES (0.1, 1), (1e300, 2), (-5, 3);
CREATE TABLE key_float (k float PRIMARY KEY, n int);
INSERT INTO key_float VALUES (0.1, 1), (123456.7, 2), (-5, 3);
CREATE TABLE key_composite (a int, b varchar(20), c date, n int, PRIMARY KEY (b, a, c));
INSERT INTO key_composite VALUES (1, 'x', '2024-01-01', 1), (1, 'x''y', '2024-01-01', 2), (2, 'x', '2024-01-02', 3);
CREATE TABLE key_prefix (a varchar(200), b text, n int, PRIMARY KEY (a(10), b(20)));
INSERT INTO key_prefix VALUES ('one', 'text', 1), ('two', '', 2);

-- Columns that the database computes; tables of special kinds; views.
CREATE TABLE computed (
    id int AUTO_INCREMENT PRIMARY KEY, net decimal(10, 2) NOT NULL,
    gross decimal(10, 2) AS (net * 1.19) STORED, twice decimal(10, 2) AS (net * 2) VIRTUAL, made timestamp DEFAULT current_timestamp ON UPDATE current_timestamp,
    unseen int INVISIBLE DEFAULT 5
);
INSERT INTO computed (net) VALUES (100), (0.01);
CREATE TABLE measured (day date NOT NULL, sensor int NOT NULL, value double, PRIMARY KEY (day, sensor)) PARTITION BY RANGE (year(day)) (PARTITION p2023 VALUES LESS THAN (2024), PARTITION p2024 VALUES LESS THAN MAXVALUE);
INSERT INTO measured VALUES ('2023-05-05', 1, 0.5), ('2024-05-05', 1, 7), ('2024-05-05', 2, NULL);
CREATE TABLE versioned (id int PRIMARY KEY, note varchar(20)) WITH SYSTEM VERSIONING;
INSERT INTO versioned VALUES (1, 'one'), (2, 'two');
UPDATE versioned SET note = 'zwei' WHERE id = 2;
CREATE SEQUENCE lonely;
CREATE TABLE in_memory (id int PRIMARY KEY) ENGINE = MEMORY;
CREATE TABLE archive_like (id int PRIMARY KEY, note varchar(20)) ENGINE = MyISAM;
INSERT INTO archive_like VALUES (1, 'x');
CREATE VIEW plain_view AS SELECT id, whole FROM numbers;
CREATE TABLE dropped_soon (id int PRIMARY KEY);
CREATE VIEW broken_view AS SELECT id FROM dropped_soon;
DROP TABLE dropped_soon;

-- Names.
CREATE TABLE `Order Details` (`Order ID` int, `Prod-Nr` varchar(10), `Größe` int, `when` datetime, `%50` int, `a"b` text, `back``tick` int, PRIMARY KEY (`Order ID`, `Prod-Nr`));
INSERT INTO `Order Details` VALUES (1, 'A/1', 12, '2024-01-31', 1, 'q', 1), (1, 'B', NULL, NULL, NULL, NULL, NULL);
CREATE TABLE `select` (id int PRIMARY KEY, `group` text, `order` int, `from` date, `$value` text, `count` int);
INSERT INTO `select` VALUES (1, 'x', 1, '2024-01-01', 'v', 3);
CREATE TABLE `MixedCase` (`Id` int PRIMARY KEY, `userName` text);
INSERT INTO `MixedCase` VALUES (1, 'a');
CREATE TABLE mixedcase (id int PRIMARY KEY);
INSERT INTO mixedcase VALUES (1);
CREATE TABLE `Straße der Größe` (`日本` int PRIMARY KEY, `naïve_café` text, `Ünïcödé` text);
INSERT INTO `Straße der Größe` VALUES (1, 'x', 'y');
CREATE TABLE `日本語` (id int PRIMARY KEY, `列` int, `行` int);
INSERT INTO `日本語` VALUES (1, 2, 3);
CREATE TABLE `42` (`1st` int PRIMARY KEY, `_` int, `__double__` int, `a  b` int, `a_b` int, `a b` int);
INSERT INTO `42` VALUES (1, 2, 3, 5, 6, 7);
CREATE TABLE `colon:and%percent` (`:id` int PRIMARY KEY, `%(x)s` int, `%s` int, `a.b` int, `back\slash` int, `quote''d` int);
INSERT INTO `colon:and%percent` VALUES (1, 2, 3, 4, 5, 6);
CREATE TABLE `Container` (id int PRIMARY KEY, `Name` varchar(20) COMMENT 'with <angles> & "quotes"', kind enum ('Container', 'Other'));
INSERT INTO `Container` VALUES (1, 'n', 'Other');
CREATE TABLE texts_feelings (id int PRIMARY KEY);

-- No key.
CREATE TABLE keyless (a int, b text);
CREATE TABLE unique_nullable (a int UNIQUE, b text);
CREATE TABLE unique_sound (a int, b varchar(20) NOT NULL UNIQUE);
INSERT INTO unique_sound VALUES (1, 'x'), (NULL, 'y');

-- References: to itself, composite, to a unique column, twice to one table, in a ring, to what is not published, to another database.
CREATE TABLE staff (id int PRIMARY KEY, boss_id int, deputy_id int, badge varchar(10) UNIQUE, FOREIGN KEY (boss_id) REFERENCES staff (id), FOREIGN KEY (deputy_id) REFERENCES staff (id));
INSERT INTO staff VALUES (1, NULL, NULL, 'a'), (2, 1, 1, 'b'), (3, 2, NULL, NULL);
CREATE TABLE badge_use (id int PRIMARY KEY, badge varchar(10), FOREIGN KEY (badge) REFERENCES staff (badge));
INSERT INTO badge_use VALUES (1, 'a'), (2, 'A'), (3, NULL);
CREATE TABLE noted (id int PRIMARY KEY, a int, b varchar(20), c date, unique_b varchar(20), FOREIGN KEY (b, a, c) REFERENCES key_composite (b, a, c), FOREIGN KEY (unique_b) REFERENCES unique_sound (b));
INSERT INTO noted VALUES (1, 1, 'x''y', '2024-01-01', 'x'), (2, NULL, 'x', '2024-01-02', NULL), (3, NULL, NULL, NULL, 'y');
CREATE TABLE of_bytes (id int PRIMARY KEY, k varbinary(20), FOREIGN KEY (k) REFERENCES key_bytes (k));
INSERT INTO of_bytes VALUES (1, x'00');
CREATE TABLE of_text (id bigint unsigned AUTO_INCREMENT PRIMARY KEY, text_id bigint unsigned, FOREIGN KEY (text_id) REFERENCES texts (id));
INSERT INTO of_text (text_id) VALUES (1), (1), (NULL);
CREATE TABLE extension_of_text (id bigint unsigned PRIMARY KEY, note varchar(20), FOREIGN KEY (id) REFERENCES texts (id));
INSERT INTO extension_of_text VALUES (1, 'one');
CREATE TABLE of_year (id int PRIMARY KEY, k year, d decimal(20, 5), f enum ('z', 'a', 'm'), FOREIGN KEY (k) REFERENCES key_year (k), FOREIGN KEY (d) REFERENCES key_decimal (k), FOREIGN KEY (f) REFERENCES key_enum (k));
INSERT INTO of_year VALUES (1, 2024, 1.1, 'a'), (2, NULL, NULL, NULL);
