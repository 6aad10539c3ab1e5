-- Customers?$top=5
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$skip=5&$top=5
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers ORDER BY customers.customer_id ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=contains(City,'a')
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (CHARINDEX(?, customers.city) > 0 OR DATALENGTH(?) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=startswith(City,'a')
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (LEFT(customers.city, LEN(? + 'x') - 1) + 'x' = ? + 'x') ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=endswith(City,'a')
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (RIGHT(customers.city, LEN(? + 'x') - 1) + 'x' = ? + 'x') ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=not contains(City,'a')
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (CASE WHEN (CHARINDEX(?, customers.city) > 0 OR DATALENGTH(?) = 0) THEN 0 ELSE 1 END = 1) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=contains(City,'a') eq true
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (CHARINDEX(?, customers.city) > 0 OR DATALENGTH(?) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=indexof(City,'a') eq 1
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE coalesce(CASE WHEN DATALENGTH(?) = 0 THEN 1 ELSE CHARINDEX(?, customers.city) END, 0) - 1 = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=length(City) gt 5
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE LEN(customers.city + 'x') - 1 > ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=City eq ''
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.city = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=City ne ''
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (customers.city <> ?) OR customers.city IS NULL ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=length(City) eq 0
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE LEN(customers.city + 'x') - 1 = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=substring(City,2) eq 'x'
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE SUBSTRING(customers.city, CAST(CASE WHEN (? >= ? AND ? < LEN(customers.city + 'x') - 1) THEN ? WHEN (? >= LEN(customers.city + 'x') - 1) THEN LEN(customers.city + 'x') - 1 WHEN (? < ? AND LEN(customers.city + 'x') - 1 + ? > ?) THEN LEN(customers.city + 'x') - 1 + ? ELSE ? - ? END AS INTEGER) + 1, 2147483647) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=substring(City,2,3) eq 'x'
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE SUBSTRING(customers.city, CAST(CASE WHEN (? >= ? AND ? < LEN(customers.city + 'x') - 1) THEN ? WHEN (? >= LEN(customers.city + 'x') - 1) THEN LEN(customers.city + 'x') - 1 WHEN (? < ? AND LEN(customers.city + 'x') - 1 + ? > ?) THEN LEN(customers.city + 'x') - 1 + ? ELSE ? - ? END AS INTEGER) + 1, CAST(CASE WHEN (? >= LEN(customers.city + 'x') - 1) THEN LEN(customers.city + 'x') - 1 WHEN (? > ? AND ? < LEN(customers.city + 'x') - 1) THEN ? ELSE ? - ? END AS INTEGER)) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=tolower(City) eq 'x' and toupper(City) eq 'X' and trim(City) eq 'X'
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE LOWER(customers.city) = ? AND UPPER(customers.city) = ? AND TRIM(customers.city) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=concat(concat(City,', '),CountryCode) eq 'x'
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE ((customers.city + ?) + customers.country_code) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=matchesPattern(City,'^A')
/* 501: SQL Server has no regular expressions; contains, startswith and endswith are possible. */;

-- Customers?$filter=Newsletter eq true
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.newsletter = 1 ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=Newsletter
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.newsletter = 1 ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=not Newsletter
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.newsletter != 1 OR customers.newsletter IS NULL ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=Newsletter eq null
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (customers.newsletter IS NULL) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=City in ('a','b','c')
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (customers.city IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(80) '$'))) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=not (City in ('a','b','c'))
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE NOT (customers.city IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(80) '$'))) OR customers.city IS NULL ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerID in (1,2,3)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$'))) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CreditLimit in (1.5,2.5)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.credit_limit IN (?, ?) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CreditLimit div 3 gt 1
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (CAST(customers.credit_limit AS DECIMAL(38, 10)) / NULLIF(?, 0)) > ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CreditLimit divby 3 gt 1
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (CAST(customers.credit_limit AS DECIMAL(38, 10)) / NULLIF(?, 0)) > ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerID div 3 eq 1
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (CAST(customers.customer_id AS BIGINT) / NULLIF(CAST(? AS BIGINT), 0)) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerID mod 3 eq 1
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (CAST(customers.customer_id AS BIGINT) % NULLIF(CAST(? AS BIGINT), 0)) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CreditLimit mod 3 eq 1
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (customers.credit_limit % NULLIF(?, 0)) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=round(CreditLimit) eq 1 and floor(CreditLimit) eq 1 and ceiling(CreditLimit) eq 1
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE ROUND(customers.credit_limit, 0) = ? AND FLOOR(customers.credit_limit) = ? AND CEILING(customers.credit_limit) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=-CustomerID lt 5 and CustomerID add 1 gt CustomerID sub 1 and CustomerID mul 2 gt 0
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE -CAST(customers.customer_id AS BIGINT) < ? AND CAST(customers.customer_id AS BIGINT) + CAST(? AS BIGINT) > CAST(customers.customer_id AS BIGINT) - CAST(? AS BIGINT) AND CAST(customers.customer_id AS BIGINT) * CAST(? AS BIGINT) > ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=year(ChangedAt) eq 2024 and month(ChangedAt) eq 1 and day(ChangedAt) eq 1
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE DATEPART(year, customers.changed_at) = ? AND DATEPART(month, customers.changed_at) = ? AND DATEPART(day, customers.changed_at) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=hour(ChangedAt) eq 1 and minute(ChangedAt) eq 1 and second(ChangedAt) eq 1
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE DATEPART(hour, customers.changed_at) = ? AND DATEPART(minute, customers.changed_at) = ? AND DATEPART(SECOND, customers.changed_at) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=fractionalseconds(ChangedAt) gt 0.5
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (DATEPART(MICROSECOND, customers.changed_at) / 1000000.0) > ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=date(ChangedAt) eq 2024-01-31
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE CAST(customers.changed_at AS DATE) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=time(ChangedAt) lt 12:00:00
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE CAST(customers.changed_at AS TIME) < ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=ChangedAt lt now()
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.changed_at < SYSUTCDATETIME() ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=ChangedAt gt mindatetime() and ChangedAt lt maxdatetime()
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.changed_at > '0001-01-01 00:00:00.000000' AND customers.changed_at < '9999-12-31 23:59:59.999999' ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=ChangedAt ge 2024-01-31T12:30:00.5Z
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.changed_at >= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerSince ge 2024-01-31
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.customer_since >= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=cast(CustomerID,Edm.String) eq '1'
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE CAST(customers.customer_id AS NVARCHAR(4000)) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=cast(CreditLimit,Edm.Int32) eq 1 and cast(CustomerID,Edm.Decimal) eq 1.5 and cast(CustomerID,Edm.Double) eq 1.5
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE CASE WHEN (ROUND(customers.credit_limit, 0) >= ? AND ROUND(customers.credit_limit, 0) <= ?) THEN CAST(ROUND(customers.credit_limit, 0) AS BIGINT) END = ? AND CAST(customers.customer_id AS NUMERIC(38, 10)) = ? AND CAST(customers.customer_id AS DOUBLE PRECISION) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=case(Newsletter:'yes',true:'no') eq 'yes'
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE CASE WHEN (customers.newsletter = 1) THEN ? WHEN (1 = 1) THEN ? END = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=Orders/any()
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE EXISTS (SELECT 1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=Orders/any(o:o/NetAmount gt 1000)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE EXISTS (SELECT 1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id AND orders_1.net_amount > ?) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=Orders/all(o:o/NetAmount gt 1000)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE NOT (EXISTS (SELECT 1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id AND orders_1.net_amount <= ?)) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=Orders/$count gt 3
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (SELECT count(*) AS count_1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id) > ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=AccountManager/LastName eq 'x'
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers LEFT OUTER JOIN employees AS employees_1 ON customers.employee_id = employees_1.employee_id
WHERE employees_1.last_name = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=AccountGUID eq 01234567-89ab-cdef-0123-456789abcdef
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.account_guid = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$orderby=City
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers ORDER BY customers.city ASC, customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$orderby=City desc
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers ORDER BY customers.city DESC, customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$orderby=CustomerID desc
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers ORDER BY customers.customer_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$search=abc
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$count=true&$top=3
SELECT count(*) AS count_1
FROM customers;
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$select=CustomerID&$expand=Orders($select=OrderID;$top=2;$orderby=OrderDate desc;$count=true)
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2
FROM (SELECT orders.order_id AS c0, orders.order_date AS c1, orders.customer_id AS c2, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_date DESC, orders.order_id ASC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.customer_id, count(*) AS count_1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY orders.customer_id;
SELECT orders.order_id AS c0, orders.order_date AS c1, orders.customer_id AS c2
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_date DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$compute=contains(City,'a') as HasA,length(City) as Long&$select=CustomerID,HasA,Long
SELECT customers.customer_id AS c0, CASE WHEN (CHARINDEX(?, customers.city) > 0 OR DATALENGTH(?) = 0) THEN 1 ELSE 0 END AS c1, LEN(customers.city + 'x') - 1 AS c2
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers(1)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.customer_id = ?;

-- Customers(1)/Orders
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.customer_id = ?;
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.customer_id = ? AND orders.customer_id IN (SELECT customers_1.customer_id
FROM customers AS customers_1
WHERE customers_1.customer_id = ?) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers(1)/Orders/$count
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.customer_id = ?;
SELECT count(*) AS count_1
FROM orders
WHERE orders.customer_id = ? AND orders.customer_id IN (SELECT customers_1.customer_id
FROM customers AS customers_1
WHERE customers_1.customer_id = ?);

-- Orders(1)/Lines?$expand=Product
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1, order_lines.product_no AS c2, order_lines.warehouse_code AS c3, order_lines.quantity AS c4, order_lines.unit_price AS c5, order_lines.discount_percent AS c6, order_lines.line_amount AS c7, order_lines.line_text AS c8
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.order_id IN (SELECT orders_1.order_id
FROM orders AS orders_1
WHERE orders_1.order_id = ?) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT products.product_no AS c0, products.product_name AS c1, products.group_code AS c2, products.description AS c3, products.unit AS c4, products.list_price AS c5, products.standard_cost AS c6, products.weight_kg AS c7, products.ean AS c8, products.serial_range_start AS c9, products.minimum_order AS c10, products.stocked AS c11, products.discontinued_on AS c12, products.created_at AS c13, products.changed_at AS c14
FROM products
WHERE (products.product_no IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(30) '$[0]')));

-- Orders?$filter=Status eq 'Open'
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.status = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),aggregate(NetAmount with sum as Total,NetAmount with average as Mean,$count as N,CustomerID with countdistinct as Customers))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2, anon_1.p3 AS c3, anon_1.p4 AS c4
FROM (SELECT orders.currency_code AS p0, SUM(orders.net_amount) AS p1, AVG(CAST(orders.net_amount AS DOUBLE PRECISION)) AS p2, count(*) AS p3, count(DISTINCT orders.customer_id) AS p4
FROM orders GROUP BY orders.currency_code) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=aggregate(CustomerID with average as Mean,NetAmount with min as Least,NetAmount with max as Most)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT AVG(CAST(orders.customer_id AS DOUBLE PRECISION)) AS p0, min(orders.net_amount) AS p1, max(orders.net_amount) AS p2
FROM orders) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=compute(year(OrderDate) as Year)/groupby((Year),aggregate($count as N))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT p0, count(*) AS p1
FROM (SELECT DATEPART(year, orders.order_date) AS p0
FROM orders) AS anon_2 GROUP BY p0) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=aggregate(Blocked with max as Some,Blocked with min as Every,AccountGUID with max as G)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT CAST(MAX(CAST(customers.blocked AS TINYINT)) AS BIT) AS p0, CAST(MIN(CAST(customers.blocked AS TINYINT)) AS BIT) AS p1, MAX(customers.account_guid) AS p2
FROM customers) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=compute(NetAmount mul 2 as Twice)/groupby((Twice),aggregate($count as N))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT p0, count(*) AS p1
FROM (SELECT orders.net_amount * ? AS p0
FROM orders) AS anon_2 GROUP BY p0) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=compute(NetAmount mul 2 as Twice)/groupby((Twice,Status),aggregate(NetAmount mul 3 with sum as Total,Customer/CreditLimit with sum as Limits))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2, anon_1.p3 AS c3
FROM (SELECT p0, p1, SUM(a0) AS p2, SUM(a1) AS p3
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS a0, CASE WHEN (anon_3.p4 = ?) THEN anon_3.p3 END AS a1
FROM (SELECT orders.net_amount * ? AS p0, orders.status AS p1, orders.net_amount * ? AS p2, customers_1.credit_limit AS p3, row_number() OVER (PARTITION BY orders.net_amount * ?, orders.status, customers_1.customer_id ORDER BY orders.net_amount * ?, orders.status, customers_1.customer_id) AS p4
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id) AS anon_3) AS anon_2 GROUP BY p0, p1) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=compute(NetAmount mul 2 as Twice)/groupby((rollup(Twice,Status)),aggregate(NetAmount with average as Mean))/filter(Mean gt 5)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2
FROM (SELECT p0, p1, AVG(CAST(a0 AS DOUBLE PRECISION)) AS p2
FROM (SELECT orders.net_amount * ? AS p0, orders.status AS p1, orders.net_amount AS a0
FROM orders) AS anon_3 GROUP BY p0, p1) AS anon_2 UNION ALL SELECT anon_4.p0 AS p0, CAST(NULL AS VARCHAR(2)) AS p1, anon_4.p1 AS p2
FROM (SELECT p0, AVG(CAST(a0 AS DOUBLE PRECISION)) AS p1
FROM (SELECT orders.net_amount * ? AS p0, orders.net_amount AS a0
FROM orders) AS anon_5 GROUP BY p0) AS anon_4) AS anon_1
WHERE anon_1.p2 > ? ORDER BY anon_1.p0 ASC, anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=compute(Orders/$count as N)/groupby((N),aggregate(Orders/NetAmount with average as Mean))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT p0, CAST((CAST(SUM(a0) AS DECIMAL(38, 10)) / NULLIF(CAST(SUM(CAST(a1 AS BIGINT)) AS BIGINT), 0)) AS DOUBLE PRECISION) AS p1
FROM (SELECT (SELECT count(*) AS count_1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id) AS p0, (SELECT SUM(orders_2.net_amount) AS sum_1
FROM orders AS orders_2
WHERE customers.customer_id = orders_2.customer_id) AS a0, (SELECT count(orders_3.net_amount) AS count_2
FROM orders AS orders_3
WHERE customers.customer_id = orders_3.customer_id) AS a1
FROM customers) AS anon_2 GROUP BY p0) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyDocuments?$apply=groupby((PostedOn),aggregate(NetValue with sum as Sum))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT p0, SUM(a0) AS p1
FROM (SELECT CASE WHEN ([VBRLEG].[BUDAT] BETWEEN 10101 AND 99991231 AND (([VBRLEG].[BUDAT] / NULLIF(100, 0)) % NULLIF(100, 0)) BETWEEN 1 AND 12 AND ([VBRLEG].[BUDAT] % NULLIF(100, 0)) BETWEEN 1 AND CASE WHEN ((([VBRLEG].[BUDAT] / NULLIF(100, 0)) % NULLIF(100, 0)) IN (4, 6, 9, 11)) THEN 30 WHEN ((([VBRLEG].[BUDAT] / NULLIF(100, 0)) % NULLIF(100, 0)) != 2) THEN 31 WHEN (((([VBRLEG].[BUDAT] / NULLIF(100, 0)) / NULLIF(100, 0)) % NULLIF(4, 0)) = 0 AND (((([VBRLEG].[BUDAT] / NULLIF(100, 0)) / NULLIF(100, 0)) % NULLIF(100, 0)) != 0 OR ((([VBRLEG].[BUDAT] / NULLIF(100, 0)) / NULLIF(100, 0)) % NULLIF(400, 0)) = 0)) THEN 29 ELSE 28 END) THEN [VBRLEG].[BUDAT] END AS p0, [VBRLEG].[NETWR] AS a0
FROM [VBRLEG]) AS anon_2 GROUP BY p0) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=topcount(3,NetAmount)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT orders.order_id AS p0
FROM orders ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1) ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=topsum(1000,NetAmount)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, max(anon_3.p1) OVER (ORDER BY anon_3.p3 ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS p4
FROM (SELECT orders.order_id AS p0, coalesce(SUM(orders.net_amount) OVER (ORDER BY orders.net_amount DESC, orders.order_id ASC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS p1, coalesce(SUM(orders.net_amount) OVER (), 0) AS p2, row_number() OVER (ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p3
FROM orders) AS anon_3) AS anon_2
WHERE anon_2.p4 < ?) AS anon_1) ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=toppercent(10,NetAmount)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, max(anon_3.p1) OVER (ORDER BY anon_3.p3 ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS p4
FROM (SELECT orders.order_id AS p0, coalesce(SUM(orders.net_amount) OVER (ORDER BY orders.net_amount DESC, orders.order_id ASC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) * CAST(? AS BIGINT) AS p1, coalesce(SUM(orders.net_amount) OVER (), 0) AS p2, row_number() OVER (ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p3
FROM orders) AS anon_3) AS anon_2
WHERE anon_2.p4 < ? * anon_2.p2) AS anon_1) ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),topcount(2,NetAmount))
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT orders.order_id AS p0, row_number() OVER (PARTITION BY orders.currency_code ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p1
FROM orders) AS anon_2
WHERE anon_2.p1 <= ?) AS anon_1) ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=concat(topcount(2,NetAmount),aggregate(NetAmount with sum as Total))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2, anon_1.p3 AS c3, anon_1.p4 AS c4, anon_1.p5 AS c5, anon_1.p6 AS c6, anon_1.p7 AS c7, anon_1.p8 AS c8, anon_1.p9 AS c9, anon_1.p10 AS c10, anon_1.p11 AS c11, anon_1.p12 AS c12, anon_1.p13 AS c13, anon_1.p14 AS c14, anon_1.p15 AS c15, anon_1.p16 AS c16, anon_1.p17 AS c17, anon_1.part AS c18, anon_1.place AS c19
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2, anon_2.p3 AS p3, anon_2.p4 AS p4, anon_2.p5 AS p5, anon_2.p6 AS p6, anon_2.p7 AS p7, anon_2.p8 AS p8, anon_2.p9 AS p9, anon_2.p10 AS p10, anon_2.p11 AS p11, anon_2.p12 AS p12, anon_2.p13 AS p13, anon_2.p14 AS p14, anon_2.p15 AS p15, anon_2.p16 AS p16, CAST(NULL AS NUMERIC) AS p17, ? AS part, row_number() OVER (ORDER BY anon_2.p17 DESC) AS place
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, orders.net_amount AS p17
FROM orders
WHERE orders.order_id IN (SELECT anon_3.p0
FROM (SELECT anon_4.p0 AS p0
FROM (SELECT orders.order_id AS p0
FROM orders ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_4) AS anon_3)) AS anon_2 UNION ALL SELECT CAST(NULL AS INTEGER) AS p0, CAST(NULL AS INTEGER) AS p1, CAST(NULL AS INTEGER) AS p2, CAST(NULL AS INTEGER) AS p3, CAST(NULL AS VARCHAR(2)) AS p4, CAST(NULL AS SMALLINT) AS p5, CAST(NULL AS DATETIME) AS p6, CAST(NULL AS DATETIME) AS p7, CAST(NULL AS DATETIME) AS p8, CAST(NULL AS VARCHAR(3)) AS p9, CAST(NULL AS NUMERIC(18, 6)) AS p10, CAST(NULL AS NUMERIC(15, 2)) AS p11, CAST(NULL AS VARCHAR(60)) AS p12, CAST(NULL AS BIGINT) AS p13, CAST(NULL AS VARCHAR(1000)) AS p14, CAST(NULL AS DATETIMEOFFSET) AS p15, CAST(NULL AS DATETIMEOFFSET) AS p16, anon_5.p0 AS p17, ? AS part, ? AS place
FROM (SELECT SUM(orders.net_amount) AS p0
FROM orders) AS anon_5) AS anon_1 ORDER BY anon_1.part ASC, anon_1.place ASC, anon_1.p0 ASC, anon_1.p1 ASC, anon_1.p2 ASC, anon_1.p3 ASC, anon_1.p4 ASC, anon_1.p5 ASC, anon_1.p6 ASC, anon_1.p7 ASC, anon_1.p8 ASC, anon_1.p9 ASC, anon_1.p10 ASC, anon_1.p11 ASC, anon_1.p12 ASC, anon_1.p13 ASC, anon_1.p14 ASC, anon_1.p15 ASC, anon_1.p16 ASC, anon_1.p17 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Prices?$filter=ValidTo eq null
SELECT prices.product_no AS c0, prices.price_group AS c1, prices.valid_from AS c2, prices.valid_to AS c3, prices.price AS c4, prices.currency_code AS c5
FROM prices
WHERE (prices.valid_to IS NULL) ORDER BY prices.product_no ASC, prices.price_group ASC, prices.valid_from DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyDocuments?$top=2
SELECT [VBRLEG].[MANDT] AS c0, [VBRLEG].[BELNR] AS c1, [VBRLEG].[KUNNR] AS c2, [VBRLEG].[NAME1] AS c3, [VBRLEG].[BUDAT] AS c4, [VBRLEG].[FAEDT] AS c5, [VBRLEG].[ERDAT] AS c6, [VBRLEG].[NETWR] AS c7, [VBRLEG].[WAERK] AS c8, [VBRLEG].[SPERR] AS c9, [VBRLEG].[TXT50] AS c10
FROM [VBRLEG] ORDER BY [VBRLEG].[MANDT] ASC, [VBRLEG].[BELNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyDocuments?$filter=startswith(LegacyName,'A') and length(LegacyName) gt 3
SELECT [VBRLEG].[MANDT] AS c0, [VBRLEG].[BELNR] AS c1, [VBRLEG].[KUNNR] AS c2, [VBRLEG].[NAME1] AS c3, [VBRLEG].[BUDAT] AS c4, [VBRLEG].[FAEDT] AS c5, [VBRLEG].[ERDAT] AS c6, [VBRLEG].[NETWR] AS c7, [VBRLEG].[WAERK] AS c8, [VBRLEG].[SPERR] AS c9, [VBRLEG].[TXT50] AS c10
FROM [VBRLEG]
WHERE (LEFT(RTRIM([VBRLEG].[NAME1]), LEN(? + 'x') - 1) + 'x' = ? + 'x') AND LEN(RTRIM([VBRLEG].[NAME1]) + 'x') - 1 > ? ORDER BY [VBRLEG].[MANDT] ASC, [VBRLEG].[BELNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyDocuments?$filter=DocumentNo eq '0000000001'
SELECT [VBRLEG].[MANDT] AS c0, [VBRLEG].[BELNR] AS c1, [VBRLEG].[KUNNR] AS c2, [VBRLEG].[NAME1] AS c3, [VBRLEG].[BUDAT] AS c4, [VBRLEG].[FAEDT] AS c5, [VBRLEG].[ERDAT] AS c6, [VBRLEG].[NETWR] AS c7, [VBRLEG].[WAERK] AS c8, [VBRLEG].[SPERR] AS c9, [VBRLEG].[TXT50] AS c10
FROM [VBRLEG]
WHERE [VBRLEG].[BELNR] = ? ORDER BY [VBRLEG].[MANDT] ASC, [VBRLEG].[BELNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyDocuments?$expand=LegacyPositions
SELECT [VBRLEG].[MANDT] AS c0, [VBRLEG].[BELNR] AS c1, [VBRLEG].[KUNNR] AS c2, [VBRLEG].[NAME1] AS c3, [VBRLEG].[BUDAT] AS c4, [VBRLEG].[FAEDT] AS c5, [VBRLEG].[ERDAT] AS c6, [VBRLEG].[NETWR] AS c7, [VBRLEG].[WAERK] AS c8, [VBRLEG].[SPERR] AS c9, [VBRLEG].[TXT50] AS c10
FROM [VBRLEG] ORDER BY [VBRLEG].[MANDT] ASC, [VBRLEG].[BELNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2, related.c3, related.c4
FROM (SELECT [VBRLEGP].[MANDT] AS c0, [VBRLEGP].[BELNR] AS c1, [VBRLEGP].[POSNR] AS c2, [VBRLEGP].[MATNR] AS c3, [VBRLEGP].[MENGE] AS c4, row_number() OVER (PARTITION BY [VBRLEGP].[MANDT], [VBRLEGP].[BELNR] ORDER BY [VBRLEGP].[MANDT] ASC, [VBRLEGP].[BELNR] ASC, [VBRLEGP].[POSNR] ASC) AS place
FROM [VBRLEGP]
WHERE (EXISTS (SELECT 1 FROM OPENJSON(?) WITH (k0 NVARCHAR(4000) '$[0]', k1 NVARCHAR(4000) '$[1]') AS odata_keys WHERE odata_keys.k0 = [VBRLEGP].[MANDT] AND odata_keys.k1 = [VBRLEGP].[BELNR]))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT [VBRLEGP].[MANDT] AS c0, [VBRLEGP].[BELNR] AS c1, [VBRLEGP].[POSNR] AS c2, [VBRLEGP].[MATNR] AS c3, [VBRLEGP].[MENGE] AS c4
FROM [VBRLEGP]
WHERE (EXISTS (SELECT 1 FROM OPENJSON(?) WITH (k0 NVARCHAR(4000) '$[0]', k1 NVARCHAR(4000) '$[1]') AS odata_keys WHERE odata_keys.k0 = [VBRLEGP].[MANDT] AND odata_keys.k1 = [VBRLEGP].[BELNR])) ORDER BY [VBRLEGP].[MANDT] ASC, [VBRLEGP].[BELNR] ASC, [VBRLEGP].[POSNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=Aggregation.isnode(HierarchyNodes=$root/Employees/$filter(EmployeeID gt 1),HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)
WITH anon_2 AS
(SELECT employees_1.employee_id AS employee_id, employees_1.manager_id AS manager_id
FROM employees AS employees_1
WHERE employees_1.employee_id > ?)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.employee_id
FROM anon_2 AS anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=not Aggregation.isroot(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)
SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE (employees.employee_id NOT IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE NOT (EXISTS (SELECT 1
FROM employees AS employees_2
WHERE employees_1.manager_id = employees_2.employee_id AND employees_1.employee_id != employees_2.employee_id)))) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=Aggregation.isleaf(HierarchyNodes=$root/Employees/$filter(EmployeeID gt 1),HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)
WITH anon_2 AS
(SELECT employees_1.employee_id AS employee_id, employees_1.manager_id AS manager_id
FROM employees AS employees_1
WHERE employees_1.employee_id > ?)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.employee_id
FROM anon_2 AS anon_1
WHERE NOT (EXISTS (SELECT 1
FROM anon_2 AS anon_3
WHERE anon_1.employee_id = anon_3.manager_id AND anon_1.employee_id != anon_3.employee_id))) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=Aggregation.issibling(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Other=2)
SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE employees.employee_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1, employees AS employees_2
WHERE employees_2.employee_id = ? AND employees_1.employee_id != employees_2.employee_id AND ((EXISTS (SELECT 1
FROM employees AS employees_3
WHERE employees_1.manager_id = employees_3.employee_id AND employees_1.employee_id != employees_3.employee_id AND employees_2.manager_id = employees_3.employee_id AND employees_2.employee_id != employees_3.employee_id)) OR NOT (EXISTS (SELECT 1
FROM employees AS employees_4
WHERE employees_1.manager_id = employees_4.employee_id AND employees_1.employee_id != employees_4.employee_id)) AND NOT (EXISTS (SELECT 1
FROM employees AS employees_5
WHERE employees_2.manager_id = employees_5.employee_id AND employees_2.employee_id != employees_5.employee_id)))) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=Aggregation.isdescendant(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Ancestor=2)
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$filter=Aggregation.isdescendant(HierarchyNodes=$root/Employees/$filter(EmployeeID gt 1),HierarchyQualifier='EmployeeHierarchy',Node=ManagerID,Ancestor=2,IncludeSelf=true)
WITH anon_3 AS
(SELECT employees_1.employee_id AS employee_id, employees_1.manager_id AS manager_id
FROM employees AS employees_1
WHERE employees_1.employee_id > ?),
anon_1(n0, links, seen, mark) AS
(SELECT anon_2.employee_id AS n0, 0 AS links, anon_2.employee_id AS seen, 1 AS mark
FROM anon_3 AS anon_2
WHERE anon_2.employee_id = ? UNION ALL SELECT anon_4.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, anon_3 AS anon_4
WHERE anon_1.n0 = anon_4.manager_id AND anon_1.n0 != anon_4.employee_id AND anon_4.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE employees.manager_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$filter=Aggregation.isancestor(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Descendant=137,MaxDistance=2)
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_1.manager_id AS n1, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.manager_id = employees_1.employee_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, employees_3.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n1 = employees_3.employee_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000 AND anon_1.links < ?)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$filter=not Aggregation.isdescendant(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Ancestor=ManagerID)
WITH anon_1(n0, origin, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_2.employee_id AS origin, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, anon_1.origin AS origin, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE NOT (EXISTS (SELECT 1 FROM (SELECT anon_1.n0 AS k0, anon_1.origin AS k1
FROM anon_1) odata_rows WHERE odata_rows.k0 = employees.employee_id AND odata_rows.k1 = employees.manager_id)) OR employees.manager_id IS NULL ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID eq 2))
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_2) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=ancestors($root/Employees,EmployeeHierarchy,EmployeeID,orderby(EmployeeID desc)/top(2),filter(EmployeeID gt 1),2,keep start)
WITH anon_3 AS
(SELECT employees_1.employee_id AS employee_id, employees_1.manager_id AS manager_id
FROM employees AS employees_1
WHERE employees_1.employee_id > ?),
anon_1(n0, n1, links, seen, mark) AS
(SELECT anon_2.employee_id AS n0, anon_2.manager_id AS n1, 0 AS links, anon_2.employee_id AS seen, 1 AS mark
FROM anon_3 AS anon_2
WHERE anon_2.employee_id IN (SELECT anon_4.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id IN (SELECT anon_5.p0
FROM (SELECT anon_6.p0 AS p0
FROM (SELECT employees.employee_id AS p0
FROM employees ORDER BY employees.employee_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_6) AS anon_5)) AS anon_4) UNION ALL SELECT anon_7.employee_id AS n0, anon_7.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, anon_3 AS anon_7
WHERE anon_1.n1 = anon_7.employee_id AND anon_1.n0 != anon_7.employee_id AND anon_7.employee_id != anon_1.seen AND anon_1.links < 1000 AND anon_1.links < ?)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Orders?$apply=descendants($root/Employees,EmployeeHierarchy,Customer/AccountManager/EmployeeID,filter(OrderID eq 2),keep start)/groupby((EmployeeID),aggregate($count as N))
WITH anon_2(n0, links, seen, mark) AS
(SELECT employees_2.employee_id AS n0, 0 AS links, employees_2.employee_id AS seen, 1 AS mark
FROM employees AS employees_2
WHERE employees_2.employee_id IN (SELECT anon_3.p0
FROM (SELECT employees_3.employee_id AS p0
FROM orders LEFT OUTER JOIN customers AS customers_2 ON orders.customer_id = customers_2.customer_id LEFT OUTER JOIN employees AS employees_3 ON customers_2.employee_id = employees_3.employee_id
WHERE orders.order_id = ?) AS anon_3) UNION ALL SELECT employees_4.employee_id AS n0, (anon_2.links + 1) AS links, CASE WHEN (anon_2.links >= anon_2.mark + anon_2.mark) THEN anon_2.n0 ELSE anon_2.seen END AS seen, CASE WHEN (anon_2.links >= anon_2.mark + anon_2.mark) THEN anon_2.links ELSE anon_2.mark END AS mark
FROM anon_2, employees AS employees_4
WHERE anon_2.n0 = employees_4.manager_id AND anon_2.n0 != employees_4.employee_id AND employees_4.employee_id != anon_2.seen AND anon_2.links < 1000)
 SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT orders.employee_id AS p0, count(*) AS p1
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id LEFT OUTER JOIN employees AS employees_1 ON customers_1.employee_id = employees_1.employee_id
WHERE employees_1.employee_id IN (SELECT anon_2.n0
FROM anon_2) GROUP BY orders.employee_id) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- $crossjoin(Countries,Currencies)?$filter=Countries/CurrencyCode%20eq%20Currencies/CurrencyCode&$top=2&$orderby=Countries/CountryCode%20desc
SELECT countries.country_code AS c0, currencies.currency_code AS c1
FROM countries JOIN currencies ON 1 = 1
WHERE countries.currency_code = currencies.currency_code ORDER BY countries.country_code DESC, countries.country_code ASC, currencies.currency_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- $crossjoin(Countries,Currencies)?$filter=Countries/CurrencyCode%20eq%20Currencies/CurrencyCode&$top=2&$expand=Countries($select=CountryCode),Currencies($select=CurrencyCode)
SELECT countries.country_code AS c0, currencies.currency_code AS c1
FROM countries JOIN currencies ON 1 = 1
WHERE countries.currency_code = currencies.currency_code ORDER BY countries.country_code ASC, currencies.currency_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT countries.country_code AS c0
FROM countries
WHERE (countries.country_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(2) '$[0]')));
SELECT currencies.currency_code AS c0
FROM currencies
WHERE (currencies.currency_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(3) '$[0]')));

-- $crossjoin(Orders,OrderLines)?$filter=Orders/OrderID%20eq%20OrderLines/OrderID%20and%20Orders/Customer/CountryCode%20eq%20'DE'&$top=1&$count=true&$expand=OrderLines($select=LineNo)
SELECT count(*) AS count_1
FROM orders JOIN order_lines ON 1 = 1 LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE orders.order_id = order_lines.order_id AND customers_1.country_code = ?;
SELECT orders.order_id AS c0, order_lines.order_id AS c1, order_lines.line_no AS c2
FROM orders JOIN order_lines ON 1 = 1 LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE orders.order_id = order_lines.order_id AND customers_1.country_code = ? ORDER BY orders.order_id ASC, order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (EXISTS (SELECT 1 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]', k1 SMALLINT '$[1]') AS odata_keys WHERE odata_keys.k0 = order_lines.order_id AND odata_keys.k1 = order_lines.line_no));

-- $crossjoin(Countries,Currencies)/$count
SELECT count(*) AS count_1
FROM countries JOIN currencies ON 1 = 1;

-- $crossjoin(Countries,Currencies)/$count?$filter=Countries/CurrencyCode%20eq%20Currencies/CurrencyCode
SELECT count(*) AS count_1
FROM countries JOIN currencies ON 1 = 1
WHERE countries.currency_code = currencies.currency_code;

-- $crossjoin(Customers,Countries)?$filter=Customers/CountryCode%20eq%20Countries/CountryCode%20and%20Customers/Orders/any(o:o/OrderID%20eq%201)&$select=Customers
SELECT customers.customer_id AS c0, countries.country_code AS c1
FROM customers JOIN countries ON 1 = 1
WHERE customers.country_code = countries.country_code AND (EXISTS (SELECT 1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id AND orders_1.order_id = ?)) ORDER BY customers.customer_id ASC, countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- $crossjoin(Countries,Currencies)?$top=1&$expand=Currencies($select=CurrencyCode)
SELECT countries.country_code AS c0, currencies.currency_code AS c1
FROM countries JOIN currencies ON 1 = 1 ORDER BY countries.country_code ASC, currencies.currency_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT currencies.currency_code AS c0
FROM currencies
WHERE (currencies.currency_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(3) '$[0]')));

-- Orders(2)/Lines(20)?$select=OrderID,LineNo
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1, order_lines.product_no AS c2, order_lines.warehouse_code AS c3, order_lines.quantity AS c4, order_lines.unit_price AS c5, order_lines.discount_percent AS c6, order_lines.line_amount AS c7, order_lines.line_text AS c8
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.order_id IN (SELECT orders_1.order_id
FROM orders AS orders_1
WHERE orders_1.order_id = ?) AND order_lines.line_no = ?;

-- Orders(2)/Lines(LineNo=20)/LineNo
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.order_id IN (SELECT orders_1.order_id
FROM orders AS orders_1
WHERE orders_1.order_id = ?) AND order_lines.line_no = ?;

-- Orders/2/Lines/20/LineNo/$value
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.order_id IN (SELECT orders_1.order_id
FROM orders AS orders_1
WHERE orders_1.order_id = ?) AND order_lines.line_no = ?;

-- Orders(2)/Lines(OrderID=2,LineNo=20)/LineNo/$value
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.order_id IN (SELECT orders_1.order_id
FROM orders AS orders_1
WHERE orders_1.order_id = ?) AND order_lines.order_id = ? AND order_lines.line_no = ?;

-- Orders?$filter=Priority%20has%20'Urgent'%20and%20OrderID%20lt%2060&$select=OrderID,Priority&$top=2
SELECT orders.order_id AS c0, orders.priority AS c1
FROM orders
WHERE orders.priority = ? AND orders.order_id < ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$filter(OrderID%20gt%201)(2)/OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id > ? AND orders.order_id = ?;

-- OrderLines/1/10?$select=OrderID,LineNo
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1, order_lines.product_no AS c2, order_lines.warehouse_code AS c3, order_lines.quantity AS c4, order_lines.unit_price AS c5, order_lines.discount_percent AS c6, order_lines.line_amount AS c7, order_lines.line_text AS c8
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.line_no = ?;

-- OrderLines/1/10/Order/OrderID
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.line_no = ?;
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ? AND orders.order_id IN (SELECT order_lines_1.order_id
FROM order_lines AS order_lines_1
WHERE order_lines_1.order_id = ? AND order_lines_1.line_no = ?);

-- Orders/1/Lines/10/LineNo/$value
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.order_id IN (SELECT orders_1.order_id
FROM orders AS orders_1
WHERE orders_1.order_id = ?) AND order_lines.line_no = ?;

-- OrderLines/1/10/$ref
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.line_no = ?;

-- orders?$filter=customer/countrycode%20eq%20'DE'%20and%20LINES/any(l:l/lineno%20gt%2010)&$orderby=ORDERID&$select=orderid&$expand=customer($select=countrycode)&$top=1
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE customers_1.country_code = ? AND (EXISTS (SELECT 1
FROM order_lines AS order_lines_1
WHERE orders.order_id = order_lines_1.order_id AND order_lines_1.line_no > ?)) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT customers.country_code AS c0, customers.customer_id AS c1
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- orders(1)/CUSTOMER/$ref
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.customer_id IN (SELECT orders_1.customer_id
FROM orders AS orders_1
WHERE orders_1.order_id = ?);

-- orders?$apply=groupby((STATUS),aggregate(netamount%20with%20max%20as%20Most))&$filter=status%20eq%20'Open'&$select=status
SELECT anon_1.p0 AS c0
FROM (SELECT orders.status AS p0, max(orders.net_amount) AS p1
FROM orders GROUP BY orders.status) AS anon_1
WHERE anon_1.p0 = ? ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- $crossjoin(countries,CURRENCIES)?$filter=countries/currencycode%20eq%20currencies/currencycode&$top=1&$orderby=countries/countrycode
SELECT countries.country_code AS c0, currencies.currency_code AS c1
FROM countries JOIN currencies ON 1 = 1
WHERE countries.currency_code = currencies.currency_code ORDER BY countries.country_code ASC, countries.country_code ASC, currencies.currency_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- orders?$filter=$root/customers(56)%20eq%20CUSTOMER&$select=orderid&$top=1
SELECT orders.order_id AS c0
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE (SELECT customers_2.customer_id
FROM customers AS customers_2
WHERE customers_2.customer_id = ?) = customers_1.customer_id OR (SELECT customers_3.customer_id
FROM customers AS customers_3
WHERE customers_3.customer_id = ?) IS NULL AND customers_1.customer_id IS NULL ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=aggregate($count%20as%20N,NetAmount%20with%20sum%20as%20Total,NetAmount%20with%20max%20as%20Most,OrderDate%20with%20min%20as%20First,OrderID%20with%20sum%20as%20IDs)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2, anon_1.p3 AS c3, anon_1.p4 AS c4
FROM (SELECT count(*) AS p0, SUM(orders.net_amount) AS p1, max(orders.net_amount) AS p2, min(orders.order_date) AS p3, SUM(CAST(orders.order_id AS BIGINT)) AS p4
FROM orders) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20lt%200)/aggregate($count%20as%20N,NetAmount%20with%20sum%20as%20Total,OrderID%20with%20average%20as%20A)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT count(*) AS p0, SUM(orders.net_amount) AS p1, AVG(CAST(orders.order_id AS DOUBLE PRECISION)) AS p2
FROM orders
WHERE orders.order_id < ?) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((Status),aggregate($count%20as%20N))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT orders.status AS p0, count(*) AS p1
FROM orders GROUP BY orders.status) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((Customer/CountryCode,Status),aggregate(NetAmount%20with%20sum%20as%20Total))&$orderby=Total%20desc&$top=3&$count=true
SELECT count(*) AS count_1
FROM (SELECT customers_1.country_code AS p0, orders.status AS p1, SUM(orders.net_amount) AS p2
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id GROUP BY customers_1.country_code, orders.status) AS anon_1;
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT customers_1.country_code AS p0, orders.status AS p1, SUM(orders.net_amount) AS p2
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id GROUP BY customers_1.country_code, orders.status) AS anon_1 ORDER BY anon_1.p2 DESC, anon_1.p0 ASC, anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=groupby((CountryCode,CurrencyCode))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT customers.country_code AS p0, customers.currency_code AS p1
FROM customers GROUP BY customers.country_code, customers.currency_code) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderDate%20ge%202025-01-01)/groupby((CurrencyCode),aggregate($count%20as%20N,OrderID%20with%20max%20as%20Last))/filter(N%20gt%2020)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT orders.currency_code AS p0, count(*) AS p1, max(orders.order_id) AS p2
FROM orders
WHERE orders.order_date >= ? GROUP BY orders.currency_code) AS anon_1
WHERE anon_1.p1 > ? ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),aggregate($count%20as%20N))&$filter=N%20gt%2020&$orderby=N%20desc&$select=CurrencyCode&$top=2
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT orders.currency_code AS p0, count(*) AS p1
FROM orders GROUP BY orders.currency_code) AS anon_1
WHERE anon_1.p1 > ? ORDER BY anon_1.p1 DESC, anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CustomerID,CurrencyCode),aggregate($count%20as%20N))/groupby((CurrencyCode),aggregate(N%20with%20max%20as%20Most,$count%20as%20Customers))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT anon_2.p1 AS p0, max(anon_2.p2) AS p1, count(*) AS p2
FROM (SELECT orders.customer_id AS p0, orders.currency_code AS p1, count(*) AS p2
FROM orders GROUP BY orders.customer_id, orders.currency_code) AS anon_2 GROUP BY anon_2.p1) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=compute(year(OrderDate)%20as%20Year)/groupby((Year),aggregate($count%20as%20N))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT p0, count(*) AS p1
FROM (SELECT DATEPART(year, orders.order_date) AS p0
FROM orders) AS anon_2 GROUP BY p0) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),aggregate($count%20as%20N,OrderID%20with%20sum%20as%20S))/compute(S%20sub%20N%20as%20D)&$select=CurrencyCode,D
SELECT anon_1.p0 AS c0, CAST(anon_1.p2 AS BIGINT) - anon_1.p1 AS c1
FROM (SELECT orders.currency_code AS p0, count(*) AS p1, SUM(CAST(orders.order_id AS BIGINT)) AS p2
FROM orders GROUP BY orders.currency_code) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),aggregate($count%20as%20N))&$compute=N%20mul%202%20as%20Twice&$filter=Twice%20gt%20100
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p1 * ? AS c2
FROM (SELECT orders.currency_code AS p0, count(*) AS p1
FROM orders GROUP BY orders.currency_code) AS anon_1
WHERE anon_1.p1 * ? > ? ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- OrderLines?$apply=aggregate(Quantity%20mul%20UnitPrice%20with%20sum%20as%20Gross)
SELECT anon_1.p0 AS c0
FROM (SELECT SUM(a0) AS p0
FROM (SELECT order_lines.quantity * order_lines.unit_price AS a0
FROM order_lines) AS anon_2) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=aggregate(CustomerID%20with%20countdistinct%20as%20Customers,Customer/CountryCode%20with%20countdistinct%20as%20Countries,Customer%20with%20countdistinct%20as%20Again)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT count(DISTINCT orders.customer_id) AS p0, count(DISTINCT customers_1.country_code) AS p1, count(DISTINCT customers_1.customer_id) AS p2
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=groupby((CountryCode),aggregate(Orders/$count%20as%20Orders,Orders/OrderID%20with%20max%20as%20Last))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT p0, SUM(CAST(a0 AS BIGINT)) AS p1, max(a1) AS p2
FROM (SELECT customers.country_code AS p0, (SELECT count(*) AS count_1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id) AS a0, (SELECT max(orders_2.order_id) AS max_1
FROM orders AS orders_2
WHERE customers.customer_id = orders_2.customer_id) AS a1
FROM customers) AS anon_2 GROUP BY p0) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$apply=filter(CurrencyCode%20eq%20'EUR')/orderby(CountryCode%20desc)
SELECT countries.country_code AS c0, countries.country_name AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries
WHERE countries.currency_code = ? ORDER BY countries.country_code DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$apply=orderby(CountryCode%20desc)/top(2)&$select=CountryCode
SELECT countries.country_code AS c0
FROM countries
WHERE countries.country_code IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT countries.country_code AS p0
FROM countries ORDER BY countries.country_code DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1) ORDER BY countries.country_code DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=orderby(OrderID)/skip(10)/top(20)/aggregate($count%20as%20N,OrderID%20with%20min%20as%20First,OrderID%20with%20max%20as%20Last)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT count(*) AS p0, min(orders.order_id) AS p1, max(orders.order_id) AS p2
FROM orders
WHERE orders.order_id IN (SELECT anon_2.p0
FROM (SELECT anon_3.p0 AS p0
FROM (SELECT orders.order_id AS p0
FROM orders ORDER BY orders.order_id ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY ) AS anon_3) AS anon_2)) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=topcount(3,NetAmount)&$select=OrderID
SELECT orders.order_id AS c0, orders.net_amount AS c1
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT orders.order_id AS p0
FROM orders ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1) ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=bottomcount(3,OrderID)/aggregate(OrderID%20with%20sum%20as%20S)
SELECT anon_1.p0 AS c0
FROM (SELECT SUM(CAST(orders.order_id AS BIGINT)) AS p0
FROM orders
WHERE orders.order_id IN (SELECT anon_2.p0
FROM (SELECT anon_3.p0 AS p0
FROM (SELECT orders.order_id AS p0
FROM orders ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_3) AS anon_2)) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%2020)/groupby((rollup(CurrencyCode,Status)),aggregate($count%20as%20N))&$count=true
SELECT count(*) AS count_1
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2
FROM (SELECT orders.currency_code AS p0, orders.status AS p1, count(*) AS p2
FROM orders
WHERE orders.order_id <= ? GROUP BY orders.currency_code, orders.status) AS anon_2 UNION ALL SELECT anon_3.p0 AS p0, CAST(NULL AS VARCHAR(2)) AS p1, anon_3.p1 AS p2
FROM (SELECT orders.currency_code AS p0, count(*) AS p1
FROM orders
WHERE orders.order_id <= ? GROUP BY orders.currency_code) AS anon_3) AS anon_1;
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2
FROM (SELECT orders.currency_code AS p0, orders.status AS p1, count(*) AS p2
FROM orders
WHERE orders.order_id <= ? GROUP BY orders.currency_code, orders.status) AS anon_2 UNION ALL SELECT anon_3.p0 AS p0, CAST(NULL AS VARCHAR(2)) AS p1, anon_3.p1 AS p2
FROM (SELECT orders.currency_code AS p0, count(*) AS p1
FROM orders
WHERE orders.order_id <= ? GROUP BY orders.currency_code) AS anon_3) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p1 ASC, anon_1.p2 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((rollup($all,Customer/CountryCode,CurrencyCode)),aggregate($count%20as%20N))&$filter=CurrencyCode%20eq%20null
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2
FROM (SELECT customers_1.country_code AS p0, orders.currency_code AS p1, count(*) AS p2
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id GROUP BY customers_1.country_code, orders.currency_code) AS anon_2 UNION ALL SELECT anon_3.p0 AS p0, CAST(NULL AS VARCHAR(3)) AS p1, anon_3.p1 AS p2
FROM (SELECT customers_2.country_code AS p0, count(*) AS p1
FROM orders LEFT OUTER JOIN customers AS customers_2 ON orders.customer_id = customers_2.customer_id GROUP BY customers_2.country_code) AS anon_3 UNION ALL SELECT CAST(NULL AS VARCHAR(2)) AS p0, CAST(NULL AS VARCHAR(3)) AS p1, anon_4.p0 AS p2
FROM (SELECT count(*) AS p0
FROM orders) AS anon_4) AS anon_1
WHERE (anon_1.p1 IS NULL) ORDER BY anon_1.p0 ASC, anon_1.p1 ASC, anon_1.p2 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=concat(groupby((CurrencyCode),aggregate($count%20as%20N)),aggregate($count%20as%20N))&$orderby=N%20desc&$top=3
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, ? AS part, ? AS place
FROM (SELECT orders.currency_code AS p0, count(*) AS p1
FROM orders GROUP BY orders.currency_code) AS anon_2 UNION ALL SELECT CAST(NULL AS VARCHAR(3)) AS p0, anon_3.p0 AS p1, ? AS part, ? AS place
FROM (SELECT count(*) AS p0
FROM orders) AS anon_3) AS anon_1 ORDER BY anon_1.p1 DESC, anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$apply=identity&$top=1&$select=CountryCode
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=search(Elektro)/aggregate($count%20as%20N)
SELECT anon_1.p0 AS c0
FROM (SELECT count(*) AS p0
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0)) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$count?$apply=groupby((CurrencyCode,Status))
SELECT count(*) AS count_1
FROM (SELECT orders.currency_code AS p0, orders.status AS p1
FROM orders GROUP BY orders.currency_code, orders.status) AS anon_1;

-- Orders?$apply=groupby((Status),aggregate($count%20as%20N))&$filter=Status%20eq%20'Open'
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT orders.status AS p0, count(*) AS p1
FROM orders GROUP BY orders.status) AS anon_1
WHERE anon_1.p0 = ? ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((OrderDate),aggregate($count%20as%20N))&$top=1&$orderby=OrderDate%20desc
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT orders.order_date AS p0, count(*) AS p1
FROM orders GROUP BY orders.order_date) AS anon_1 ORDER BY anon_1.p0 DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyDocuments?$apply=groupby((PostedOn),aggregate(NetValue%20with%20sum%20as%20Sum))&$filter=PostedOn%20eq%20null
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT p0, SUM(a0) AS p1
FROM (SELECT CASE WHEN ([VBRLEG].[BUDAT] BETWEEN 10101 AND 99991231 AND (([VBRLEG].[BUDAT] / NULLIF(100, 0)) % NULLIF(100, 0)) BETWEEN 1 AND 12 AND ([VBRLEG].[BUDAT] % NULLIF(100, 0)) BETWEEN 1 AND CASE WHEN ((([VBRLEG].[BUDAT] / NULLIF(100, 0)) % NULLIF(100, 0)) IN (4, 6, 9, 11)) THEN 30 WHEN ((([VBRLEG].[BUDAT] / NULLIF(100, 0)) % NULLIF(100, 0)) != 2) THEN 31 WHEN (((([VBRLEG].[BUDAT] / NULLIF(100, 0)) / NULLIF(100, 0)) % NULLIF(4, 0)) = 0 AND (((([VBRLEG].[BUDAT] / NULLIF(100, 0)) / NULLIF(100, 0)) % NULLIF(100, 0)) != 0 OR ((([VBRLEG].[BUDAT] / NULLIF(100, 0)) / NULLIF(100, 0)) % NULLIF(400, 0)) = 0)) THEN 29 ELSE 28 END) THEN [VBRLEG].[BUDAT] END AS p0, [VBRLEG].[NETWR] AS a0
FROM [VBRLEG]) AS anon_2 GROUP BY p0) AS anon_1
WHERE anon_1.p0 IS NULL OR anon_1.p0 IS NULL OR ((NOT (anon_1.p0 BETWEEN 10101 AND 99991231 AND ((anon_1.p0 / NULLIF(100, 0)) % NULLIF(100, 0)) BETWEEN 1 AND 12 AND (anon_1.p0 % NULLIF(100, 0)) BETWEEN 1 AND CASE WHEN (((anon_1.p0 / NULLIF(100, 0)) % NULLIF(100, 0)) IN (4, 6, 9, 11)) THEN 30 WHEN (((anon_1.p0 / NULLIF(100, 0)) % NULLIF(100, 0)) != 2) THEN 31 WHEN ((((anon_1.p0 / NULLIF(100, 0)) / NULLIF(100, 0)) % NULLIF(4, 0)) = 0 AND ((((anon_1.p0 / NULLIF(100, 0)) / NULLIF(100, 0)) % NULLIF(100, 0)) != 0 OR (((anon_1.p0 / NULLIF(100, 0)) / NULLIF(100, 0)) % NULLIF(400, 0)) = 0)) THEN 29 ELSE 28 END))) ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=aggregate($count%20as%20N)
SELECT anon_1.p0 AS c0
FROM (SELECT count(*) AS p0
FROM orders) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$apply=groupby((InEuropeanUnion),aggregate($count%20as%20N))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT countries.in_european_union AS p0, count(*) AS p1
FROM countries GROUP BY countries.in_european_union) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=aggregate($count%20as%20N,OrderID%20with%20sum%20as%20S)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT count(*) AS p0, SUM(CAST(orders.order_id AS BIGINT)) AS p1
FROM orders) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers(1)/Orders?$apply=aggregate($count%20as%20N)
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.customer_id = ?;
SELECT anon_1.p0 AS c0
FROM (SELECT count(*) AS p0
FROM orders
WHERE orders.customer_id = ? AND orders.customer_id IN (SELECT customers_1.customer_id
FROM customers AS customers_1
WHERE customers_1.customer_id = ?)) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%204)/aggregate(OrderID%20with%20average%20as%20A)
SELECT anon_1.p0 AS c0
FROM (SELECT AVG(CAST(orders.order_id AS DOUBLE PRECISION)) AS p0
FROM orders
WHERE orders.order_id <= ?) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%2020)/groupby((Customer),aggregate($count%20as%20N))/topcount(2,N)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1
FROM (SELECT customers_1.customer_id AS p0, count(*) AS p1
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE orders.order_id <= ? GROUP BY customers_1.customer_id) AS anon_3 ORDER BY anon_3.p1 DESC, anon_3.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1 ORDER BY anon_1.p1 DESC, anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=concat(aggregate(NetAmount%20with%20sum%20as%20Total),groupby((CurrencyCode),aggregate(NetAmount%20with%20sum%20as%20Total))/concat(aggregate($count%20as%20UI5__count),top(2)))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2, anon_1.part AS c3, anon_1.place AS c4
FROM (SELECT anon_2.p0 AS p0, CAST(NULL AS NUMERIC) AS p1, CAST(NULL AS VARCHAR(3)) AS p2, ? AS part, ? AS place
FROM (SELECT SUM(orders.net_amount) AS p0
FROM orders) AS anon_2 UNION ALL SELECT anon_3.p2 AS p0, anon_3.p0 AS p1, anon_3.p1 AS p2, ? AS part, row_number() OVER (ORDER BY anon_3.part ASC, anon_3.place ASC) AS place
FROM (SELECT anon_4.p0 AS p0, CAST(NULL AS VARCHAR(3)) AS p1, CAST(NULL AS NUMERIC) AS p2, ? AS part, ? AS place
FROM (SELECT count(*) AS p0
FROM (SELECT orders.currency_code AS p0, SUM(orders.net_amount) AS p1
FROM orders GROUP BY orders.currency_code) AS anon_5) AS anon_4 UNION ALL SELECT anon_6.p0 AS p0, anon_6.p1 AS p1, anon_6.p2 AS p2, anon_6.part AS part, anon_6.place AS place
FROM (SELECT CAST(NULL AS NUMERIC) AS p0, anon_7.p0 AS p1, anon_7.p1 AS p2, ? AS part, row_number() OVER (ORDER BY anon_7.p0 ASC) AS place
FROM (SELECT orders.currency_code AS p0, SUM(orders.net_amount) AS p1
FROM orders GROUP BY orders.currency_code) AS anon_7 ORDER BY anon_7.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_6) AS anon_3) AS anon_1 ORDER BY anon_1.part ASC, anon_1.place ASC, anon_1.p0 ASC, anon_1.p1 ASC, anon_1.p2 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),aggregate(NetAmount%20with%20sum%20as%20Total))/orderby(Total%20desc)/top(3)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1
FROM (SELECT orders.currency_code AS p0, SUM(orders.net_amount) AS p1
FROM orders GROUP BY orders.currency_code) AS anon_3 ORDER BY anon_3.p1 DESC, anon_3.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1 ORDER BY anon_1.p1 DESC, anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),aggregate(NetAmount%20with%20sum%20as%20Total))/orderby(Total%20mul%20-1)/top(2)/concat(identity,aggregate(Total%20with%20max%20as%20Total))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.part AS c2, anon_1.place AS c3
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.part AS part, anon_2.place AS place
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, ? AS part, row_number() OVER (ORDER BY anon_3.p1 * ? ASC, anon_3.p0 ASC) AS place
FROM (SELECT orders.currency_code AS p0, SUM(orders.net_amount) AS p1
FROM orders GROUP BY orders.currency_code) AS anon_3 ORDER BY anon_3.p1 * ? ASC, anon_3.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2 UNION ALL SELECT CAST(NULL AS VARCHAR(3)) AS p0, anon_4.p0 AS p1, ? AS part, ? AS place
FROM (SELECT max(anon_5.p1) AS p0
FROM (SELECT anon_6.p0 AS p0, anon_6.p1 AS p1, anon_6.p2 AS p2
FROM (SELECT anon_7.p0 AS p0, anon_7.p1 AS p1, anon_7.p1 * ? AS p2
FROM (SELECT orders.currency_code AS p0, SUM(orders.net_amount) AS p1
FROM orders GROUP BY orders.currency_code) AS anon_7 ORDER BY anon_7.p1 * ? ASC, anon_7.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_6) AS anon_5) AS anon_4) AS anon_1 ORDER BY anon_1.part ASC, anon_1.place ASC, anon_1.p0 ASC, anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=concat(filter(OrderID%20eq%205),filter(OrderID%20eq%201))&$select=OrderID
SELECT anon_1.p0 AS c0, anon_1.part AS c1, anon_1.place AS c2, anon_1.p1 AS c3, anon_1.p2 AS c4, anon_1.p3 AS c5, anon_1.p4 AS c6, anon_1.p5 AS c7, anon_1.p6 AS c8, anon_1.p7 AS c9, anon_1.p8 AS c10, anon_1.p9 AS c11, anon_1.p10 AS c12, anon_1.p11 AS c13, anon_1.p12 AS c14, anon_1.p13 AS c15, anon_1.p14 AS c16, anon_1.p15 AS c17, anon_1.p16 AS c18
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2, anon_2.p3 AS p3, anon_2.p4 AS p4, anon_2.p5 AS p5, anon_2.p6 AS p6, anon_2.p7 AS p7, anon_2.p8 AS p8, anon_2.p9 AS p9, anon_2.p10 AS p10, anon_2.p11 AS p11, anon_2.p12 AS p12, anon_2.p13 AS p13, anon_2.p14 AS p14, anon_2.p15 AS p15, anon_2.p16 AS p16, ? AS part, ? AS place
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16
FROM orders
WHERE orders.order_id = ?) AS anon_2 UNION ALL SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, anon_3.p4 AS p4, anon_3.p5 AS p5, anon_3.p6 AS p6, anon_3.p7 AS p7, anon_3.p8 AS p8, anon_3.p9 AS p9, anon_3.p10 AS p10, anon_3.p11 AS p11, anon_3.p12 AS p12, anon_3.p13 AS p13, anon_3.p14 AS p14, anon_3.p15 AS p15, anon_3.p16 AS p16, ? AS part, ? AS place
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16
FROM orders
WHERE orders.order_id = ?) AS anon_3) AS anon_1 ORDER BY anon_1.part ASC, anon_1.place ASC, anon_1.p0 ASC, anon_1.p1 ASC, anon_1.p2 ASC, anon_1.p3 ASC, anon_1.p4 ASC, anon_1.p5 ASC, anon_1.p6 ASC, anon_1.p7 ASC, anon_1.p8 ASC, anon_1.p9 ASC, anon_1.p10 ASC, anon_1.p11 ASC, anon_1.p12 ASC, anon_1.p13 ASC, anon_1.p14 ASC, anon_1.p15 ASC, anon_1.p16 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=concat(filter(OrderID%20eq%205),filter(OrderID%20eq%201))&$select=OrderID&$orderby=OrderID
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2, anon_1.p3 AS c3, anon_1.p4 AS c4, anon_1.p5 AS c5, anon_1.p6 AS c6, anon_1.p7 AS c7, anon_1.p8 AS c8, anon_1.p9 AS c9, anon_1.p10 AS c10, anon_1.p11 AS c11, anon_1.p12 AS c12, anon_1.p13 AS c13, anon_1.p14 AS c14, anon_1.p15 AS c15, anon_1.p16 AS c16
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2, anon_2.p3 AS p3, anon_2.p4 AS p4, anon_2.p5 AS p5, anon_2.p6 AS p6, anon_2.p7 AS p7, anon_2.p8 AS p8, anon_2.p9 AS p9, anon_2.p10 AS p10, anon_2.p11 AS p11, anon_2.p12 AS p12, anon_2.p13 AS p13, anon_2.p14 AS p14, anon_2.p15 AS p15, anon_2.p16 AS p16, ? AS part, ? AS place
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16
FROM orders
WHERE orders.order_id = ?) AS anon_2 UNION ALL SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, anon_3.p4 AS p4, anon_3.p5 AS p5, anon_3.p6 AS p6, anon_3.p7 AS p7, anon_3.p8 AS p8, anon_3.p9 AS p9, anon_3.p10 AS p10, anon_3.p11 AS p11, anon_3.p12 AS p12, anon_3.p13 AS p13, anon_3.p14 AS p14, anon_3.p15 AS p15, anon_3.p16 AS p16, ? AS part, ? AS place
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16
FROM orders
WHERE orders.order_id = ?) AS anon_3) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p1 ASC, anon_1.p2 ASC, anon_1.p3 ASC, anon_1.p4 ASC, anon_1.p5 ASC, anon_1.p6 ASC, anon_1.p7 ASC, anon_1.p8 ASC, anon_1.p9 ASC, anon_1.p10 ASC, anon_1.p11 ASC, anon_1.p12 ASC, anon_1.p13 ASC, anon_1.p14 ASC, anon_1.p15 ASC, anon_1.p16 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(Status%20eq%20'Draft')/groupby((CurrencyCode),aggregate($count%20as%20Count))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT orders.currency_code AS p0, count(*) AS p1
FROM orders
WHERE orders.status = ? GROUP BY orders.currency_code) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=topsum(10000000,NetAmount)&$select=OrderID
SELECT orders.order_id AS c0, orders.net_amount AS c1
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, max(anon_3.p1) OVER (ORDER BY anon_3.p3 ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS p4
FROM (SELECT orders.order_id AS p0, coalesce(SUM(orders.net_amount) OVER (ORDER BY orders.net_amount DESC, orders.order_id ASC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS p1, coalesce(SUM(orders.net_amount) OVER (), 0) AS p2, row_number() OVER (ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p3
FROM orders) AS anon_3) AS anon_2
WHERE anon_2.p4 < ?) AS anon_1) ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=toppercent(5,NetAmount)&$select=OrderID
SELECT orders.order_id AS c0, orders.net_amount AS c1
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, max(anon_3.p1) OVER (ORDER BY anon_3.p3 ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS p4
FROM (SELECT orders.order_id AS p0, coalesce(SUM(orders.net_amount) OVER (ORDER BY orders.net_amount DESC, orders.order_id ASC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) * CAST(? AS BIGINT) AS p1, coalesce(SUM(orders.net_amount) OVER (), 0) AS p2, row_number() OVER (ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p3
FROM orders) AS anon_3) AS anon_2
WHERE anon_2.p4 < ? * anon_2.p2) AS anon_1) ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(NetAmount%20gt%200)/bottompercent(2.5,NetAmount)/aggregate($count%20as%20N)
SELECT anon_1.p0 AS c0
FROM (SELECT count(*) AS p0
FROM orders
WHERE orders.order_id IN (SELECT anon_2.p0
FROM (SELECT anon_3.p0 AS p0
FROM (SELECT anon_4.p0 AS p0, anon_4.p1 AS p1, anon_4.p2 AS p2, anon_4.p3 AS p3, max(anon_4.p1) OVER (ORDER BY anon_4.p3 ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS p4
FROM (SELECT orders.order_id AS p0, coalesce(SUM(orders.net_amount) OVER (ORDER BY orders.net_amount ASC, orders.order_id ASC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) * CAST(? AS BIGINT) AS p1, coalesce(SUM(orders.net_amount) OVER (), 0) AS p2, row_number() OVER (ORDER BY orders.net_amount ASC, orders.order_id ASC) AS p3
FROM orders
WHERE orders.net_amount > ?) AS anon_4) AS anon_3
WHERE anon_3.p4 < ? * anon_3.p2) AS anon_2)) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),topcount(1,NetAmount))&$select=CurrencyCode,OrderID&$orderby=CurrencyCode
SELECT orders.currency_code AS c0, orders.order_id AS c1
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT orders.order_id AS p0, row_number() OVER (PARTITION BY orders.currency_code ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p1
FROM orders) AS anon_2
WHERE anon_2.p1 <= ?) AS anon_1) ORDER BY orders.currency_code ASC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((Customer/CountryCode),topcount(1,NetAmount))&$select=Customer/CountryCode,OrderID&$orderby=OrderID&$top=3
SELECT anon_1.p17 AS c0, anon_1.p0 AS c1
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, customers_1.country_code AS p17, orders.net_amount AS p18
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE orders.order_id IN (SELECT anon_2.p0
FROM (SELECT anon_3.p0 AS p0
FROM (SELECT orders.order_id AS p0, row_number() OVER (PARTITION BY customers_2.country_code ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p1
FROM orders LEFT OUTER JOIN customers AS customers_2 ON orders.customer_id = customers_2.customer_id) AS anon_3
WHERE anon_3.p1 <= ?) AS anon_2)) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),topcount(2,OrderID)/aggregate(OrderID%20with%20sum%20as%20S))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT orders.currency_code AS p0, SUM(CAST(orders.order_id AS BIGINT)) AS p1
FROM orders
WHERE orders.order_id IN (SELECT anon_2.p0
FROM (SELECT anon_3.p0 AS p0
FROM (SELECT orders.order_id AS p0, row_number() OVER (PARTITION BY orders.currency_code ORDER BY orders.order_id DESC) AS p1
FROM orders) AS anon_3
WHERE anon_3.p1 <= ?) AS anon_2) GROUP BY orders.currency_code) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),groupby((Status),aggregate($count%20as%20N))/topcount(1,N))&$select=CurrencyCode,Status,N
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2, row_number() OVER (PARTITION BY anon_2.p0 ORDER BY anon_2.p2 DESC, anon_2.p0 ASC, anon_2.p1 ASC) AS p3
FROM (SELECT orders.currency_code AS p0, orders.status AS p1, count(*) AS p2
FROM orders GROUP BY orders.currency_code, orders.status) AS anon_2) AS anon_1
WHERE anon_1.p3 <= ? ORDER BY anon_1.p2 DESC, anon_1.p0 ASC, anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((CurrencyCode),concat(aggregate($count%20as%20N),topcount(1,NetAmount)))&$select=CurrencyCode,N,OrderID&$top=4&$orderby=CurrencyCode,N
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2, anon_1.p3 AS c3, anon_1.p4 AS c4, anon_1.p5 AS c5, anon_1.p6 AS c6, anon_1.p7 AS c7, anon_1.p8 AS c8, anon_1.p9 AS c9, anon_1.p10 AS c10, anon_1.p11 AS c11, anon_1.p12 AS c12, anon_1.p13 AS c13, anon_1.p14 AS c14, anon_1.p15 AS c15, anon_1.p16 AS c16, anon_1.p17 AS c17
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, CAST(NULL AS INTEGER) AS p2, CAST(NULL AS INTEGER) AS p3, CAST(NULL AS INTEGER) AS p4, CAST(NULL AS INTEGER) AS p5, CAST(NULL AS VARCHAR(2)) AS p6, CAST(NULL AS SMALLINT) AS p7, CAST(NULL AS DATETIME) AS p8, CAST(NULL AS DATETIME) AS p9, CAST(NULL AS DATETIME) AS p10, CAST(NULL AS NUMERIC(18, 6)) AS p11, CAST(NULL AS NUMERIC(15, 2)) AS p12, CAST(NULL AS VARCHAR(60)) AS p13, CAST(NULL AS BIGINT) AS p14, CAST(NULL AS VARCHAR(1000)) AS p15, CAST(NULL AS DATETIMEOFFSET) AS p16, CAST(NULL AS DATETIMEOFFSET) AS p17, ? AS part, ? AS place
FROM (SELECT orders.currency_code AS p0, count(*) AS p1
FROM orders GROUP BY orders.currency_code) AS anon_2 UNION ALL SELECT anon_3.p9 AS p0, CAST(NULL AS NUMERIC) AS p1, anon_3.p0 AS p2, anon_3.p1 AS p3, anon_3.p2 AS p4, anon_3.p3 AS p5, anon_3.p4 AS p6, anon_3.p5 AS p7, anon_3.p6 AS p8, anon_3.p7 AS p9, anon_3.p8 AS p10, anon_3.p10 AS p11, anon_3.p11 AS p12, anon_3.p12 AS p13, anon_3.p13 AS p14, anon_3.p14 AS p15, anon_3.p15 AS p16, anon_3.p16 AS p17, ? AS part, row_number() OVER (ORDER BY anon_3.p17 DESC) AS place
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, orders.net_amount AS p17
FROM orders
WHERE orders.order_id IN (SELECT anon_4.p0
FROM (SELECT anon_5.p0 AS p0
FROM (SELECT orders.order_id AS p0, row_number() OVER (PARTITION BY orders.currency_code ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p1
FROM orders) AS anon_5
WHERE anon_5.p1 <= ?) AS anon_4)) AS anon_3) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p1 ASC, anon_1.p2 ASC, anon_1.p3 ASC, anon_1.p4 ASC, anon_1.p5 ASC, anon_1.p6 ASC, anon_1.p7 ASC, anon_1.p8 ASC, anon_1.p9 ASC, anon_1.p10 ASC, anon_1.p11 ASC, anon_1.p12 ASC, anon_1.p13 ASC, anon_1.p14 ASC, anon_1.p15 ASC, anon_1.p16 ASC, anon_1.p17 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((rollup($all,CurrencyCode),rollup(Status,Priority)),aggregate($count%20as%20M))/aggregate($count%20as%20N,M%20with%20sum%20as%20S)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT count(*) AS p0, SUM(CAST(anon_2.p3 AS BIGINT)) AS p1
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3
FROM (SELECT orders.currency_code AS p0, orders.status AS p1, orders.priority AS p2, count(*) AS p3
FROM orders GROUP BY orders.currency_code, orders.status, orders.priority) AS anon_3 UNION ALL SELECT anon_4.p0 AS p0, anon_4.p1 AS p1, CAST(NULL AS SMALLINT) AS p2, anon_4.p2 AS p3
FROM (SELECT orders.currency_code AS p0, orders.status AS p1, count(*) AS p2
FROM orders GROUP BY orders.currency_code, orders.status) AS anon_4 UNION ALL SELECT CAST(NULL AS VARCHAR(3)) AS p0, anon_5.p0 AS p1, anon_5.p1 AS p2, anon_5.p2 AS p3
FROM (SELECT orders.status AS p0, orders.priority AS p1, count(*) AS p2
FROM orders GROUP BY orders.status, orders.priority) AS anon_5 UNION ALL SELECT CAST(NULL AS VARCHAR(3)) AS p0, anon_6.p0 AS p1, CAST(NULL AS SMALLINT) AS p2, anon_6.p1 AS p3
FROM (SELECT orders.status AS p0, count(*) AS p1
FROM orders GROUP BY orders.status) AS anon_6) AS anon_2) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%203)/join(Lines%20as%20L,filter(Quantity%20gt%2020))&$select=OrderID,L/LineNo
SELECT anon_1.p0 AS c0, anon_1.p18 AS c1, anon_1.p17 AS c2
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, anon_2.p0 AS p17, anon_2.p1 AS p18, anon_2.p2 AS p19, anon_2.p3 AS p20, anon_2.p4 AS p21, anon_2.p5 AS p22, anon_2.p6 AS p23, anon_2.p7 AS p24, anon_2.p8 AS p25
FROM orders LEFT OUTER JOIN (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, anon_3.p4 AS p4, anon_3.p5 AS p5, anon_3.p6 AS p6, anon_3.p7 AS p7, anon_3.p8 AS p8, anon_3.p9 AS p9
FROM (SELECT order_lines.order_id AS p0, order_lines.line_no AS p1, order_lines.product_no AS p2, order_lines.warehouse_code AS p3, order_lines.quantity AS p4, order_lines.unit_price AS p5, order_lines.discount_percent AS p6, order_lines.line_amount AS p7, order_lines.line_text AS p8, order_lines.order_id AS p9
FROM order_lines
WHERE order_lines.quantity > ?) AS anon_3) AS anon_2 ON orders.order_id = anon_2.p9
WHERE orders.order_id <= ? AND NOT (anon_2.p9 IS NULL)) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p17 ASC, anon_1.p18 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%203)/outerjoin(Lines%20as%20L,filter(Quantity%20gt%2036))&$select=OrderID,L/LineNo
SELECT anon_1.p0 AS c0, anon_1.p18 AS c1, anon_1.p17 AS c2
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, anon_2.p0 AS p17, anon_2.p1 AS p18, anon_2.p2 AS p19, anon_2.p3 AS p20, anon_2.p4 AS p21, anon_2.p5 AS p22, anon_2.p6 AS p23, anon_2.p7 AS p24, anon_2.p8 AS p25
FROM orders LEFT OUTER JOIN (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, anon_3.p4 AS p4, anon_3.p5 AS p5, anon_3.p6 AS p6, anon_3.p7 AS p7, anon_3.p8 AS p8, anon_3.p9 AS p9
FROM (SELECT order_lines.order_id AS p0, order_lines.line_no AS p1, order_lines.product_no AS p2, order_lines.warehouse_code AS p3, order_lines.quantity AS p4, order_lines.unit_price AS p5, order_lines.discount_percent AS p6, order_lines.line_amount AS p7, order_lines.line_text AS p8, order_lines.order_id AS p9
FROM order_lines
WHERE order_lines.quantity > ?) AS anon_3) AS anon_2 ON orders.order_id = anon_2.p9
WHERE orders.order_id <= ?) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p17 ASC, anon_1.p18 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=join(Lines%20as%20L)/groupby((CurrencyCode,L/ProductNo),aggregate($count%20as%20N,L/LineNo%20with%20max%20as%20M))/orderby(N%20desc,L/ProductNo)/top(2)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2, anon_1.p3 AS c3
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2, anon_2.p3 AS p3
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3
FROM (SELECT orders.currency_code AS p0, order_lines_1.product_no AS p1, count(*) AS p2, max(order_lines_1.line_no) AS p3
FROM orders LEFT OUTER JOIN order_lines AS order_lines_1 ON orders.order_id = order_lines_1.order_id
WHERE NOT (order_lines_1.order_id IS NULL) GROUP BY orders.currency_code, order_lines_1.product_no) AS anon_3 ORDER BY anon_3.p2 DESC, anon_3.p1 ASC, anon_3.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1 ORDER BY anon_1.p2 DESC, anon_1.p1 ASC, anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=join(Lines%20as%20L)/groupby((CurrencyCode),aggregate(L/ProductNo%20with%20countdistinct%20as%20P))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT orders.currency_code AS p0, count(DISTINCT order_lines_1.product_no) AS p1
FROM orders LEFT OUTER JOIN order_lines AS order_lines_1 ON orders.order_id = order_lines_1.order_id
WHERE NOT (order_lines_1.order_id IS NULL) GROUP BY orders.currency_code) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%203)/join(Lines%20as%20L,topcount(1,LineAmount))&$select=OrderID,L/LineNo&$expand=L
SELECT anon_1.p0 AS c0, anon_1.p18 AS c1, anon_1.p17 AS c2
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, anon_2.p0 AS p17, anon_2.p1 AS p18, anon_2.p2 AS p19, anon_2.p3 AS p20, anon_2.p4 AS p21, anon_2.p5 AS p22, anon_2.p6 AS p23, anon_2.p7 AS p24, anon_2.p8 AS p25
FROM orders LEFT OUTER JOIN (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, anon_3.p4 AS p4, anon_3.p5 AS p5, anon_3.p6 AS p6, anon_3.p7 AS p7, anon_3.p8 AS p8, anon_3.p9 AS p9
FROM (SELECT order_lines.order_id AS p0, order_lines.line_no AS p1, order_lines.product_no AS p2, order_lines.warehouse_code AS p3, order_lines.quantity AS p4, order_lines.unit_price AS p5, order_lines.discount_percent AS p6, order_lines.line_amount AS p7, order_lines.line_text AS p8, order_lines.order_id AS p9, order_lines.line_amount AS p10
FROM order_lines
WHERE (EXISTS (SELECT 1 FROM (SELECT anon_4.p0 AS k0, anon_4.p1 AS k1
FROM (SELECT anon_5.p0 AS p0, anon_5.p1 AS p1
FROM (SELECT order_lines.order_id AS p0, order_lines.line_no AS p1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.line_amount DESC, order_lines.order_id ASC, order_lines.line_no ASC) AS p2
FROM order_lines) AS anon_5
WHERE anon_5.p2 <= ?) AS anon_4) odata_rows WHERE odata_rows.k0 = order_lines.order_id AND odata_rows.k1 = order_lines.line_no))) AS anon_3) AS anon_2 ON orders.order_id = anon_2.p9
WHERE orders.order_id <= ? AND NOT (anon_2.p9 IS NULL)) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p17 ASC, anon_1.p18 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%203)/join(Lines%20as%20L,aggregate($count%20as%20N,LineNo%20with%20max%20as%20M))&$select=OrderID,L
SELECT anon_1.p0 AS c0, anon_1.p17 AS c1, anon_1.p18 AS c2
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, anon_2.p1 AS p17, anon_2.p2 AS p18
FROM orders LEFT OUTER JOIN (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2
FROM (SELECT order_lines.order_id AS p0, count(*) AS p1, max(order_lines.line_no) AS p2
FROM order_lines GROUP BY order_lines.order_id) AS anon_3) AS anon_2 ON orders.order_id = anon_2.p0
WHERE orders.order_id <= ? AND NOT (anon_2.p0 IS NULL)) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=join(Lines%20as%20L)&$top=1&$count=true&$select=OrderID
SELECT count(*) AS count_1
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, order_lines_1.order_id AS p17, order_lines_1.line_no AS p18, order_lines_1.product_no AS p19, order_lines_1.warehouse_code AS p20, order_lines_1.quantity AS p21, order_lines_1.unit_price AS p22, order_lines_1.discount_percent AS p23, order_lines_1.line_amount AS p24, order_lines_1.line_text AS p25
FROM orders LEFT OUTER JOIN order_lines AS order_lines_1 ON orders.order_id = order_lines_1.order_id
WHERE NOT (order_lines_1.order_id IS NULL)) AS anon_1;
SELECT anon_1.p0 AS c0, anon_1.p17 AS c1, anon_1.p18 AS c2
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, order_lines_1.order_id AS p17, order_lines_1.line_no AS p18, order_lines_1.product_no AS p19, order_lines_1.warehouse_code AS p20, order_lines_1.quantity AS p21, order_lines_1.unit_price AS p22, order_lines_1.discount_percent AS p23, order_lines_1.line_amount AS p24, order_lines_1.line_text AS p25
FROM orders LEFT OUTER JOIN order_lines AS order_lines_1 ON orders.order_id = order_lines_1.order_id
WHERE NOT (order_lines_1.order_id IS NULL)) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p17 ASC, anon_1.p18 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=aggregate(Customer/CreditLimit%20with%20average%20as%20A,Customer/$count%20as%20N,Customer/CustomerID%20with%20sum%20as%20S)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT AVG(CAST(a0 AS DOUBLE PRECISION)) AS p0, count(DISTINCT a1) AS p1, SUM(CAST(a2 AS BIGINT)) AS p2
FROM (SELECT CASE WHEN (anon_3.p1 = ?) THEN anon_3.p0 END AS a0, anon_3.p2 AS a1, CASE WHEN (anon_3.p4 = ?) THEN anon_3.p3 END AS a2
FROM (SELECT customers_1.credit_limit AS p0, row_number() OVER (PARTITION BY customers_1.customer_id ORDER BY customers_1.customer_id) AS p1, customers_1.customer_id AS p2, customers_1.customer_id AS p3, row_number() OVER (PARTITION BY customers_1.customer_id ORDER BY customers_1.customer_id) AS p4
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id) AS anon_3) AS anon_2) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=aggregate(Lines/LineNo%20with%20average%20as%20A)
SELECT anon_1.p0 AS c0
FROM (SELECT CAST((CAST(CAST(SUM(CAST(a0 AS BIGINT)) AS BIGINT) AS DECIMAL(38, 10)) / NULLIF(CAST(SUM(CAST(a1 AS BIGINT)) AS BIGINT), 0)) AS DOUBLE PRECISION) AS p0
FROM (SELECT (SELECT SUM(CAST(order_lines_1.line_no AS BIGINT)) AS sum_1
FROM order_lines AS order_lines_1
WHERE orders.order_id = order_lines_1.order_id) AS a0, (SELECT count(order_lines_2.line_no) AS count_1
FROM order_lines AS order_lines_2
WHERE orders.order_id = order_lines_2.order_id) AS a1
FROM orders) AS anon_2) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%2020)/aggregate(Customer/Orders/OrderID%20with%20sum%20as%20S,Customer/Orders/$count%20as%20N)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT SUM(CAST(a0 AS BIGINT)) AS p0, SUM(CAST(a1 AS BIGINT)) AS p1
FROM (SELECT CASE WHEN (anon_3.p1 = ?) THEN anon_3.p0 END AS a0, CASE WHEN (anon_3.p3 = ?) THEN anon_3.p2 END AS a1
FROM (SELECT (SELECT SUM(CAST(orders_1.order_id AS BIGINT)) AS sum_1
FROM orders AS orders_1
WHERE customers_1.customer_id = orders_1.customer_id) AS p0, row_number() OVER (PARTITION BY customers_1.customer_id ORDER BY customers_1.customer_id) AS p1, (SELECT count(*) AS count_1
FROM orders AS orders_2
WHERE customers_1.customer_id = orders_2.customer_id) AS p2, row_number() OVER (PARTITION BY customers_1.customer_id ORDER BY customers_1.customer_id) AS p3
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE orders.order_id <= ?) AS anon_3) AS anon_2) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=FILTER(OrderID%20le%203)/Aggregate($count%20as%20N)
SELECT anon_1.p0 AS c0
FROM (SELECT count(*) AS p0
FROM orders
WHERE orders.order_id <= ?) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((rollup(null,Status)),aggregate($count%20as%20N))&$top=2
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1
FROM (SELECT orders.status AS p0, count(*) AS p1
FROM orders GROUP BY orders.status) AS anon_2 UNION ALL SELECT CAST(NULL AS VARCHAR(2)) AS p0, anon_3.p0 AS p1
FROM (SELECT count(*) AS p0
FROM orders) AS anon_3) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=compute(year(OrderDate)%20as%20Y)/topcount(2,NetAmount)&$select=OrderID,Y
SELECT orders.order_id AS c0, DATEPART(year, orders.order_date) AS c1, orders.net_amount AS c2
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT orders.order_id AS p0
FROM orders ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1) ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$select=CustomerID&$top=2&$expand=Orders($apply=aggregate($count%20as%20N,OrderID%20with%20max%20as%20M))
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2
FROM (SELECT anon_1.p1 AS c0, anon_1.p2 AS c1, anon_1.p0 AS c2, row_number() OVER (PARTITION BY anon_1.p0 ORDER BY anon_1.p0) AS place
FROM (SELECT orders.customer_id AS p0, count(*) AS p1, max(orders.order_id) AS p2
FROM orders GROUP BY orders.customer_id) AS anon_1
WHERE (anon_1.p0 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT anon_1.p1 AS c0, anon_1.p2 AS c1, anon_1.p0 AS c2
FROM (SELECT orders.customer_id AS p0, count(*) AS p1, max(orders.order_id) AS p2
FROM orders GROUP BY orders.customer_id) AS anon_1
WHERE (anon_1.p0 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- Customers?$select=CustomerID&$top=2&$expand=Orders($apply=groupby((Status),aggregate($count%20as%20N));$orderby=N%20desc,Status;$top=2;$count=true)
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2
FROM (SELECT anon_1.p1 AS c0, anon_1.p2 AS c1, anon_1.p0 AS c2, row_number() OVER (PARTITION BY anon_1.p0 ORDER BY anon_1.p2 DESC, anon_1.p1 ASC) AS place
FROM (SELECT orders.customer_id AS p0, orders.status AS p1, count(*) AS p2
FROM orders GROUP BY orders.customer_id, orders.status) AS anon_1
WHERE (anon_1.p0 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT anon_1.p0, count(*) AS count_1
FROM (SELECT orders.customer_id AS p0, orders.status AS p1, count(*) AS p2
FROM orders GROUP BY orders.customer_id, orders.status) AS anon_1
WHERE (anon_1.p0 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY anon_1.p0;
SELECT anon_1.p1 AS c0, anon_1.p2 AS c1, anon_1.p0 AS c2
FROM (SELECT orders.customer_id AS p0, orders.status AS p1, count(*) AS p2
FROM orders GROUP BY orders.customer_id, orders.status) AS anon_1
WHERE (anon_1.p0 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY anon_1.p2 DESC, anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$select=CustomerID&$top=2&$expand=Orders($apply=topcount(1,NetAmount)/compute(year(OrderDate)%20as%20Y);$select=OrderID,Y)
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2, related.c3
FROM (SELECT anon_1.p0 AS c0, anon_1.p18 AS c1, anon_1.p19 AS c2, anon_1.p17 AS c3, row_number() OVER (PARTITION BY anon_1.p17 ORDER BY anon_1.p19 DESC, anon_1.p0 ASC) AS place
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, orders.customer_id AS p17, DATEPART(year, orders.order_date) AS p18, orders.net_amount AS p19
FROM orders
WHERE orders.order_id IN (SELECT anon_2.p0
FROM (SELECT anon_3.p0 AS p0
FROM (SELECT orders.order_id AS p0, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p1
FROM orders) AS anon_3
WHERE anon_3.p1 <= ?) AS anon_2)) AS anon_1
WHERE (anon_1.p17 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT anon_1.p0 AS c0, anon_1.p18 AS c1, anon_1.p19 AS c2, anon_1.p17 AS c3
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, orders.customer_id AS p17, DATEPART(year, orders.order_date) AS p18, orders.net_amount AS p19
FROM orders
WHERE orders.order_id IN (SELECT anon_2.p0
FROM (SELECT anon_3.p0 AS p0
FROM (SELECT orders.order_id AS p0, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p1
FROM orders) AS anon_3
WHERE anon_3.p1 <= ?) AS anon_2)) AS anon_1
WHERE (anon_1.p17 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY anon_1.p19 DESC, anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$count?$apply=groupby((CurrencyCode),topcount(1,NetAmount))
SELECT count(*) AS count_1
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT orders.order_id AS p0, row_number() OVER (PARTITION BY orders.currency_code ORDER BY orders.net_amount DESC, orders.order_id ASC) AS p1
FROM orders) AS anon_2
WHERE anon_2.p1 <= ?) AS anon_1);

-- Orders?$filter=Lines/aggregate(LineNo%20with%20sum)%20gt%20200&$select=OrderID&$top=2&$orderby=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE (SELECT SUM(CAST(order_lines_1.line_no AS BIGINT)) AS sum_1
FROM order_lines AS order_lines_1
WHERE orders.order_id = order_lines_1.order_id) > ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$compute=Lines/aggregate(LineNo%20with%20max)%20as%20M,Lines/aggregate(ProductNo%20with%20countdistinct)%20as%20P&$select=OrderID,M,P&$top=2
SELECT orders.order_id AS c0, (SELECT max(order_lines_1.line_no) AS max_1
FROM order_lines AS order_lines_1
WHERE orders.order_id = order_lines_1.order_id) AS c1, (SELECT count(DISTINCT order_lines_2.product_no) AS count_1
FROM order_lines AS order_lines_2
WHERE orders.order_id = order_lines_2.order_id) AS c2
FROM orders ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$count?$filter=Lines/$filter(LineNo%20gt%2010)/aggregate($count)%20gt%205
SELECT count(*) AS count_1
FROM orders
WHERE (SELECT count(*) AS count_2
FROM order_lines AS order_lines_1
WHERE orders.order_id = order_lines_1.order_id AND order_lines_1.line_no > ?) > ?;

-- Customers?$filter=Orders/any(o:o/NetAmount%20ge%20Orders/aggregate(NetAmount%20with%20average)%20mul%204)&$select=CustomerID&$top=2&$orderby=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE EXISTS (SELECT 1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id AND orders_1.net_amount >= (SELECT AVG(CAST(orders_2.net_amount AS DOUBLE PRECISION)) AS odata_average_1
FROM orders AS orders_2
WHERE customers.customer_id = orders_2.customer_id) * ?) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$orderby=Orders/aggregate(OrderID%20with%20sum)%20desc&$select=CustomerID&$top=2
SELECT customers.customer_id AS c0, (SELECT SUM(CAST(orders_1.order_id AS BIGINT)) AS sum_1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id) AS c1
FROM customers ORDER BY (SELECT SUM(CAST(orders_2.order_id AS BIGINT)) AS sum_2
FROM orders AS orders_2
WHERE customers.customer_id = orders_2.customer_id) DESC, customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=filter(Orders/aggregate(OrderID%20with%20min)%20le%203)/aggregate($count%20as%20N)
SELECT anon_1.p0 AS c0
FROM (SELECT count(*) AS p0
FROM customers
WHERE (SELECT min(orders_1.order_id) AS min_1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id) <= ?) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=Orders/aggregate(OrderID%20with%20max)%20eq%20500&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (SELECT max(orders_1.order_id) AS max_1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%207)/aggregate(CustomerID%20with%20average%20as%20A)
SELECT anon_1.p0 AS c0
FROM (SELECT AVG(CAST(orders.customer_id AS DOUBLE PRECISION)) AS p0
FROM orders
WHERE orders.order_id <= ?) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=filter(OrderID%20le%202)/outerjoin(Lines%20as%20L,filter(LineNo%20ge%2030))&$select=OrderID,L/LineNo,L/OrderID&$orderby=L/LineNo%20desc
SELECT anon_1.p0 AS c0, anon_1.p18 AS c1, anon_1.p17 AS c2
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, anon_2.p0 AS p17, anon_2.p1 AS p18, anon_2.p2 AS p19, anon_2.p3 AS p20, anon_2.p4 AS p21, anon_2.p5 AS p22, anon_2.p6 AS p23, anon_2.p7 AS p24, anon_2.p8 AS p25
FROM orders LEFT OUTER JOIN (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, anon_3.p4 AS p4, anon_3.p5 AS p5, anon_3.p6 AS p6, anon_3.p7 AS p7, anon_3.p8 AS p8, anon_3.p9 AS p9
FROM (SELECT order_lines.order_id AS p0, order_lines.line_no AS p1, order_lines.product_no AS p2, order_lines.warehouse_code AS p3, order_lines.quantity AS p4, order_lines.unit_price AS p5, order_lines.discount_percent AS p6, order_lines.line_amount AS p7, order_lines.line_text AS p8, order_lines.order_id AS p9
FROM order_lines
WHERE order_lines.line_no >= ?) AS anon_3) AS anon_2 ON orders.order_id = anon_2.p9
WHERE orders.order_id <= ?) AS anon_1 ORDER BY anon_1.p18 DESC, anon_1.p0 ASC, anon_1.p17 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=topcount(2,OrderID)&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT orders.order_id AS p0
FROM orders ORDER BY orders.order_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1) ORDER BY orders.order_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$count?$apply=toppercent(100,OrderID)
SELECT count(*) AS count_1
FROM orders
WHERE orders.order_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, max(anon_3.p1) OVER (ORDER BY anon_3.p3 ASC ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS p4
FROM (SELECT orders.order_id AS p0, CAST(coalesce(SUM(CAST(orders.order_id AS BIGINT)) OVER (ORDER BY orders.order_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS BIGINT) * CAST(? AS BIGINT) AS p1, coalesce(SUM(CAST(orders.order_id AS BIGINT)) OVER (), 0) AS p2, row_number() OVER (ORDER BY orders.order_id DESC) AS p3
FROM orders) AS anon_3) AS anon_2
WHERE anon_2.p4 < CAST(? AS BIGINT) * CAST(anon_2.p2 AS BIGINT)) AS anon_1);

-- Orders?$apply=compute(CustomerID%20mod%203%20as%20Third)/groupby((Third),aggregate(OrderID%20mul%202%20with%20sum%20as%20Twice,$count%20as%20N))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT p0, SUM(a0) AS p1, count(*) AS p2
FROM (SELECT (CAST(orders.customer_id AS BIGINT) % NULLIF(CAST(? AS BIGINT), 0)) AS p0, CAST(orders.order_id AS BIGINT) * CAST(? AS BIGINT) AS a0
FROM orders) AS anon_2 GROUP BY p0) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=compute(CustomerID%20mod%203%20as%20Third)/groupby((Third),aggregate(OrderID%20mul%202%20with%20sum%20as%20Twice,Customer/CreditLimit%20with%20sum%20as%20Limits))&$select=Third,Limits
SELECT anon_1.p0 AS c0, anon_1.p2 AS c1
FROM (SELECT p0, SUM(a0) AS p1, SUM(a1) AS p2
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS a0, CASE WHEN (anon_3.p3 = ?) THEN anon_3.p2 END AS a1
FROM (SELECT (CAST(orders.customer_id AS BIGINT) % NULLIF(CAST(? AS BIGINT), 0)) AS p0, CAST(orders.order_id AS BIGINT) * CAST(? AS BIGINT) AS p1, customers_1.credit_limit AS p2, row_number() OVER (PARTITION BY (CAST(orders.customer_id AS BIGINT) % NULLIF(CAST(? AS BIGINT), 0)), customers_1.customer_id ORDER BY (CAST(orders.customer_id AS BIGINT) % NULLIF(CAST(? AS BIGINT), 0)), customers_1.customer_id) AS p3
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id) AS anon_3) AS anon_2 GROUP BY p0) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=filter(CustomerID%20le%2020)/compute(Orders/$count%20as%20N)/groupby((N),aggregate($count%20as%20Customers,Orders/OrderID%20with%20max%20as%20Last))&$filter=N%20lt%205
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT p0, count(*) AS p1, max(a0) AS p2
FROM (SELECT (SELECT count(*) AS count_1
FROM orders AS orders_1
WHERE customers.customer_id = orders_1.customer_id) AS p0, (SELECT max(orders_2.order_id) AS max_1
FROM orders AS orders_2
WHERE customers.customer_id = orders_2.customer_id) AS a0
FROM customers
WHERE customers.customer_id <= ?) AS anon_2 GROUP BY p0) AS anon_1
WHERE anon_1.p0 < ? ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=filter(CustomerID%20eq%2097%20or%20CustomerID%20eq%203)/aggregate(Blocked%20with%20max%20as%20Some,Blocked%20with%20min%20as%20Every,contains(CustomerName,'uoted')%20with%20max%20as%20Quoted)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT CAST(MAX(CAST(a0 AS TINYINT)) AS BIT) AS p0, CAST(MIN(CAST(a1 AS TINYINT)) AS BIT) AS p1, CAST(MAX(CAST(a2 AS TINYINT)) AS BIT) AS p2
FROM (SELECT customers.blocked AS a0, customers.blocked AS a1, CASE WHEN (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) THEN 1 ELSE 0 END AS a2
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$')))) AS anon_2) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=filter(CustomerID%20eq%203)/groupby((CustomerID),aggregate(AccountGUID%20with%20max%20as%20G,AccountGUID%20with%20min%20as%20L))
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT customers.customer_id AS p0, MAX(customers.account_guid) AS p1, MIN(customers.account_guid) AS p2
FROM customers
WHERE customers.customer_id = ? GROUP BY customers.customer_id) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$apply=filter(EmployeeID%20eq%203)/aggregate(Badge%20with%20max%20as%20B,Badge%20with%20min%20as%20L,Active%20with%20min%20as%20A)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT MAX(employees.badge) AS p0, MIN(employees.badge) AS p1, CAST(MIN(CAST(employees.active AS TINYINT)) AS BIT) AS p2
FROM employees
WHERE employees.employee_id = ?) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$apply=filter(EmployeeID%20le%202)/join(DirectReports%20as%20R,filter(EmployeeID%20eq%202))&$select=EmployeeID&$expand=R
SELECT anon_1.p0 AS c0, anon_1.p10 AS c1, anon_1.p11 AS c2, anon_1.p12 AS c3, anon_1.p13 AS c4, anon_1.p14 AS c5, anon_1.p15 AS c6, anon_1.p16 AS c7, anon_1.p17 AS c8, anon_1.p18 AS c9, anon_1.p19 AS c10
FROM (SELECT employees.employee_id AS p0, employees.manager_id AS p1, employees.first_name AS p2, employees.last_name AS p3, employees.email AS p4, employees.job_title AS p5, employees.hired_on AS p6, employees.born_on AS p7, employees.badge AS p8, employees.active AS p9, anon_2.p0 AS p10, anon_2.p1 AS p11, anon_2.p2 AS p12, anon_2.p3 AS p13, anon_2.p4 AS p14, anon_2.p5 AS p15, anon_2.p6 AS p16, anon_2.p7 AS p17, anon_2.p8 AS p18, anon_2.p9 AS p19
FROM employees LEFT OUTER JOIN (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, anon_3.p4 AS p4, anon_3.p5 AS p5, anon_3.p6 AS p6, anon_3.p7 AS p7, anon_3.p8 AS p8, anon_3.p9 AS p9, anon_3.p10 AS p10
FROM (SELECT employees.employee_id AS p0, employees.manager_id AS p1, employees.first_name AS p2, employees.last_name AS p3, employees.email AS p4, employees.job_title AS p5, employees.hired_on AS p6, employees.born_on AS p7, employees.badge AS p8, employees.active AS p9, employees.manager_id AS p10
FROM employees
WHERE employees.employee_id = ?) AS anon_3) AS anon_2 ON employees.employee_id = anon_2.p10
WHERE employees.employee_id <= ? AND NOT (anon_2.p10 IS NULL)) AS anon_1 ORDER BY anon_1.p0 ASC, anon_1.p10 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=groupby((rollup($all,CountryCode)))&$count=true&$top=2
SELECT count(*) AS count_1
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT customers.country_code AS p0
FROM customers GROUP BY customers.country_code) AS anon_2 UNION ALL SELECT CAST(NULL AS VARCHAR(2)) AS p0
FROM (SELECT 1 AS one
FROM (SELECT count(*) AS n
FROM customers) AS anon_4
WHERE anon_4.n > 0) AS anon_3) AS anon_1;
SELECT anon_1.p0 AS c0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT customers.country_code AS p0
FROM customers GROUP BY customers.country_code) AS anon_2 UNION ALL SELECT CAST(NULL AS VARCHAR(2)) AS p0
FROM (SELECT 1 AS one
FROM (SELECT count(*) AS n
FROM customers) AS anon_4
WHERE anon_4.n > 0) AS anon_3) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=groupby((rollup($all,CountryCode)))/aggregate($count%20as%20N)
SELECT anon_1.p0 AS c0
FROM (SELECT count(*) AS p0
FROM (SELECT anon_3.p0 AS p0
FROM (SELECT customers.country_code AS p0
FROM customers GROUP BY customers.country_code) AS anon_3 UNION ALL SELECT CAST(NULL AS VARCHAR(2)) AS p0
FROM (SELECT 1 AS one
FROM (SELECT count(*) AS n
FROM customers) AS anon_5
WHERE anon_5.n > 0) AS anon_4) AS anon_2) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$apply=filter(false)/groupby((rollup($all,CountryCode)))/aggregate($count%20as%20N)
SELECT anon_1.p0 AS c0
FROM (SELECT count(*) AS p0
FROM (SELECT anon_3.p0 AS p0
FROM (SELECT customers.country_code AS p0
FROM customers
WHERE 1 = 0 GROUP BY customers.country_code) AS anon_3 UNION ALL SELECT CAST(NULL AS VARCHAR(2)) AS p0
FROM (SELECT 1 AS one
FROM (SELECT count(*) AS n
FROM customers
WHERE 1 = 0) AS anon_5
WHERE anon_5.n > 0) AS anon_4) AS anon_2) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerID%20ge%2031%20and%20CustomerID%20le%2033&$select=CustomerID&$expand=Orders($apply=groupby((Status),aggregate($count%20as%20N))/topcount(1,N))
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.customer_id >= ? AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2
FROM (SELECT anon_1.p1 AS c0, anon_1.p2 AS c1, anon_1.p0 AS c2, row_number() OVER (PARTITION BY anon_1.p0 ORDER BY anon_1.p2 DESC, anon_1.p1 ASC) AS place
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2, row_number() OVER (PARTITION BY anon_2.p0 ORDER BY anon_2.p2 DESC, anon_2.p0 ASC, anon_2.p1 ASC) AS p3
FROM (SELECT orders.customer_id AS p0, orders.status AS p1, count(*) AS p2
FROM orders GROUP BY orders.customer_id, orders.status) AS anon_2) AS anon_1
WHERE (anon_1.p0 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND anon_1.p3 <= ?) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT anon_1.p1 AS c0, anon_1.p2 AS c1, anon_1.p0 AS c2
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2, row_number() OVER (PARTITION BY anon_2.p0 ORDER BY anon_2.p2 DESC, anon_2.p0 ASC, anon_2.p1 ASC) AS p3
FROM (SELECT orders.customer_id AS p0, orders.status AS p1, count(*) AS p2
FROM orders GROUP BY orders.customer_id, orders.status) AS anon_2) AS anon_1
WHERE (anon_1.p0 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND anon_1.p3 <= ? ORDER BY anon_1.p2 DESC, anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerID%20ge%2031%20and%20CustomerID%20le%2033&$select=CustomerID&$expand=Orders($apply=groupby((EmployeeID))/top(2)/skip(1))
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.customer_id >= ? AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT anon_1.p1 AS c0, anon_1.p0 AS c1, row_number() OVER (PARTITION BY anon_1.p0 ORDER BY anon_1.p1 ASC) AS place
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, row_number() OVER (PARTITION BY anon_2.p0 ORDER BY anon_2.p0 ASC, anon_2.p1 ASC) AS p2
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, row_number() OVER (PARTITION BY anon_3.p0 ORDER BY anon_3.p0 ASC, anon_3.p1 ASC) AS p2
FROM (SELECT orders.customer_id AS p0, orders.employee_id AS p1
FROM orders GROUP BY orders.customer_id, orders.employee_id) AS anon_3) AS anon_2
WHERE anon_2.p2 <= ?) AS anon_1
WHERE (anon_1.p0 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND anon_1.p2 > ?) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT anon_1.p1 AS c0, anon_1.p0 AS c1
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, row_number() OVER (PARTITION BY anon_2.p0 ORDER BY anon_2.p0 ASC, anon_2.p1 ASC) AS p2
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, row_number() OVER (PARTITION BY anon_3.p0 ORDER BY anon_3.p0 ASC, anon_3.p1 ASC) AS p2
FROM (SELECT orders.customer_id AS p0, orders.employee_id AS p1
FROM orders GROUP BY orders.customer_id, orders.employee_id) AS anon_3) AS anon_2
WHERE anon_2.p2 <= ?) AS anon_1
WHERE (anon_1.p0 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND anon_1.p2 > ? ORDER BY anon_1.p1 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerID%20eq%2032&$select=CustomerID&$expand=Orders($apply=join(Lines%20as%20L,top(1))/top(1);$select=OrderID,L/LineNo)
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.customer_id = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2, related.c3
FROM (SELECT anon_1.p0 AS c0, anon_1.p19 AS c1, anon_1.p18 AS c2, anon_1.p17 AS c3, row_number() OVER (PARTITION BY anon_1.p17 ORDER BY anon_1.p0 ASC, anon_1.p18 ASC, anon_1.p19 ASC) AS place
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, orders.customer_id AS p17, anon_2.p0 AS p18, anon_2.p1 AS p19, anon_2.p2 AS p20, anon_2.p3 AS p21, anon_2.p4 AS p22, anon_2.p5 AS p23, anon_2.p6 AS p24, anon_2.p7 AS p25, anon_2.p8 AS p26, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC, anon_2.p0 ASC, anon_2.p1 ASC) AS p27
FROM orders LEFT OUTER JOIN (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, anon_3.p4 AS p4, anon_3.p5 AS p5, anon_3.p6 AS p6, anon_3.p7 AS p7, anon_3.p8 AS p8, anon_3.p9 AS p9
FROM (SELECT order_lines.order_id AS p0, order_lines.line_no AS p1, order_lines.product_no AS p2, order_lines.warehouse_code AS p3, order_lines.quantity AS p4, order_lines.unit_price AS p5, order_lines.discount_percent AS p6, order_lines.line_amount AS p7, order_lines.line_text AS p8, order_lines.order_id AS p9
FROM order_lines
WHERE (EXISTS (SELECT 1 FROM (SELECT anon_4.p0 AS k0, anon_4.p1 AS k1
FROM (SELECT anon_5.p0 AS p0, anon_5.p1 AS p1
FROM (SELECT order_lines.order_id AS p0, order_lines.line_no AS p1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS p2
FROM order_lines) AS anon_5
WHERE anon_5.p2 <= ?) AS anon_4) odata_rows WHERE odata_rows.k0 = order_lines.order_id AND odata_rows.k1 = order_lines.line_no))) AS anon_3) AS anon_2 ON orders.order_id = anon_2.p9
WHERE NOT (anon_2.p9 IS NULL)) AS anon_1
WHERE (anon_1.p17 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND anon_1.p27 <= ?) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT anon_1.p0 AS c0, anon_1.p19 AS c1, anon_1.p18 AS c2, anon_1.p17 AS c3
FROM (SELECT orders.order_id AS p0, orders.customer_id AS p1, orders.employee_id AS p2, orders.address_id AS p3, orders.status AS p4, orders.priority AS p5, orders.order_date AS p6, orders.requested_on AS p7, orders.shipped_at AS p8, orders.currency_code AS p9, orders.exchange_rate AS p10, orders.net_amount AS p11, orders.customer_reference AS p12, orders.tracking_number AS p13, orders.remark AS p14, orders.created_at AS p15, orders.changed_at AS p16, orders.customer_id AS p17, anon_2.p0 AS p18, anon_2.p1 AS p19, anon_2.p2 AS p20, anon_2.p3 AS p21, anon_2.p4 AS p22, anon_2.p5 AS p23, anon_2.p6 AS p24, anon_2.p7 AS p25, anon_2.p8 AS p26, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC, anon_2.p0 ASC, anon_2.p1 ASC) AS p27
FROM orders LEFT OUTER JOIN (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1, anon_3.p2 AS p2, anon_3.p3 AS p3, anon_3.p4 AS p4, anon_3.p5 AS p5, anon_3.p6 AS p6, anon_3.p7 AS p7, anon_3.p8 AS p8, anon_3.p9 AS p9
FROM (SELECT order_lines.order_id AS p0, order_lines.line_no AS p1, order_lines.product_no AS p2, order_lines.warehouse_code AS p3, order_lines.quantity AS p4, order_lines.unit_price AS p5, order_lines.discount_percent AS p6, order_lines.line_amount AS p7, order_lines.line_text AS p8, order_lines.order_id AS p9
FROM order_lines
WHERE (EXISTS (SELECT 1 FROM (SELECT anon_4.p0 AS k0, anon_4.p1 AS k1
FROM (SELECT anon_5.p0 AS p0, anon_5.p1 AS p1
FROM (SELECT order_lines.order_id AS p0, order_lines.line_no AS p1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS p2
FROM order_lines) AS anon_5
WHERE anon_5.p2 <= ?) AS anon_4) odata_rows WHERE odata_rows.k0 = order_lines.order_id AND odata_rows.k1 = order_lines.line_no))) AS anon_3) AS anon_2 ON orders.order_id = anon_2.p9
WHERE NOT (anon_2.p9 IS NULL)) AS anon_1
WHERE (anon_1.p17 IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND anon_1.p27 <= ? ORDER BY anon_1.p0 ASC, anon_1.p18 ASC, anon_1.p19 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((Status),aggregate($count%20as%20N,OrderID%20with%20countdistinct%20as%20C))&$filter=N%20eq%20null%20or%20C%20in%20(null)
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1, anon_1.p2 AS c2
FROM (SELECT orders.status AS p0, count(*) AS p1, count(DISTINCT orders.order_id) AS p2
FROM orders GROUP BY orders.status) AS anon_1
WHERE (anon_1.p1 IS NULL) OR (anon_1.p2 IS NULL) ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers/$count?$filter=City eq 'London'
SELECT count(*) AS count_1
FROM customers
WHERE customers.city = ?;

-- Countries?$top=1
SELECT countries.country_code AS c0, countries.country_name AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=City eq 'London'&$select=CustomerID%2CCountryCode
SELECT customers.customer_id AS c0, customers.country_code AS c1
FROM customers
WHERE customers.city = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderDate ge 2025-09-17 and OrderDate lt 2025-09-18&$orderby=NetAmount desc&$select=OrderID%2CNetAmount&$top=1000
SELECT orders.order_id AS c0, orders.net_amount AS c1
FROM orders
WHERE orders.order_date >= ? AND orders.order_date < ? ORDER BY orders.net_amount DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=CreatedAt ge 2025-12-26T00:00:00Z and CreatedAt lt 2025-12-27T00:00:00.0000000Z&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.created_at >= ? AND orders.created_at < ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=year(OrderDate) eq 2025 and month(OrderDate) eq 9 and startswith(Customer/CustomerName,'Smith') and contains(CustomerReference,'-') ne true&$select=OrderID
SELECT orders.order_id AS c0
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE DATEPART(year, orders.order_date) = ? AND DATEPART(month, orders.order_date) = ? AND (LEFT(customers_1.customer_name, LEN(? + 'x') - 1) + 'x' = ? + 'x') AND (CASE WHEN (CHARINDEX(?, orders.customer_reference) > 0 OR DATALENGTH(?) = 0) THEN 0 ELSE 1 END = 1) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$select=CountryCode&$skip=7&$top=1000
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Customers(7)/Orders?$select=OrderID%2COrderDate&$top=2
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.customer_id = ?;
SELECT orders.order_id AS c0, orders.order_date AS c1
FROM orders
WHERE orders.customer_id = ? AND orders.customer_id IN (SELECT customers_1.customer_id
FROM customers AS customers_1
WHERE customers_1.customer_id = ?) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderID eq 5&$expand=Customer($select=CustomerName),Lines($select=LineNo)&$select=OrderID
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders
WHERE orders.order_id = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT customers.customer_name AS c0, customers.customer_id AS c1
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries('DE')?$select=CountryName
SELECT countries.country_name AS c0, countries.country_code AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries
WHERE countries.country_code = ?;

-- Countries?sap-client=100&$count=true&$select=CountryCode,CountryName&$skip=0&$top=2
SELECT count(*) AS count_1
FROM countries;
SELECT countries.country_code AS c0, countries.country_name AS c1
FROM countries ORDER BY countries.country_code ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(5)?sap-client=100&$select=CustomerID,OrderID&$expand=Customer($select=CustomerID,CustomerName),Lines($count=true;$select=LineNo,OrderID;$orderby=LineNo%20desc)
SELECT orders.customer_id AS c0, orders.order_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT customers.customer_id AS c0, customers.customer_name AS c1
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.line_no DESC, order_lines.order_id ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.order_id, count(*) AS count_1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY order_lines.order_id;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.line_no DESC, order_lines.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(5)/NetAmount
SELECT orders.net_amount AS c0, orders.order_id AS c1
FROM orders
WHERE orders.order_id = ?;

-- Orders?sap-client=100&$filter=Lines/any(l:l/ProductNo%20eq%20'METAL-00014')&$count=true&$select=OrderID&$skip=0&$top=0
SELECT count(*) AS count_1
FROM orders
WHERE EXISTS (SELECT 1
FROM order_lines AS order_lines_1
WHERE orders.order_id = order_lines_1.order_id AND order_lines_1.product_no = ?);
SELECT orders.order_id AS c0
FROM orders
WHERE EXISTS (SELECT 1
FROM order_lines AS order_lines_1
WHERE orders.order_id = order_lines_1.order_id AND order_lines_1.product_no = ?) ORDER BY orders.order_id ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$select=AccountGUID,CustomerName&$filter=contains(CustomerName,'Neil')&$orderby=CustomerName asc&$count=true&$top=2&$skip=0
SELECT count(*) AS count_1
FROM customers
WHERE (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0);
SELECT customers.account_guid AS c0, customers.customer_name AS c1, customers.customer_id AS c2
FROM customers
WHERE (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) ORDER BY customers.customer_name ASC, customers.customer_id ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Customers(AccountGUID=f28aeb6f-e592-523d-b629-d63394f7d5bc)?$select=CustomerName
SELECT customers.customer_name AS c0, customers.customer_id AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.account_guid = ?;

-- Countries?$select=CountryCode&$count=true
SELECT count(*) AS count_1
FROM countries;
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?%24select=CustomerID&%24filter=City+eq+%27London%27+and+CustomerID+gt+2&%24orderby=CustomerID+desc&%24top=2
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.city = ? AND customers.customer_id > ? ORDER BY customers.customer_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Currencies('EUR')?$select=CurrencyName
SELECT currencies.currency_name AS c0, currencies.currency_code AS c1, currencies.symbol AS c2, currencies.decimals AS c3
FROM currencies
WHERE currencies.currency_code = ?;

-- Orders?$filter=date(CreatedAt)%20eq%202025-12-26%20and%20Status%20ne%20ERP.OrderStatus'Cancelled'&$count=true&$select=OrderID
SELECT count(*) AS count_1
FROM orders
WHERE CAST(orders.created_at AS DATE) = ? AND orders.status != ?;
SELECT orders.order_id AS c0
FROM orders
WHERE CAST(orders.created_at AS DATE) = ? AND orders.status != ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$filter=CountryCode in ('DE','AT')&$select=CountryCode&$format=json
SELECT countries.country_code AS c0
FROM countries
WHERE (countries.country_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(2) '$'))) ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?%24top=1&%24count=true&%24select=CountryCode
SELECT count(*) AS count_1
FROM countries;
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?%24filter=(contains(tolower(CustomerName)%2C%27bau%27))%20and%20(CreditLimit%20ge%2010)&%24orderby=CustomerID%20desc&%24skip=1&%24top=2&%24select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(?, LOWER(customers.customer_name)) > 0 OR DATALENGTH(?) = 0) AND customers.credit_limit >= ? ORDER BY customers.customer_id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?%24count=true&%24top=2&%24orderby=CustomerID+asc&%24filter=contains(CustomerName,%27Neil%27)+and+CustomerSince+ge+2010-01-01T00%3A00%3A00.000Z&%24select=CustomerID
SELECT count(*) AS count_1
FROM customers
WHERE (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) AND customers.customer_since >= ?;
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) AND customers.customer_since >= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers/?$count=true&$orderby=City%20desc,CustomerName&$skip=0&$top=2&$filter=(startswith(tolower(CustomerName),%27m%C3%BC%27))%20and%20(CustomerID%20lt%2050)&$select=CustomerID
SELECT count(*) AS count_1
FROM customers
WHERE (LEFT(LOWER(customers.customer_name), LEN(? + 'x') - 1) + 'x' = ? + 'x') AND customers.customer_id < ?;
SELECT customers.customer_id AS c0, customers.city AS c1, customers.customer_name AS c2
FROM customers
WHERE (LEFT(LOWER(customers.customer_name), LEN(? + 'x') - 1) + 'x' = ? + 'x') AND customers.customer_id < ? ORDER BY customers.city DESC, customers.customer_name ASC, customers.customer_id ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$top=1&$select=CountryCode
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$top=1&$select=CountryCode&_=1764000000000
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=AccountGUID in (guid'f28aeb6f-e592-523d-b629-d63394f7d5bc') and CreatedAt lt datetime'2099-01-01T00:00:00'&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (customers.account_guid IN (SELECT k0 FROM OPENJSON(?) WITH (k0 UNIQUEIDENTIFIER '$'))) AND customers.created_at < ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderDate gt datetime'2000-01-01T00:00:00' and ShippedAt gt datetimeoffset'2000-01-01T00:00:00Z'&$top=1&$select=OrderID&$orderby=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_date > ? AND orders.shipped_at > ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers(AccountGUID=guid'f28aeb6f-e592-523d-b629-d63394f7d5bc')/CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.account_guid = ?;

-- Orders?$format=json&$filter=(TrackingNumber%20eq%209179279797385022647L)&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.tracking_number = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=NetAmount%20eq%20875868.70M%20and%20NetAmount%20gt%208.7e5d%20and%20NetAmount%20gt%201F&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.net_amount = ? AND orders.net_amount > ? AND orders.net_amount > ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(5L)/OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;

-- Orders?$select=Customer%2FCustomerName%2COrderID&$top=1
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT customers.customer_name AS c0, customers.customer_id AS c1
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- Orders?$filter=Contains(Cast(OrderID,%27Edm.String%27),%2712%27)%20eq%20true&$top=1&$count=true
SELECT count(*) AS count_1
FROM orders
WHERE (CHARINDEX(?, CAST(orders.order_id AS NVARCHAR(4000))) > 0 OR DATALENGTH(?) = 0);
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE (CHARINDEX(?, CAST(orders.order_id AS NVARCHAR(4000))) > 0 OR DATALENGTH(?) = 0) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers/?$filter=contains(tolower(CustomerName),%27%c3%bc%27)&$top=1&$count=true
SELECT count(*) AS count_1
FROM customers
WHERE (CHARINDEX(?, LOWER(customers.customer_name)) > 0 OR DATALENGTH(?) = 0);
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE (CHARINDEX(?, LOWER(customers.customer_name)) > 0 OR DATALENGTH(?) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?%24orderby=Customer%2FCustomerName%20desc%2COrderID&%24top=1&%24select=OrderID&%24expand=Customer(%24select%3DCustomerName%3B%24expand%3DCountry)%2CLines&%24filter=startswith(tolower(Customer%2FCustomerName)%2C%27b%27)
SELECT orders.order_id AS c0, customers_1.customer_name AS c1, orders.customer_id AS c2
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE (LEFT(LOWER(customers_1.customer_name), LEN(? + 'x') - 1) + 'x' = ? + 'x') ORDER BY customers_1.customer_name DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT customers.customer_name AS c0, customers.customer_id AS c1, customers.country_code AS c2
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT countries.country_code AS c0, countries.country_name AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries
WHERE (countries.country_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(2) '$[0]')));
SELECT related.c0, related.c1, related.c2, related.c3, related.c4, related.c5, related.c6, related.c7, related.c8
FROM (SELECT order_lines.order_id AS c0, order_lines.line_no AS c1, order_lines.product_no AS c2, order_lines.warehouse_code AS c3, order_lines.quantity AS c4, order_lines.unit_price AS c5, order_lines.discount_percent AS c6, order_lines.line_amount AS c7, order_lines.line_text AS c8, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1, order_lines.product_no AS c2, order_lines.warehouse_code AS c3, order_lines.quantity AS c4, order_lines.unit_price AS c5, order_lines.discount_percent AS c6, order_lines.line_amount AS c7, order_lines.line_text AS c8
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$top=2&$compute=length(CountryName)%20as%20Letters
SELECT countries.country_code AS c0, countries.country_name AS c1, countries.currency_code AS c2, countries.in_european_union AS c3, LEN(countries.country_name + 'x') - 1 AS c4
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$top=2&$select=OrderID,Gross&$compute=NetAmount%20mul%201.19%20as%20Gross
SELECT orders.order_id AS c0, orders.net_amount * ? AS c1
FROM orders ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$compute=NetAmount%20div%20100%20as%20Hundreds&$filter=Hundreds%20gt%2010000&$orderby=Hundreds%20desc&$top=2&$select=OrderID,Hundreds
SELECT orders.order_id AS c0, (CAST(orders.net_amount AS DECIMAL(38, 10)) / NULLIF(?, 0)) AS c1
FROM orders
WHERE (CAST(orders.net_amount AS DECIMAL(38, 10)) / NULLIF(?, 0)) > ? ORDER BY (CAST(orders.net_amount AS DECIMAL(38, 10)) / NULLIF(?, 0)) DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(1)?$compute=OrderID%20add%201%20as%20Next,Next%20add%201%20as%20Third&$select=Third,Next
SELECT CAST(orders.order_id AS BIGINT) + CAST(? AS BIGINT) + CAST(? AS BIGINT) AS c0, CAST(orders.order_id AS BIGINT) + CAST(? AS BIGINT) AS c1, orders.order_id AS c2, orders.customer_id AS c3, orders.employee_id AS c4, orders.address_id AS c5, orders.status AS c6, orders.priority AS c7, orders.order_date AS c8, orders.requested_on AS c9, orders.shipped_at AS c10, orders.currency_code AS c11, orders.exchange_rate AS c12, orders.net_amount AS c13, orders.customer_reference AS c14, orders.tracking_number AS c15, orders.remark AS c16, orders.created_at AS c17, orders.changed_at AS c18
FROM orders
WHERE orders.order_id = ?;

-- Orders(1)?$compute=concat(Customer/CustomerName,'!')%20as%20Whom&$select=Whom
SELECT (customers_1.customer_name + ?) AS c0, orders.order_id AS c1, orders.customer_id AS c2, orders.employee_id AS c3, orders.address_id AS c4, orders.status AS c5, orders.priority AS c6, orders.order_date AS c7, orders.requested_on AS c8, orders.shipped_at AS c9, orders.currency_code AS c10, orders.exchange_rate AS c11, orders.net_amount AS c12, orders.customer_reference AS c13, orders.tracking_number AS c14, orders.remark AS c15, orders.created_at AS c16, orders.changed_at AS c17
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE orders.order_id = ?;

-- Orders(1)?$compute=OrderID%20add%201%20as%20Next&$select=OrderID
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;

-- Currencies('EUR')?$compute=length(Symbol)%20as%20L&$select=*
SELECT currencies.currency_code AS c0, currencies.currency_name AS c1, currencies.symbol AS c2, currencies.decimals AS c3, LEN(currencies.symbol + 'x') - 1 AS c4
FROM currencies
WHERE currencies.currency_code = ?;

-- Orders?$top=3&$compute=OrderID%20gt%202%20as%20Later&$select=OrderID,Later
SELECT orders.order_id AS c0, CASE WHEN (orders.order_id > ?) THEN 1 ELSE 0 END AS c1
FROM orders ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(1)?$compute=year(OrderDate)%20as%20Year,toupper(CurrencyCode)%20as%20Code,date(CreatedAt)%20as%20Day&$select=Year,Code,Day
SELECT DATEPART(year, orders.order_date) AS c0, UPPER(orders.currency_code) AS c1, CAST(orders.created_at AS DATE) AS c2, orders.order_id AS c3, orders.customer_id AS c4, orders.employee_id AS c5, orders.address_id AS c6, orders.status AS c7, orders.priority AS c8, orders.order_date AS c9, orders.requested_on AS c10, orders.shipped_at AS c11, orders.currency_code AS c12, orders.exchange_rate AS c13, orders.net_amount AS c14, orders.customer_reference AS c15, orders.tracking_number AS c16, orders.remark AS c17, orders.created_at AS c18, orders.changed_at AS c19
FROM orders
WHERE orders.order_id = ?;

-- Orders(1)?$compute=year(OrderDate)%20as%20Year&$select=Year
SELECT DATEPART(year, orders.order_date) AS c0, orders.order_id AS c1, orders.customer_id AS c2, orders.employee_id AS c3, orders.address_id AS c4, orders.status AS c5, orders.priority AS c6, orders.order_date AS c7, orders.requested_on AS c8, orders.shipped_at AS c9, orders.currency_code AS c10, orders.exchange_rate AS c11, orders.net_amount AS c12, orders.customer_reference AS c13, orders.tracking_number AS c14, orders.remark AS c15, orders.created_at AS c16, orders.changed_at AS c17
FROM orders
WHERE orders.order_id = ?;

-- Currencies('EUR')?$compute=length(Symbol)%20as%20L&$select=L
SELECT LEN(currencies.symbol + 'x') - 1 AS c0, currencies.currency_code AS c1, currencies.currency_name AS c2, currencies.symbol AS c3, currencies.decimals AS c4
FROM currencies
WHERE currencies.currency_code = ?;

-- Orders(2)?$select=OrderID&$expand=Lines($compute=Quantity%20mul%20UnitPrice%20as%20Sum;$select=LineNo,Sum;$orderby=Sum%20desc;$top=2)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT related.c0, related.c1, related.c2
FROM (SELECT order_lines.line_no AS c0, order_lines.quantity * order_lines.unit_price AS c1, order_lines.order_id AS c2, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY (order_lines.quantity * order_lines.unit_price) DESC, order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.quantity * order_lines.unit_price AS c1, order_lines.order_id AS c2
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY (order_lines.quantity * order_lines.unit_price) DESC, order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers(1)?$select=CustomerID&$expand=Orders($compute=$it/CustomerID%20add%20OrderID%20as%20Both;$select=Both;$top=2)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.customer_id = ?;
SELECT related.c0, related.c1, related.c2
FROM (SELECT CAST(customers_1.customer_id AS BIGINT) + CAST(orders.order_id AS BIGINT) AS c0, orders.order_id AS c1, orders.customer_id AS c2, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC) AS place
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT CAST(customers_1.customer_id AS BIGINT) + CAST(orders.order_id AS BIGINT) AS c0, orders.order_id AS c1, orders.customer_id AS c2
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(1)?$compute=OrderID%20add%201%20as%20Next&$select=Next
SELECT CAST(orders.order_id AS BIGINT) + CAST(? AS BIGINT) AS c0, orders.order_id AS c1, orders.customer_id AS c2, orders.employee_id AS c3, orders.address_id AS c4, orders.status AS c5, orders.priority AS c6, orders.order_date AS c7, orders.requested_on AS c8, orders.shipped_at AS c9, orders.currency_code AS c10, orders.exchange_rate AS c11, orders.net_amount AS c12, orders.customer_reference AS c13, orders.tracking_number AS c14, orders.remark AS c15, orders.created_at AS c16, orders.changed_at AS c17
FROM orders
WHERE orders.order_id = ?;

-- Orders/$count?$compute=OrderID%20mod%202%20as%20Odd&$filter=Odd%20eq%201
SELECT count(*) AS count_1
FROM orders
WHERE (CAST(orders.order_id AS BIGINT) % NULLIF(CAST(? AS BIGINT), 0)) = ?;

-- Orders?$filter=OrderID%20eq%201&$compute=OrderDate%20add%20duration'P1DT23H'%20as%20A,OrderDate%20sub%20duration'P1D'%20as%20B,CreatedAt%20add%20duration'PT1.5S'%20as%20C,CreatedAt%20sub%20duration'P400D'%20as%20D&$select=OrderID,A,B,C,D
/* 501: SQL Server has no durations. */;

-- Orders?$filter=OrderID%20eq%201&$compute=OrderDate%20sub%202025-10-01%20as%20A,CreatedAt%20sub%202025-10-28T12:00:00.5Z%20as%20B,totalseconds(CreatedAt%20sub%202025-10-28T12:00:00Z)%20as%20C&$select=OrderID,A,B,C
/* 501: SQL Server has no durations. */;

-- Orders?$filter=OrderID%20eq%201&$compute=duration'P1D'%20mul%202%20as%20A,1.5%20mul%20duration'PT1H'%20as%20B,duration'P1D'%20div%204%20as%20C,duration'PT1H'%20add%20duration'PT30M'%20as%20D,duration'PT1H'%20sub%20duration'PT2H'%20as%20E,-duration'PT90S'%20as%20F,totalseconds(duration'PT90S')%20as%20G&$select=OrderID,A,B,C,D,E,F,G
/* 501: SQL Server has no durations. */;

-- Orders?$filter=OrderDate%20ge%202025-10-30%20sub%20duration'P3D'%20and%20OrderDate%20lt%202025-10-29&$count=true&$top=0
/* 501: SQL Server has no durations. */;

-- Orders?$filter=RequestedOn%20sub%20OrderDate%20gt%20duration'P20D'&$count=true&$top=0
/* 501: SQL Server has no durations. */;

-- Orders?$filter=CreatedAt%20gt%20now()%20add%20duration'P1D'&$count=true&$top=0
/* 501: SQL Server has no durations. */;

-- Orders?$filter=RequestedOn%20sub%20OrderDate%20gt%20'P20D'%20eq%20(RequestedOn%20sub%20OrderDate%20gt%20duration'P20D')&$count=true&$top=0
/* 501: SQL Server has no durations. */;

-- Orders?$filter=OrderID%20mod%200%20eq%201%20and%20OrderID%20lt%200
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE (CAST(orders.order_id AS BIGINT) % NULLIF(CAST(? AS BIGINT), 0)) = ? AND orders.order_id < ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$top=3&$select=OrderID&$expand=Lines($select=LineNo;$top=1;$count=true),Customer($select=CustomerName)
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.order_id, count(*) AS count_1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY order_lines.order_id;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT customers.customer_name AS c0, customers.customer_id AS c1
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- Customers?$top=2&$select=CustomerID&$expand=Orders($select=OrderID;$orderby=OrderID%20desc;$top=2;$skip=1;$expand=Lines($select=LineNo,Quantity;$filter=Quantity%20gt%205)),Country($select=CountryCode)
SELECT customers.customer_id AS c0, customers.country_code AS c1
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id DESC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2
FROM (SELECT order_lines.line_no AS c0, order_lines.quantity AS c1, order_lines.order_id AS c2, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND order_lines.quantity > ?) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.quantity AS c1, order_lines.order_id AS c2
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND order_lines.quantity > ? ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT countries.country_code AS c0
FROM countries
WHERE (countries.country_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(2) '$[0]')));

-- Employees?$top=2&$skip=1&$select=EmployeeID&$expand=Manager($select=EmployeeID;$levels=3)
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees ORDER BY employees.employee_id ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees
WHERE (employees.employee_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT employees.employee_id AS c0
FROM employees
WHERE (employees.employee_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- Employees?$filter=ManagerID%20eq%20null&$top=1&$select=EmployeeID&$expand=DirectReports($select=EmployeeID;$levels=max;$filter=EmployeeID%20lt%2012)
SELECT employees.employee_id AS c0
FROM employees
WHERE (employees.manager_id IS NULL) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT employees.employee_id AS c0, employees.manager_id AS c1, row_number() OVER (PARTITION BY employees.manager_id ORDER BY employees.employee_id ASC) AS place
FROM employees
WHERE (employees.manager_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND employees.employee_id < ?) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees
WHERE (employees.manager_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND employees.employee_id < ? ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$top=1&$skip=1&$select=EmployeeID&$expand=Manager($select=EmployeeID;$levels=2;$expand=Orders/$count)
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees ORDER BY employees.employee_id ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees
WHERE (employees.employee_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT orders.employee_id, count(*) AS count_1
FROM orders
WHERE (orders.employee_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY orders.employee_id;
SELECT employees.employee_id AS c0
FROM employees
WHERE (employees.employee_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- Customers?$top=2&$select=CustomerID&$expand=Orders/$ref($orderby=OrderID%20desc;$top=2)
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id DESC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(1)?$select=OrderID&$expand=Customer/$ref
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT customers.customer_id AS c0
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- Customers?$top=2&$select=CustomerID&$expand=Orders/$count($filter=OrderID%20gt%20250),Orders/$ref($top=1)
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT orders.customer_id, count(*) AS count_1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND orders.order_id > ? GROUP BY orders.customer_id;
SELECT related.c0, related.c1
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyDocuments?$top=2&$select=Client,DocumentNo&$expand=LegacyPositions($select=PositionNo)
SELECT [VBRLEG].[MANDT] AS c0, [VBRLEG].[BELNR] AS c1
FROM [VBRLEG] ORDER BY [VBRLEG].[MANDT] ASC, [VBRLEG].[BELNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2
FROM (SELECT [VBRLEGP].[POSNR] AS c0, [VBRLEGP].[MANDT] AS c1, [VBRLEGP].[BELNR] AS c2, row_number() OVER (PARTITION BY [VBRLEGP].[MANDT], [VBRLEGP].[BELNR] ORDER BY [VBRLEGP].[MANDT] ASC, [VBRLEGP].[BELNR] ASC, [VBRLEGP].[POSNR] ASC) AS place
FROM [VBRLEGP]
WHERE (EXISTS (SELECT 1 FROM OPENJSON(?) WITH (k0 NVARCHAR(4000) '$[0]', k1 NVARCHAR(4000) '$[1]') AS odata_keys WHERE odata_keys.k0 = [VBRLEGP].[MANDT] AND odata_keys.k1 = [VBRLEGP].[BELNR]))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT [VBRLEGP].[POSNR] AS c0, [VBRLEGP].[MANDT] AS c1, [VBRLEGP].[BELNR] AS c2
FROM [VBRLEGP]
WHERE (EXISTS (SELECT 1 FROM OPENJSON(?) WITH (k0 NVARCHAR(4000) '$[0]', k1 NVARCHAR(4000) '$[1]') AS odata_keys WHERE odata_keys.k0 = [VBRLEGP].[MANDT] AND odata_keys.k1 = [VBRLEGP].[BELNR])) ORDER BY [VBRLEGP].[MANDT] ASC, [VBRLEGP].[BELNR] ASC, [VBRLEGP].[POSNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyPositions?$top=3&$select=PositionNo&$expand=LegacyDocument($select=DocumentNo)
SELECT [VBRLEGP].[POSNR] AS c0, [VBRLEGP].[MANDT] AS c1, [VBRLEGP].[BELNR] AS c2
FROM [VBRLEGP] ORDER BY [VBRLEGP].[MANDT] ASC, [VBRLEGP].[BELNR] ASC, [VBRLEGP].[POSNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT [VBRLEG].[BELNR] AS c0, [VBRLEG].[MANDT] AS c1
FROM [VBRLEG]
WHERE (EXISTS (SELECT 1 FROM OPENJSON(?) WITH (k0 NVARCHAR(4000) '$[0]', k1 NVARCHAR(4000) '$[1]') AS odata_keys WHERE odata_keys.k0 = [VBRLEG].[MANDT] AND odata_keys.k1 = [VBRLEG].[BELNR]));

-- Customers?$top=2&$select=CustomerID&$expand=Orders($select=OrderID;$filter=OrderID%20gt%20$it/CustomerID%20add%20200%20and%20Customer/CustomerID%20eq%20$it/CustomerID)
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC) AS place
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id LEFT OUTER JOIN customers AS customers_2 ON orders.customer_id = customers_2.customer_id
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND orders.order_id > CAST(customers_1.customer_id AS BIGINT) + CAST(? AS BIGINT) AND (customers_2.customer_id = customers_1.customer_id OR customers_2.customer_id IS NULL AND customers_1.customer_id IS NULL)) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id LEFT OUTER JOIN customers AS customers_2 ON orders.customer_id = customers_2.customer_id
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND orders.order_id > CAST(customers_1.customer_id AS BIGINT) + CAST(? AS BIGINT) AND (customers_2.customer_id = customers_1.customer_id OR customers_2.customer_id IS NULL AND customers_1.customer_id IS NULL) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$top=2&$select=CustomerID&$expand=Orders($select=OrderID;$expand=Lines($select=LineNo;$filter=LineNo%20gt%20$it/CustomerID%20mul%2020))
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines LEFT OUTER JOIN orders AS orders_1 ON order_lines.order_id = orders_1.order_id LEFT OUTER JOIN customers AS customers_1 ON orders_1.customer_id = customers_1.customer_id
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND order_lines.line_no > CAST(customers_1.customer_id AS BIGINT) * CAST(? AS BIGINT)) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines LEFT OUTER JOIN orders AS orders_1 ON order_lines.order_id = orders_1.order_id LEFT OUTER JOIN customers AS customers_1 ON orders_1.customer_id = customers_1.customer_id
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND order_lines.line_no > CAST(customers_1.customer_id AS BIGINT) * CAST(? AS BIGINT) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$top=2&$select=CustomerID&$expand=Orders($select=OrderID;$search=PO;$orderby=Address/City%20desc,OrderID)
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2
FROM (SELECT orders.order_id AS c0, addresses_1.city AS c1, orders.customer_id AS c2, row_number() OVER (PARTITION BY orders.customer_id ORDER BY addresses_1.city DESC, orders.order_id ASC) AS place
FROM orders LEFT OUTER JOIN addresses AS addresses_1 ON orders.address_id = addresses_1.address_id
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND ((CHARINDEX(LOWER(?), LOWER(orders.customer_reference)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(orders.remark)) > 0 OR DATALENGTH(LOWER(?)) = 0))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, addresses_1.city AS c1, orders.customer_id AS c2
FROM orders LEFT OUTER JOIN addresses AS addresses_1 ON orders.address_id = addresses_1.address_id
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND ((CHARINDEX(LOWER(?), LOWER(orders.customer_reference)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(orders.remark)) > 0 OR DATALENGTH(LOWER(?)) = 0)) ORDER BY addresses_1.city DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$top=1&$select=CustomerID&$expand=Orders($select=OrderID;$filter=OrderID%20gt%20@low%20and%20OrderID%20lt%20@high;@high=300)&@low=20
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND orders.order_id > ? AND orders.order_id < ?) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND orders.order_id > ? AND orders.order_id < ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(1)?$select=OrderID&$expand=*/$ref
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT related.c0, related.c1
FROM (SELECT order_lines.order_id AS c0, order_lines.line_no AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT addresses.address_id AS c0
FROM addresses
WHERE (addresses.address_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT currencies.currency_code AS c0
FROM currencies
WHERE (currencies.currency_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(3) '$[0]')));
SELECT customers.customer_id AS c0
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT employees.employee_id AS c0
FROM employees
WHERE (employees.employee_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT related.c0, related.c1
FROM (SELECT invoices.invoice_id AS c0, invoices.order_id AS c1, row_number() OVER (PARTITION BY invoices.order_id ORDER BY invoices.invoice_id ASC) AS place
FROM invoices
WHERE (invoices.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT invoices.invoice_id AS c0, invoices.order_id AS c1
FROM invoices
WHERE (invoices.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY invoices.invoice_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(1)?$select=OrderID&$expand=*/$ref,Lines($select=LineNo)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT addresses.address_id AS c0
FROM addresses
WHERE (addresses.address_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT currencies.currency_code AS c0
FROM currencies
WHERE (currencies.currency_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(3) '$[0]')));
SELECT customers.customer_id AS c0
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT employees.employee_id AS c0
FROM employees
WHERE (employees.employee_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT related.c0, related.c1
FROM (SELECT invoices.invoice_id AS c0, invoices.order_id AS c1, row_number() OVER (PARTITION BY invoices.order_id ORDER BY invoices.invoice_id ASC) AS place
FROM invoices
WHERE (invoices.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT invoices.invoice_id AS c0, invoices.order_id AS c1
FROM invoices
WHERE (invoices.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY invoices.invoice_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(2)/Lines?$select=LineNo&$expand=Product($select=ProductNo;$expand=Group($select=GroupCode))
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, order_lines.product_no AS c2
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.order_id IN (SELECT orders_1.order_id
FROM orders AS orders_1
WHERE orders_1.order_id = ?) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT products.product_no AS c0, products.group_code AS c1
FROM products
WHERE (products.product_no IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(30) '$[0]')));
SELECT product_groups.group_code AS c0
FROM product_groups
WHERE (product_groups.group_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(8) '$[0]')));

-- Products?$filter=ProductNo%20eq%20'nothing'&$expand=Group
SELECT products.product_no AS c0, products.product_name AS c1, products.group_code AS c2, products.description AS c3, products.unit AS c4, products.list_price AS c5, products.standard_cost AS c6, products.weight_kg AS c7, products.ean AS c8, products.serial_range_start AS c9, products.minimum_order AS c10, products.stocked AS c11, products.discontinued_on AS c12, products.created_at AS c13, products.changed_at AS c14
FROM products
WHERE products.product_no = ? ORDER BY products.product_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT product_groups.group_code AS c0, product_groups.parent_code AS c1, product_groups.group_name AS c2
FROM product_groups
WHERE (product_groups.group_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(8) '$[0]')));

-- Employees(1)?$select=EmployeeID&$expand=Manager
SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.active AS c8
FROM employees
WHERE employees.employee_id = ?;
SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE (employees.employee_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- Customers(1)?$select=CustomerID&$expand=Orders($top=0;$count=true)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.customer_id = ?;
SELECT related.c0, related.c1, related.c2, related.c3, related.c4, related.c5, related.c6, related.c7, related.c8, related.c9, related.c10, related.c11, related.c12, related.c13, related.c14, related.c15, related.c16
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.customer_id, count(*) AS count_1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY orders.customer_id;
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers(1)?$select=CustomerID&$expand=Orders($skip=100;$count=true)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.customer_id = ?;
SELECT related.c0, related.c1, related.c2, related.c3, related.c4, related.c5, related.c6, related.c7, related.c8, related.c9, related.c10, related.c11, related.c12, related.c13, related.c14, related.c15, related.c16
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.customer_id, count(*) AS count_1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY orders.customer_id;
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers(1)?$select=CustomerID&$expand=Orders($select=OrderID;$filter=OrderID%20lt%20400;$orderby=OrderDate%20desc)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.customer_id = ?;
SELECT related.c0, related.c1, related.c2
FROM (SELECT orders.order_id AS c0, orders.order_date AS c1, orders.customer_id AS c2, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_date DESC, orders.order_id ASC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND orders.order_id < ?) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, orders.order_date AS c1, orders.customer_id AS c2
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND orders.order_id < ? ORDER BY orders.order_date DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$top=1&$select=CustomerID&$expand=Orders($select=OrderID;$top=1;$expand=Lines($select=LineNo;$top=4;$skip=1;$count=true))
SELECT customers.customer_id AS c0
FROM customers ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.order_id, count(*) AS count_1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY order_lines.order_id;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(2)?$select=OrderID&$expand=Lines($select=LineNo;$top=1)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(2)?$select=OrderID&$expand=Lines($select=LineNo;$top=1;$count=true)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.order_id, count(*) AS count_1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY order_lines.order_id;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(2)?$select=OrderID&$expand=Lines($select=Quantity;$top=1;$count=true)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT related.c0, related.c1, related.c2
FROM (SELECT order_lines.quantity AS c0, order_lines.order_id AS c1, order_lines.line_no AS c2, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.order_id, count(*) AS count_1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) GROUP BY order_lines.order_id;
SELECT order_lines.quantity AS c0, order_lines.order_id AS c1, order_lines.line_no AS c2
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(2)?select=OrderID&expand=Lines(select=LineNo;top=1)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(2)?$select=OrderID&$expand=
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;

-- Orders(2)?$select=OrderID&$expand=ERP.Order/Lines/ERP.OrderLine($select=LineNo;$top=1)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$select=OrderID,Customer/CustomerName,Customer/Country/CountryName&$top=1
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT customers.customer_name AS c0, customers.customer_id AS c1, customers.country_code AS c2
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT countries.country_name AS c0, countries.country_code AS c1
FROM countries
WHERE (countries.country_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(2) '$[0]')));

-- Orders(1)?$expand=Customer,Lines($select=LineNo)&$select=Customer/CustomerName,OrderID,Lines/Product/ProductName
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT customers.customer_name AS c0, customers.customer_id AS c1
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));
SELECT related.c0, related.c1, related.c2
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, order_lines.product_no AS c2, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, order_lines.product_no AS c2
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT products.product_name AS c0, products.product_no AS c1
FROM products
WHERE (products.product_no IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(30) '$[0]')));

-- Customers(1)?$select=CustomerID,Orders/OrderID,Orders/Lines/LineNo
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21
FROM customers
WHERE customers.customer_id = ?;
SELECT related.c0, related.c1
FROM (SELECT orders.order_id AS c0, orders.customer_id AS c1, row_number() OVER (PARTITION BY orders.customer_id ORDER BY orders.order_id ASC) AS place
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT orders.order_id AS c0, orders.customer_id AS c1
FROM orders
WHERE (orders.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1
FROM (SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, row_number() OVER (PARTITION BY order_lines.order_id ORDER BY order_lines.order_id ASC, order_lines.line_no ASC) AS place
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')))) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1
FROM order_lines
WHERE (order_lines.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(1)?$select=A,B,C,D&$compute=7%20div%202%20as%20A,-7%20div%202%20as%20B,7%20div%202.0%20as%20C,7%20divby%202%20as%20D
SELECT (CAST(? AS BIGINT) / NULLIF(CAST(? AS BIGINT), 0)) AS c0, (CAST(? AS BIGINT) / NULLIF(CAST(? AS BIGINT), 0)) AS c1, (CAST(CAST(? AS BIGINT) AS DECIMAL(38, 10)) / NULLIF(?, 0)) AS c2, (CAST(CAST(? AS BIGINT) AS DECIMAL(38, 10)) / NULLIF(CAST(? AS BIGINT), 0)) AS c3, orders.order_id AS c4, orders.customer_id AS c5, orders.employee_id AS c6, orders.address_id AS c7, orders.status AS c8, orders.priority AS c9, orders.order_date AS c10, orders.requested_on AS c11, orders.shipped_at AS c12, orders.currency_code AS c13, orders.exchange_rate AS c14, orders.net_amount AS c15, orders.customer_reference AS c16, orders.tracking_number AS c17, orders.remark AS c18, orders.created_at AS c19, orders.changed_at AS c20
FROM orders
WHERE orders.order_id = ?;

-- Orders(1)?$select=A,B,C&$compute=-7%20mod%203%20as%20A,-7.5%20mod%202%20as%20B,7.5%20mod%20-2e0%20as%20C
SELECT (CAST(? AS BIGINT) % NULLIF(CAST(? AS BIGINT), 0)) AS c0, (? % NULLIF(?, 0)) AS c1, (? % NULLIF(?, 0)) AS c2, orders.order_id AS c3, orders.customer_id AS c4, orders.employee_id AS c5, orders.address_id AS c6, orders.status AS c7, orders.priority AS c8, orders.order_date AS c9, orders.requested_on AS c10, orders.shipped_at AS c11, orders.currency_code AS c12, orders.exchange_rate AS c13, orders.net_amount AS c14, orders.customer_reference AS c15, orders.tracking_number AS c16, orders.remark AS c17, orders.created_at AS c18, orders.changed_at AS c19
FROM orders
WHERE orders.order_id = ?;

-- Orders/$count?$filter=NetAmount%20div%20(OrderID%20sub%201)%20eq%20null%20or%20OrderID%20mod%20(OrderID%20sub%202)%20eq%20null
SELECT count(*) AS count_1
FROM orders
WHERE (CAST(orders.net_amount AS DECIMAL(38, 10)) / NULLIF((CAST(orders.order_id AS BIGINT) - CAST(? AS BIGINT)), 0)) IS NULL OR (CAST(orders.order_id AS BIGINT) % NULLIF((CAST(orders.order_id AS BIGINT) - CAST(? AS BIGINT)), 0)) IS NULL;

-- Orders/$count?$filter=OrderID%20divby%20(OrderID%20mul%202)%20eq%200.5
SELECT count(*) AS count_1
FROM orders
WHERE (CAST(CAST(orders.order_id AS BIGINT) AS DECIMAL(38, 10)) / NULLIF((CAST(orders.order_id AS BIGINT) * CAST(? AS BIGINT)), 0)) = ?;

-- Orders/$count?$filter=(OrderID%20sub%201)%20div%201%20mul%202%20eq%20OrderID%20mul%202%20sub%202
SELECT count(*) AS count_1
FROM orders
WHERE CAST(((CAST(orders.order_id AS BIGINT) - CAST(? AS BIGINT)) / NULLIF(CAST(? AS BIGINT), 0)) AS BIGINT) * CAST(? AS BIGINT) = CAST(orders.order_id AS BIGINT) * CAST(? AS BIGINT) - CAST(? AS BIGINT) OR CAST(((CAST(orders.order_id AS BIGINT) - CAST(? AS BIGINT)) / NULLIF(CAST(? AS BIGINT), 0)) AS BIGINT) * CAST(? AS BIGINT) IS NULL AND CAST(orders.order_id AS BIGINT) * CAST(? AS BIGINT) - CAST(? AS BIGINT) IS NULL;

-- OrderLines/$count?$filter=LineNo%20mul%20300000%20mul%20300000%20gt%200
SELECT count(*) AS count_1
FROM order_lines
WHERE CAST(order_lines.line_no AS BIGINT) * CAST(? AS BIGINT) * CAST(? AS BIGINT) > ?;

-- Orders(1)?$select=A,B,C,D&$compute=round(2.5)%20as%20A,round(-2.5)%20as%20B,round(25e-1)%20as%20C,round(-0.5e0)%20as%20D
SELECT ROUND(?, 0) AS c0, ROUND(?, 0) AS c1, ROUND(?, 0) AS c2, ROUND(?, 0) AS c3, orders.order_id AS c4, orders.customer_id AS c5, orders.employee_id AS c6, orders.address_id AS c7, orders.status AS c8, orders.priority AS c9, orders.order_date AS c10, orders.requested_on AS c11, orders.shipped_at AS c12, orders.currency_code AS c13, orders.exchange_rate AS c14, orders.net_amount AS c15, orders.customer_reference AS c16, orders.tracking_number AS c17, orders.remark AS c18, orders.created_at AS c19, orders.changed_at AS c20
FROM orders
WHERE orders.order_id = ?;

-- Orders(1)?$select=A&$compute=1e300%20as%20A
SELECT ? AS c0, orders.order_id AS c1, orders.customer_id AS c2, orders.employee_id AS c3, orders.address_id AS c4, orders.status AS c5, orders.priority AS c6, orders.order_date AS c7, orders.requested_on AS c8, orders.shipped_at AS c9, orders.currency_code AS c10, orders.exchange_rate AS c11, orders.net_amount AS c12, orders.customer_reference AS c13, orders.tracking_number AS c14, orders.remark AS c15, orders.created_at AS c16, orders.changed_at AS c17
FROM orders
WHERE orders.order_id = ?;

-- Orders(1)?$select=A,B,C,D,E&$compute=substring('abc',9223372036854775807)%20as%20A,substring('abc',-9223372036854775808)%20as%20B,substring('abc',1,9223372036854775807)%20as%20C,substring('abcdef',-2,1)%20as%20D,substring('abc',1,-1)%20as%20E
SELECT SUBSTRING(?, CAST(CASE WHEN (? >= ? AND ? < LEN(? + 'x') - 1) THEN ? WHEN (? >= LEN(? + 'x') - 1) THEN LEN(? + 'x') - 1 WHEN (? < ? AND LEN(? + 'x') - 1 + ? > ?) THEN LEN(? + 'x') - 1 + ? ELSE ? - ? END AS INTEGER) + 1, 2147483647) AS c0, SUBSTRING(?, CAST(CASE WHEN (? >= ? AND ? < LEN(? + 'x') - 1) THEN ? WHEN (? >= LEN(? + 'x') - 1) THEN LEN(? + 'x') - 1 WHEN (? < ? AND LEN(? + 'x') - 1 + ? > ?) THEN LEN(? + 'x') - 1 + ? ELSE ? - ? END AS INTEGER) + 1, 2147483647) AS c1, SUBSTRING(?, CAST(CASE WHEN (? >= ? AND ? < LEN(? + 'x') - 1) THEN ? WHEN (? >= LEN(? + 'x') - 1) THEN LEN(? + 'x') - 1 WHEN (? < ? AND LEN(? + 'x') - 1 + ? > ?) THEN LEN(? + 'x') - 1 + ? ELSE ? - ? END AS INTEGER) + 1, CAST(CASE WHEN (? >= LEN(? + 'x') - 1) THEN LEN(? + 'x') - 1 WHEN (? > ? AND ? < LEN(? + 'x') - 1) THEN ? ELSE ? - ? END AS INTEGER)) AS c2, SUBSTRING(?, CAST(CASE WHEN (? >= ? AND ? < LEN(? + 'x') - 1) THEN ? WHEN (? >= LEN(? + 'x') - 1) THEN LEN(? + 'x') - 1 WHEN (? < ? AND LEN(? + 'x') - 1 + ? > ?) THEN LEN(? + 'x') - 1 + ? ELSE ? - ? END AS INTEGER) + 1, CAST(CASE WHEN (? >= LEN(? + 'x') - 1) THEN LEN(? + 'x') - 1 WHEN (? > ? AND ? < LEN(? + 'x') - 1) THEN ? ELSE ? - ? END AS INTEGER)) AS c3, SUBSTRING(?, CAST(CASE WHEN (? >= ? AND ? < LEN(? + 'x') - 1) THEN ? WHEN (? >= LEN(? + 'x') - 1) THEN LEN(? + 'x') - 1 WHEN (? < ? AND LEN(? + 'x') - 1 + ? > ?) THEN LEN(? + 'x') - 1 + ? ELSE ? - ? END AS INTEGER) + 1, CAST(CASE WHEN (? >= LEN(? + 'x') - 1) THEN LEN(? + 'x') - 1 WHEN (? > ? AND ? < LEN(? + 'x') - 1) THEN ? ELSE ? - ? END AS INTEGER)) AS c4, orders.order_id AS c5, orders.customer_id AS c6, orders.employee_id AS c7, orders.address_id AS c8, orders.status AS c9, orders.priority AS c10, orders.order_date AS c11, orders.requested_on AS c12, orders.shipped_at AS c13, orders.currency_code AS c14, orders.exchange_rate AS c15, orders.net_amount AS c16, orders.customer_reference AS c17, orders.tracking_number AS c18, orders.remark AS c19, orders.created_at AS c20, orders.changed_at AS c21
FROM orders
WHERE orders.order_id = ?;

-- Orders/$count?$filter=trim('%09%C2%A0x%E2%80%83%0A')%20eq%20'x'
SELECT count(*) AS count_1
FROM orders
WHERE TRIM(?) = ?;

-- Customers/$count?$filter=matchesPattern('%C3%A4','%5E.$')%20and%20not%20matchesPattern('%C3%84','%5E%C3%A4$')
/* 501: SQL Server has no regular expressions; contains, startswith and endswith are possible. */;

-- Orders/$count?$filter=contains(null,'a')%20eq%20false%20and%20contains(Remark,'e')%20ne%20null
SELECT count(*) AS count_1
FROM orders
WHERE 0 = 0 AND CASE WHEN (CHARINDEX(?, orders.remark) > 0 OR DATALENGTH(?) = 0) THEN 1 ELSE 0 END IS NOT NULL;

-- Orders/$count?$filter=year(null)%20eq%20null%20and%20concat(null,'a')%20eq%20null%20and%20-null%20eq%20null%20and%201%20add%20null%20eq%20null
SELECT count(*) AS count_1
FROM orders
WHERE NULL IS NULL AND NULL IS NULL AND NULL IS NULL AND NULL IS NULL;

-- Orders(1)?$select=A,B,C,D&$compute=2024-02-28%20add%20duration'P1D'%20as%20A,2024-02-28%20add%20duration'PT23H'%20as%20B,2024-02-28%20sub%20duration'PT1H'%20as%20C,2024-03-01%20sub%202024-02-28%20as%20D
/* 501: SQL Server has no durations. */;

-- Orders(1)?$select=A,B,C&$compute=2024-02-28T23:30:00Z%20add%20duration'PT30M0.5S'%20as%20A,2024-03-01T00:00:00Z%20sub%202024-02-28T12:00:00Z%20as%20B,2024-03-01T00:00:00Z%20sub%20duration'-P1D'%20as%20C
/* 501: SQL Server has no durations. */;

-- Orders(1)?$select=A,B,C,D,E&$compute=duration'P1D'%20sub%20duration'PT1H'%20as%20A,duration'PT1H'%20mul%201.5%20as%20B,duration'PT1H'%20div%202%20as%20C,-duration'PT1H'%20as%20D,totalseconds(duration'PT1M30.5S'%20mul%202)%20as%20E
/* 501: SQL Server has no durations. */;

-- Orders/$count?$filter=OrderDate%20add%20duration'P1D'%20sub%20OrderDate%20eq%20duration'PT24H'%20and%20totalseconds(OrderDate%20sub%20OrderDate)%20eq%200
/* 501: SQL Server has no durations. */;

-- Orders(1)?$select=A,B&$compute=9999-12-31%20add%20duration'P1D'%20as%20A,0001-01-01T00:00:00Z%20sub%20duration'P1D'%20as%20B
/* 501: SQL Server has no durations. */;

-- Orders(1)?$select=A,B,C&$compute=year(maxdatetime())%20as%20A,mindatetime()%20as%20B,maxdatetime()%20sub%20duration'P1D'%20as%20C
/* 501: SQL Server has no durations. */;

-- Orders(1)?$select=A,B,C,D,E&$compute=cast(2.5,Edm.Int32)%20as%20A,cast(NetAmount%20mul%200%20add%20300,Edm.Byte)%20as%20B,cast(Status,Edm.String)%20as%20C,cast(concat('1','2'),Edm.Int32)%20as%20D,cast(concat('1','x'),Edm.Int32)%20as%20E
/* 501: SQL Server has no regular expressions; contains, startswith and endswith are possible. */;

-- OrderLines?$filter=cast(LineNo,Edm.Int32)%20eq%2010%20and%20cast(LineNo,Edm.Int64)%20lt%2011%20and%20cast(OrderID,Edm.Int16)%20lt%203&$select=OrderID,LineNo
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1
FROM order_lines
WHERE CAST(order_lines.line_no AS BIGINT) = ? AND CAST(order_lines.line_no AS BIGINT) < ? AND CASE WHEN (order_lines.order_id >= ? AND order_lines.order_id <= ?) THEN CAST(order_lines.order_id AS BIGINT) END < ? ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders(1)?$select=A,B,C&$compute=cast(concat('2024-02-','29'),Edm.Date)%20as%20A,cast(concat('2023-02-','29'),Edm.Date)%20as%20B,cast(concat('2024-02-29T12:30:00','Z'),Edm.DateTimeOffset)%20as%20C
/* 501: SQL Server has no regular expressions; contains, startswith and endswith are possible. */;

-- Orders(1)?$select=A,B,C,D&$compute=cast(OrderID%20eq%201,Edm.String)%20as%20A,cast(OrderID,Edm.String)%20as%20B,cast(2024-02-29,Edm.String)%20as%20C,cast(2024-02-29T12:30:00Z,Edm.String)%20as%20D
SELECT CASE WHEN (CASE WHEN (orders.order_id = ?) THEN 1 ELSE 0 END IS 1) THEN ? WHEN (CASE WHEN (orders.order_id = ?) THEN 1 ELSE 0 END IS 0) THEN ? END AS c0, CAST(orders.order_id AS NVARCHAR(4000)) AS c1, CAST(? AS NVARCHAR(4000)) AS c2, (CONVERT(VARCHAR(33), ?, 126) + 'Z') AS c3, orders.order_id AS c4, orders.customer_id AS c5, orders.employee_id AS c6, orders.address_id AS c7, orders.status AS c8, orders.priority AS c9, orders.order_date AS c10, orders.requested_on AS c11, orders.shipped_at AS c12, orders.currency_code AS c13, orders.exchange_rate AS c14, orders.net_amount AS c15, orders.customer_reference AS c16, orders.tracking_number AS c17, orders.remark AS c18, orders.created_at AS c19, orders.changed_at AS c20
FROM orders
WHERE orders.order_id = ?;

-- Customers(1)?$select=A&$compute=cast(CustomerID,'Edm.String')%20as%20A
SELECT CAST(customers.customer_id AS NVARCHAR(4000)) AS c0, customers.customer_id AS c1, customers.customer_name AS c2, customers.customer_group AS c3, customers.account_guid AS c4, customers.vat_number AS c5, customers.email AS c6, customers.phone AS c7, customers.website AS c8, customers.city AS c9, customers.country_code AS c10, customers.currency_code AS c11, customers.employee_id AS c12, customers.credit_limit AS c13, customers.balance AS c14, customers.annual_revenue AS c15, customers.discount_percent AS c16, customers.blocked AS c17, customers.newsletter AS c18, customers.customer_since AS c19, customers.notes AS c20, customers.created_at AS c21, customers.changed_at AS c22
FROM customers
WHERE customers.customer_id = ?;

-- Customers(1)?$select=A&$compute=cast(CustomerID,'Edm.Decimal')%20as%20A
SELECT CAST(customers.customer_id AS NUMERIC(38, 10)) AS c0, customers.customer_id AS c1, customers.customer_name AS c2, customers.customer_group AS c3, customers.account_guid AS c4, customers.vat_number AS c5, customers.email AS c6, customers.phone AS c7, customers.website AS c8, customers.city AS c9, customers.country_code AS c10, customers.currency_code AS c11, customers.employee_id AS c12, customers.credit_limit AS c13, customers.balance AS c14, customers.annual_revenue AS c15, customers.discount_percent AS c16, customers.blocked AS c17, customers.newsletter AS c18, customers.customer_since AS c19, customers.notes AS c20, customers.created_at AS c21, customers.changed_at AS c22
FROM customers
WHERE customers.customer_id = ?;

-- Customers?$filter=cast(CustomerID,'Edm.String')%20eq%20'1'&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE CAST(customers.customer_id AS NVARCHAR(4000)) = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$count?$filter=cast(Priority,Edm.Byte)%20ne%2090%20and%20Priority%20eq%20'Urgent'%20or%20cast(Priority,Edm.Int64)%20eq%2090%20and%20Priority%20ne%20'Urgent'
SELECT count(*) AS count_1
FROM orders
WHERE (CASE WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) END != ? OR CASE WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) END IS NULL) AND orders.priority = ? OR CASE WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) END = ? AND orders.priority != ?;

-- Orders?$apply=compute(cast(Status,'Edm.Int16')%20as%20Number)/groupby((Status,Number))&$orderby=Number&$filter=Number%20ge%202%20and%20Number%20lt%204
SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT p0, p1
FROM (SELECT orders.status AS p0, CASE WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) END AS p1
FROM orders) AS anon_2 GROUP BY p0, p1) AS anon_1
WHERE anon_1.p1 >= ? AND anon_1.p1 < ? ORDER BY anon_1.p1 ASC, anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$count?$filter=cast(Priority,Edm.SByte)%20eq%2090%20and%20Priority%20ne%20'Urgent'%20or%20cast(Status,Edm.Int16)%20lt%200
SELECT count(*) AS count_1
FROM orders
WHERE CASE WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) WHEN (orders.priority = ?) THEN CAST(? AS BIGINT) END = ? AND orders.priority != ? OR CASE WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) WHEN (orders.status = ?) THEN CAST(? AS BIGINT) END < ?;

-- Orders/$count?$filter=Priority%20eq%20cast(90,ERP.Priority)%20and%20Priority%20ne%20'Urgent'
SELECT count(*) AS count_1
FROM orders
WHERE orders.priority = ? AND orders.priority != ?;

-- Orders/$count?$filter=hour(2024-01-31T23:30:00Z)%20ne%2023%20or%20day(2024-01-31T23:30:00%2B00:00)%20ne%2031
SELECT count(*) AS count_1
FROM orders
WHERE DATEPART(hour, ?) != ? OR DATEPART(day, ?) != ?;

-- Orders/$count?$filter=OrderDate%20eq%20cast(OrderDate,Edm.DateTimeOffset)%20and%20not%20(OrderDate%20lt%20cast(OrderDate,Edm.DateTimeOffset))
SELECT count(*) AS count_1
FROM orders
WHERE orders.order_date = CAST(orders.order_date AS DATETIME2) AND (orders.order_date >= CAST(orders.order_date AS DATETIME2) OR CAST(orders.order_date AS DATETIME2) IS NULL);

-- Orders/$count?$filter=case(OrderID%20ne%2010:2024-02-28T00:00:00Z,true:2024-02-29T00:00:00Z)%20eq%202024-02-29T00:00:00Z
SELECT count(*) AS count_1
FROM orders
WHERE CASE WHEN (orders.order_id != ?) THEN ? WHEN (1 = 1) THEN ? END = ?;

-- Orders?$select=OrderID&$filter=not%20(OrderID%20le%2010)%20gt%20(OrderID%20gt%2010)
SELECT orders.order_id AS c0
FROM orders
WHERE CASE WHEN (orders.order_id > ?) THEN 1 ELSE 0 END > CASE WHEN (orders.order_id > ?) THEN 1 ELSE 0 END ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$count?$filter=not%20OrderID%20eq%201
SELECT count(*) AS count_1
FROM orders
WHERE orders.order_id != ?;

-- Orders?$select=OrderID&$filter='a'%20eq%20'A'%20or%20startswith('ABBA','ab')
SELECT orders.order_id AS c0
FROM orders
WHERE ? = ? OR (LEFT(?, LEN(? + 'x') - 1) + 'x' = ? + 'x') ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$select=CustomerID&$filter=CustomerName%20eq%20cast(CustomerID,Edm.String)
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.customer_name = CAST(customers.customer_id AS NVARCHAR(4000)) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$count?$filter=OrderID%20eq%20'5'%20or%20OrderID%20eq%206.0%20or%20true%20eq%20(OrderID%20eq%207)%20or%20(indexof(CurrencyCode,'EU')%20ne%20-1)%20eq%20false%20and%20OrderID%20eq%208.0
SELECT count(*) AS count_1
FROM orders
WHERE (orders.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$'))) OR NOT (CHARINDEX(?, orders.currency_code) > 0 OR DATALENGTH(?) = 0) AND orders.order_id = ?;

-- Orders/$count?$filter=OrderDate%20ge%202000-01-01T00:00:00Z%20and%20CreatedAt%20ge%20'2000-01-01T00:00:00Z'
SELECT count(*) AS count_1
FROM orders
WHERE orders.order_date >= ? AND orders.created_at >= ?;

-- Orders/$count?$filter=not%20(OrderID%20eq%201%20or%20OrderID%20eq%202)%20and%20OrderID%20ne%203%20and%20OrderID%20ne%204
SELECT count(*) AS count_1
FROM orders
WHERE NOT (orders.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$'))) AND NOT (orders.order_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$')));

-- Orders/$count?$filter=CreatedAt%20ge%202000-01-01t00:00:00z%20and%20CreatedAt%20ge%202000-01-01T00:00:00.000%2B0000%20and%20CreatedAt%20ge%20'2000-01-01T00:00:00-0100'
SELECT count(*) AS count_1
FROM orders
WHERE orders.created_at >= ? AND orders.created_at >= ? AND orders.created_at >= ?;

-- Orders/$count?$filter=CreatedAt%20add%20duration'p1dt1h'%20gt%20CreatedAt
/* 501: SQL Server has no durations. */;

-- Orders?$filter=OrderID%20eq%20123456789012345678901%20or%20OrderID%20gt%209223372036854775808&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ? OR orders.order_id > ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderID%20lt%209223372036854775808%20and%20OrderID%20gt%20-9223372036854775809%20and%20OrderID%20ne%20123456789012345678901.0&$top=2&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id < ? AND orders.order_id > ? AND orders.order_id != ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderID%20in%20(1,9223372036854775807,9223372036854775808,-9223372036854775808)%20and%20123456789012345678901%20gt%20OrderID&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id IN (?, ?, ?, ?) AND ? > orders.order_id ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderID%20eq%209999999999999999999%20or%20OrderID%20eq%202&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id IN (?, ?) ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderID%20lt%20@most%20and%20OrderID%20mul%2099999999999999999999%20gt%20@most&@most=123456789012345678901&$top=1&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id < ? AND CAST(orders.order_id AS BIGINT) * ? > ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=Aggregation.isroot(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)&$select=EmployeeID,ManagerID
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees
WHERE employees.employee_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE NOT (EXISTS (SELECT 1
FROM employees AS employees_2
WHERE employees_1.manager_id = employees_2.employee_id AND employees_1.employee_id != employees_2.employee_id))) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=Org.OData.Aggregation.V1.isroot(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)&$select=EmployeeID
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE NOT (EXISTS (SELECT 1
FROM employees AS employees_2
WHERE employees_1.manager_id = employees_2.employee_id AND employees_1.employee_id != employees_2.employee_id))) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees/$count?$filter=Aggregation.isleaf(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)
SELECT count(*) AS count_1
FROM employees
WHERE employees.employee_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE NOT (EXISTS (SELECT 1
FROM employees AS employees_2
WHERE employees_1.employee_id = employees_2.manager_id AND employees_1.employee_id != employees_2.employee_id)));

-- Employees/$count?$filter=Aggregation.isleaf(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)%20eq%20false%20and%20EmployeeID%20lt%2020
SELECT count(*) AS count_1
FROM employees
WHERE (employees.employee_id NOT IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE NOT (EXISTS (SELECT 1
FROM employees AS employees_2
WHERE employees_1.employee_id = employees_2.manager_id AND employees_1.employee_id != employees_2.employee_id)))) AND employees.employee_id < ?;

-- Employees?$filter=Aggregation.isdescendant(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Ancestor=17)&$select=EmployeeID&$orderby=EmployeeID%20desc&$top=3&$count=true
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) OPTION (MAXRECURSION 0);
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$filter=Aggregation.isdescendant(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Ancestor=17,MaxDistance=1,IncludeSelf=true)&$select=EmployeeID
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 0 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_1
WHERE employees_1.employee_id = ? UNION ALL SELECT employees_2.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_2
WHERE anon_1.n0 = employees_2.manager_id AND anon_1.n0 != employees_2.employee_id AND employees_2.employee_id != anon_1.seen AND anon_1.links < 1000 AND anon_1.links < ?)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$filter=Aggregation.isancestor(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Descendant=137)&$select=EmployeeID
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_1.manager_id AS n1, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.manager_id = employees_1.employee_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, employees_3.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n1 = employees_3.employee_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees/$count?$filter=not%20Aggregation.isancestor(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Descendant=137)
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_1.manager_id AS n1, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.manager_id = employees_1.employee_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, employees_3.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n1 = employees_3.employee_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM employees
WHERE (employees.employee_id NOT IN (SELECT anon_1.n0
FROM anon_1)) OPTION (MAXRECURSION 0);

-- Employees?$filter=Aggregation.issibling(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Other=2)&$select=EmployeeID
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1, employees AS employees_2
WHERE employees_2.employee_id = ? AND employees_1.employee_id != employees_2.employee_id AND ((EXISTS (SELECT 1
FROM employees AS employees_3
WHERE employees_1.manager_id = employees_3.employee_id AND employees_1.employee_id != employees_3.employee_id AND employees_2.manager_id = employees_3.employee_id AND employees_2.employee_id != employees_3.employee_id)) OR NOT (EXISTS (SELECT 1
FROM employees AS employees_4
WHERE employees_1.manager_id = employees_4.employee_id AND employees_1.employee_id != employees_4.employee_id)) AND NOT (EXISTS (SELECT 1
FROM employees AS employees_5
WHERE employees_2.manager_id = employees_5.employee_id AND employees_2.employee_id != employees_5.employee_id)))) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=Aggregation.issibling(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Other=1)&$select=EmployeeID
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1, employees AS employees_2
WHERE employees_2.employee_id = ? AND employees_1.employee_id != employees_2.employee_id AND ((EXISTS (SELECT 1
FROM employees AS employees_3
WHERE employees_1.manager_id = employees_3.employee_id AND employees_1.employee_id != employees_3.employee_id AND employees_2.manager_id = employees_3.employee_id AND employees_2.employee_id != employees_3.employee_id)) OR NOT (EXISTS (SELECT 1
FROM employees AS employees_4
WHERE employees_1.manager_id = employees_4.employee_id AND employees_1.employee_id != employees_4.employee_id)) AND NOT (EXISTS (SELECT 1
FROM employees AS employees_5
WHERE employees_2.manager_id = employees_5.employee_id AND employees_2.employee_id != employees_5.employee_id)))) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=Aggregation.isdescendant(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Ancestor=99999,IncludeSelf=true)&$select=EmployeeID
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 0 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_1
WHERE employees_1.employee_id = ? UNION ALL SELECT employees_2.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_2
WHERE anon_1.n0 = employees_2.manager_id AND anon_1.n0 != employees_2.employee_id AND employees_2.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$filter=Aggregation.isdescendant(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Ancestor=null)&$select=EmployeeID
SELECT employees.employee_id AS c0
FROM employees
WHERE 1 = 0 ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=Aggregation.isroot(HierarchyNodes=$root/Employees/$filter(EmployeeID%20gt%201%20and%20EmployeeID%20lt%2012),HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)&$select=EmployeeID
WITH anon_2 AS
(SELECT employees_1.employee_id AS employee_id, employees_1.manager_id AS manager_id
FROM employees AS employees_1
WHERE employees_1.employee_id > ? AND employees_1.employee_id < ?)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.employee_id
FROM anon_2 AS anon_1
WHERE NOT (EXISTS (SELECT 1
FROM anon_2 AS anon_3
WHERE anon_1.manager_id = anon_3.employee_id AND anon_1.employee_id != anon_3.employee_id))) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=EmployeeID%20lt%205%20and%20not%20Aggregation.isnode(HierarchyNodes=$root/Employees/$filter(EmployeeID%20gt%201),HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)&$select=EmployeeID
WITH anon_2 AS
(SELECT employees_1.employee_id AS employee_id, employees_1.manager_id AS manager_id
FROM employees AS employees_1
WHERE employees_1.employee_id > ?)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id < ? AND (employees.employee_id NOT IN (SELECT anon_1.employee_id
FROM anon_2 AS anon_1)) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders/$count?$filter=Aggregation.isdescendant(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Ancestor=2)
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM orders
WHERE orders.employee_id IN (SELECT anon_1.n0
FROM anon_1) OPTION (MAXRECURSION 0);

-- Orders/$count?$filter=Aggregation.isdescendant(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=Customer/AccountManager/EmployeeID,Ancestor=2)
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_2.employee_id AS n0, 1 AS links, employees_2.employee_id AS seen, 1 AS mark
FROM employees AS employees_3, employees AS employees_2
WHERE employees_3.employee_id = ? AND employees_3.employee_id = employees_2.manager_id AND employees_3.employee_id != employees_2.employee_id UNION ALL SELECT employees_4.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_4
WHERE anon_1.n0 = employees_4.manager_id AND anon_1.n0 != employees_4.employee_id AND employees_4.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id LEFT OUTER JOIN employees AS employees_1 ON customers_1.employee_id = employees_1.employee_id
WHERE employees_1.employee_id IN (SELECT anon_1.n0
FROM anon_1) OPTION (MAXRECURSION 0);

-- Employees/$count?$filter=DirectReports/any(d:Aggregation.isancestor(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=d/EmployeeID,Descendant=137))
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT employees_2.employee_id AS n0, employees_2.manager_id AS n1, 1 AS links, employees_2.employee_id AS seen, 1 AS mark
FROM employees AS employees_3, employees AS employees_2
WHERE employees_3.employee_id = ? AND employees_3.manager_id = employees_2.employee_id AND employees_3.employee_id != employees_2.employee_id UNION ALL SELECT employees_4.employee_id AS n0, employees_4.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_4
WHERE anon_1.n1 = employees_4.employee_id AND anon_1.n0 != employees_4.employee_id AND employees_4.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM employees
WHERE EXISTS (SELECT 1
FROM employees AS employees_1
WHERE employees.employee_id = employees_1.manager_id AND employees_1.employee_id IN (SELECT anon_1.n0
FROM anon_1)) OPTION (MAXRECURSION 0);

-- ProductGroups?$filter=Aggregation.isancestor(HierarchyNodes=$root/ProductGroups,HierarchyQualifier='ProductGroupHierarchy',Node=GroupCode,Descendant='MOTOR')&$select=GroupCode
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT product_groups_1.group_code AS n0, product_groups_1.parent_code AS n1, 1 AS links, product_groups_1.group_code AS seen, 1 AS mark
FROM product_groups AS product_groups_2, product_groups AS product_groups_1
WHERE product_groups_2.group_code = ? AND product_groups_2.parent_code = product_groups_1.group_code AND product_groups_2.group_code != product_groups_1.group_code UNION ALL SELECT product_groups_3.group_code AS n0, product_groups_3.parent_code AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, product_groups AS product_groups_3
WHERE anon_1.n1 = product_groups_3.group_code AND anon_1.n0 != product_groups_3.group_code AND product_groups_3.group_code != anon_1.seen AND anon_1.links < 1000)
 SELECT product_groups.group_code AS c0
FROM product_groups
WHERE product_groups.group_code IN (SELECT anon_1.n0
FROM anon_1) ORDER BY product_groups.group_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees/$count?$filter=Aggregation.isdescendant(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Ancestor=ManagerID)
WITH anon_1(n0, origin, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_2.employee_id AS origin, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, anon_1.origin AS origin, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM employees
WHERE (EXISTS (SELECT 1 FROM (SELECT anon_1.n0 AS k0, anon_1.origin AS k1
FROM anon_1) odata_rows WHERE odata_rows.k0 = employees.employee_id AND odata_rows.k1 = employees.manager_id)) OPTION (MAXRECURSION 0);

-- Employees?$filter=Aggregation.isancestor(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Descendant=$root/Employees(137)/ManagerID)&$select=EmployeeID
WITH anon_1(n0, n1, origin, links, seen, mark) AS
(SELECT employees_2.employee_id AS n0, employees_2.manager_id AS n1, employees_3.employee_id AS origin, 1 AS links, employees_2.employee_id AS seen, 1 AS mark
FROM employees AS employees_3, employees AS employees_2
WHERE employees_3.manager_id = employees_2.employee_id AND employees_3.employee_id != employees_2.employee_id UNION ALL SELECT employees_4.employee_id AS n0, employees_4.manager_id AS n1, anon_1.origin AS origin, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_4
WHERE anon_1.n1 = employees_4.employee_id AND anon_1.n0 != employees_4.employee_id AND employees_4.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE (EXISTS (SELECT 1 FROM (SELECT anon_1.n0 AS k0, anon_1.origin AS k1
FROM anon_1) odata_rows WHERE odata_rows.k0 = employees.employee_id AND odata_rows.k1 = (SELECT employees_1.manager_id
FROM employees AS employees_1
WHERE employees_1.employee_id = ?))) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$filter=Aggregation.isancestor(HierarchyNodes=@h,HierarchyQualifier=@q,Node=@n,Descendant=@d,MaxDistance=@m)&$select=EmployeeID&@h=$root/Employees&@q='EmployeeHierarchy'&@n=EmployeeID&@d=137&@m=1
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_1.manager_id AS n1, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.manager_id = employees_1.employee_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, employees_3.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n1 = employees_3.employee_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000 AND anon_1.links < ?)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees(2)?$select=EmployeeID&$expand=DirectReports($select=EmployeeID;$filter=Aggregation.isancestor(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Descendant=137))
SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.active AS c8
FROM employees
WHERE employees.employee_id = ?;
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_1.manager_id AS n1, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.manager_id = employees_1.employee_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, employees_3.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n1 = employees_3.employee_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT related.c0, related.c1
FROM (SELECT employees.employee_id AS c0, employees.manager_id AS c1, row_number() OVER (PARTITION BY employees.manager_id ORDER BY employees.employee_id ASC) AS place
FROM employees
WHERE (employees.manager_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND employees.employee_id IN (SELECT anon_1.n0
FROM anon_1)) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place OPTION (MAXRECURSION 0);
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_1.manager_id AS n1, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id = ? AND employees_2.manager_id = employees_1.employee_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, employees_3.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n1 = employees_3.employee_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees
WHERE (employees.manager_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$compute=Aggregation.isleaf(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)%20as%20Leaf&$select=EmployeeID,Leaf&$filter=EmployeeID%20ge%2025&$top=2
SELECT employees.employee_id AS c0, CASE WHEN (employees.employee_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE NOT (EXISTS (SELECT 1
FROM employees AS employees_2
WHERE employees_1.employee_id = employees_2.manager_id AND employees_1.employee_id != employees_2.employee_id)))) THEN 1 ELSE 0 END AS c1
FROM employees
WHERE employees.employee_id >= ? ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$orderby=Aggregation.isroot(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID)%20desc,EmployeeID%20desc&$select=EmployeeID&$top=2
SELECT employees.employee_id AS c0, CASE WHEN (employees.employee_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE NOT (EXISTS (SELECT 1
FROM employees AS employees_2
WHERE employees_1.manager_id = employees_2.employee_id AND employees_1.employee_id != employees_2.employee_id)))) THEN 1 ELSE 0 END AS c1
FROM employees ORDER BY CASE WHEN (employees.employee_id IN (SELECT employees_3.employee_id
FROM employees AS employees_3
WHERE NOT (EXISTS (SELECT 1
FROM employees AS employees_4
WHERE employees_3.manager_id = employees_4.employee_id AND employees_3.employee_id != employees_4.employee_id)))) THEN 1 ELSE 0 END DESC, employees.employee_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$apply=groupby((EmployeeID),aggregate($count%20as%20N))/filter(Aggregation.isancestor(HierarchyNodes=$root/Employees,HierarchyQualifier='EmployeeHierarchy',Node=EmployeeID,Descendant=137,IncludeSelf=true))/aggregate(EmployeeID%20with%20countdistinct%20as%20D)
WITH anon_3(n0, n1, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_1.manager_id AS n1, 0 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_1
WHERE employees_1.employee_id = ? UNION ALL SELECT employees_2.employee_id AS n0, employees_2.manager_id AS n1, (anon_3.links + 1) AS links, CASE WHEN (anon_3.links >= anon_3.mark + anon_3.mark) THEN anon_3.n0 ELSE anon_3.seen END AS seen, CASE WHEN (anon_3.links >= anon_3.mark + anon_3.mark) THEN anon_3.links ELSE anon_3.mark END AS mark
FROM anon_3, employees AS employees_2
WHERE anon_3.n1 = employees_2.employee_id AND anon_3.n0 != employees_2.employee_id AND employees_2.employee_id != anon_3.seen AND anon_3.links < 1000)
 SELECT anon_1.p0 AS c0
FROM (SELECT count(DISTINCT anon_2.p0) AS p0
FROM (SELECT orders.employee_id AS p0, count(*) AS p1
FROM orders GROUP BY orders.employee_id) AS anon_2
WHERE anon_2.p0 IN (SELECT anon_3.n0
FROM anon_3)) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%2017))&$select=EmployeeID
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_2) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%2017),keep%20start)&$select=EmployeeID&$top=2&$count=true
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 0 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_1
WHERE employees_1.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_2) UNION ALL SELECT employees_2.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_2
WHERE anon_1.n0 = employees_2.manager_id AND anon_1.n0 != employees_2.employee_id AND employees_2.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) OPTION (MAXRECURSION 0);
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 0 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_1
WHERE employees_1.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_2) UNION ALL SELECT employees_2.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_2
WHERE anon_1.n0 = employees_2.manager_id AND anon_1.n0 != employees_2.employee_id AND employees_2.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%201),1,keep%20start)&$select=EmployeeID
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 0 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_1
WHERE employees_1.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_2) UNION ALL SELECT employees_2.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_2
WHERE anon_1.n0 = employees_2.manager_id AND anon_1.n0 != employees_2.employee_id AND employees_2.employee_id != anon_1.seen AND anon_1.links < 1000 AND anon_1.links < ?)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=ancestors($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20gt%20198%20or%20EmployeeID%20eq%20137))&$select=EmployeeID
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, employees_1.manager_id AS n1, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id > ? OR employees.employee_id = ?) AS anon_2) AND employees_2.manager_id = employees_1.employee_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, employees_3.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n1 = employees_3.employee_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=ancestors($root/Employees,EmployeeHierarchy,EmployeeID,orderby(EmployeeID%20desc)/top(2),filter(EmployeeID%20gt%201),2,keep%20start)&$select=EmployeeID
WITH anon_3 AS
(SELECT employees_1.employee_id AS employee_id, employees_1.manager_id AS manager_id
FROM employees AS employees_1
WHERE employees_1.employee_id > ?),
anon_1(n0, n1, links, seen, mark) AS
(SELECT anon_2.employee_id AS n0, anon_2.manager_id AS n1, 0 AS links, anon_2.employee_id AS seen, 1 AS mark
FROM anon_3 AS anon_2
WHERE anon_2.employee_id IN (SELECT anon_4.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id IN (SELECT anon_5.p0
FROM (SELECT anon_6.p0 AS p0
FROM (SELECT employees.employee_id AS p0
FROM employees ORDER BY employees.employee_id DESC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_6) AS anon_5)) AS anon_4) UNION ALL SELECT anon_7.employee_id AS n0, anon_7.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, anon_3 AS anon_7
WHERE anon_1.n1 = anon_7.employee_id AND anon_1.n0 != anon_7.employee_id AND anon_7.employee_id != anon_1.seen AND anon_1.links < 1000 AND anon_1.links < ?)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=ancestors($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%20137),descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%202)),keep%20start)&$select=EmployeeID
WITH anon_4(n0, links, seen, mark) AS
(SELECT employees_2.employee_id AS n0, 1 AS links, employees_2.employee_id AS seen, 1 AS mark
FROM employees AS employees_3, employees AS employees_2
WHERE employees_3.employee_id IN (SELECT anon_5.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_5) AND employees_3.employee_id = employees_2.manager_id AND employees_3.employee_id != employees_2.employee_id UNION ALL SELECT employees_4.employee_id AS n0, (anon_4.links + 1) AS links, CASE WHEN (anon_4.links >= anon_4.mark + anon_4.mark) THEN anon_4.n0 ELSE anon_4.seen END AS seen, CASE WHEN (anon_4.links >= anon_4.mark + anon_4.mark) THEN anon_4.links ELSE anon_4.mark END AS mark
FROM anon_4, employees AS employees_4
WHERE anon_4.n0 = employees_4.manager_id AND anon_4.n0 != employees_4.employee_id AND employees_4.employee_id != anon_4.seen AND anon_4.links < 1000),
anon_3 AS
(SELECT employees_1.employee_id AS employee_id, employees_1.manager_id AS manager_id
FROM employees AS employees_1
WHERE employees_1.employee_id IN (SELECT anon_4.n0
FROM anon_4)),
anon_1(n0, n1, links, seen, mark) AS
(SELECT anon_2.employee_id AS n0, anon_2.manager_id AS n1, 0 AS links, anon_2.employee_id AS seen, 1 AS mark
FROM anon_3 AS anon_2
WHERE anon_2.employee_id IN (SELECT anon_6.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_6) UNION ALL SELECT anon_7.employee_id AS n0, anon_7.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, anon_3 AS anon_7
WHERE anon_1.n1 = anon_7.employee_id AND anon_1.n0 != anon_7.employee_id AND anon_7.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=filter(EmployeeID%20lt%20100)/descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%202))/ancestors($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%2090),keep%20start)&$select=EmployeeID&$expand=Manager($select=EmployeeID)
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id < ? AND employees.employee_id = ?) AS anon_2) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000),
anon_5(n0, links, seen, mark) AS
(SELECT employees_5.employee_id AS n0, 1 AS links, employees_5.employee_id AS seen, 1 AS mark
FROM employees AS employees_6, employees AS employees_5
WHERE employees_6.employee_id IN (SELECT anon_6.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id < ? AND employees.employee_id = ?) AS anon_6) AND employees_6.employee_id = employees_5.manager_id AND employees_6.employee_id != employees_5.employee_id UNION ALL SELECT employees_7.employee_id AS n0, (anon_5.links + 1) AS links, CASE WHEN (anon_5.links >= anon_5.mark + anon_5.mark) THEN anon_5.n0 ELSE anon_5.seen END AS seen, CASE WHEN (anon_5.links >= anon_5.mark + anon_5.mark) THEN anon_5.links ELSE anon_5.mark END AS mark
FROM anon_5, employees AS employees_7
WHERE anon_5.n0 = employees_7.manager_id AND anon_5.n0 != employees_7.employee_id AND employees_7.employee_id != anon_5.seen AND anon_5.links < 1000),
anon_3(n0, n1, links, seen, mark) AS
(SELECT employees_4.employee_id AS n0, employees_4.manager_id AS n1, 0 AS links, employees_4.employee_id AS seen, 1 AS mark
FROM employees AS employees_4
WHERE employees_4.employee_id IN (SELECT anon_4.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id < ? AND employees.employee_id IN (SELECT anon_5.n0
FROM anon_5) AND employees.employee_id = ?) AS anon_4) UNION ALL SELECT employees_8.employee_id AS n0, employees_8.manager_id AS n1, (anon_3.links + 1) AS links, CASE WHEN (anon_3.links >= anon_3.mark + anon_3.mark) THEN anon_3.n0 ELSE anon_3.seen END AS seen, CASE WHEN (anon_3.links >= anon_3.mark + anon_3.mark) THEN anon_3.links ELSE anon_3.mark END AS mark
FROM anon_3, employees AS employees_8
WHERE anon_3.n1 = employees_8.employee_id AND anon_3.n0 != employees_8.employee_id AND employees_8.employee_id != anon_3.seen AND anon_3.links < 1000)
 SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees
WHERE employees.employee_id < ? AND employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) AND employees.employee_id IN (SELECT anon_3.n0
FROM anon_3) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);
SELECT employees.employee_id AS c0
FROM employees
WHERE (employees.employee_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- Employees?$apply=filter(EmployeeID%20gt%20135)/descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%2017))&$select=EmployeeID
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id > ? AND employees.employee_id = ?) AS anon_2) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id > ? AND employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%202))/aggregate($count%20as%20N)
WITH anon_2(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_3.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_3) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_2.links + 1) AS links, CASE WHEN (anon_2.links >= anon_2.mark + anon_2.mark) THEN anon_2.n0 ELSE anon_2.seen END AS seen, CASE WHEN (anon_2.links >= anon_2.mark + anon_2.mark) THEN anon_2.links ELSE anon_2.mark END AS mark
FROM anon_2, employees AS employees_3
WHERE anon_2.n0 = employees_3.manager_id AND anon_2.n0 != employees_3.employee_id AND employees_3.employee_id != anon_2.seen AND anon_2.links < 1000)
 SELECT anon_1.p0 AS c0
FROM (SELECT count(*) AS p0
FROM employees
WHERE employees.employee_id IN (SELECT anon_2.n0
FROM anon_2)) AS anon_1 ORDER BY (SELECT NULL) OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Orders?$apply=descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%202),keep%20start)/groupby((EmployeeID),aggregate($count%20as%20N))/orderby(N%20desc,EmployeeID)/top(2)
WITH anon_4(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 0 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_1
WHERE employees_1.employee_id IN (SELECT anon_5.p0
FROM (SELECT orders.employee_id AS p0
FROM orders
WHERE orders.employee_id = ?) AS anon_5) UNION ALL SELECT employees_2.employee_id AS n0, (anon_4.links + 1) AS links, CASE WHEN (anon_4.links >= anon_4.mark + anon_4.mark) THEN anon_4.n0 ELSE anon_4.seen END AS seen, CASE WHEN (anon_4.links >= anon_4.mark + anon_4.mark) THEN anon_4.links ELSE anon_4.mark END AS mark
FROM anon_4, employees AS employees_2
WHERE anon_4.n0 = employees_2.manager_id AND anon_4.n0 != employees_2.employee_id AND employees_2.employee_id != anon_4.seen AND anon_4.links < 1000)
 SELECT anon_1.p0 AS c0, anon_1.p1 AS c1
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1
FROM (SELECT anon_3.p0 AS p0, anon_3.p1 AS p1
FROM (SELECT orders.employee_id AS p0, count(*) AS p1
FROM orders
WHERE orders.employee_id IN (SELECT anon_4.n0
FROM anon_4) GROUP BY orders.employee_id) AS anon_3 ORDER BY anon_3.p1 DESC, anon_3.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1 ORDER BY anon_1.p1 DESC, anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Orders/$count?$apply=ancestors($root/Employees,EmployeeHierarchy,Customer/AccountManager/EmployeeID,filter(OrderID%20le%2020),keep%20start)
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT employees_2.employee_id AS n0, employees_2.manager_id AS n1, 0 AS links, employees_2.employee_id AS seen, 1 AS mark
FROM employees AS employees_2
WHERE employees_2.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees_3.employee_id AS p0
FROM orders LEFT OUTER JOIN customers AS customers_2 ON orders.customer_id = customers_2.customer_id LEFT OUTER JOIN employees AS employees_3 ON customers_2.employee_id = employees_3.employee_id
WHERE orders.order_id <= ?) AS anon_2) UNION ALL SELECT employees_4.employee_id AS n0, employees_4.manager_id AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_4
WHERE anon_1.n1 = employees_4.employee_id AND anon_1.n0 != employees_4.employee_id AND employees_4.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id LEFT OUTER JOIN employees AS employees_1 ON customers_1.employee_id = employees_1.employee_id
WHERE employees_1.employee_id IN (SELECT anon_1.n0
FROM anon_1) OPTION (MAXRECURSION 0);

-- Employees/$count?$apply=descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%202))/filter(EmployeeID%20gt%20100)
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_2) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) AND employees.employee_id > ? OPTION (MAXRECURSION 0);

-- Employees?$apply=descendants($root/Employees,EmployeeHierarchy,EmployeeID,search(a)/filter(EmployeeID%20eq%2025))/skip(1)/top(2)&$select=EmployeeID
WITH anon_3(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_4.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE ((CHARINDEX(LOWER(?), LOWER(employees.first_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(employees.last_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(employees.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(employees.job_title)) > 0 OR DATALENGTH(LOWER(?)) = 0)) AND employees.employee_id = ?) AS anon_4) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_3.links + 1) AS links, CASE WHEN (anon_3.links >= anon_3.mark + anon_3.mark) THEN anon_3.n0 ELSE anon_3.seen END AS seen, CASE WHEN (anon_3.links >= anon_3.mark + anon_3.mark) THEN anon_3.links ELSE anon_3.mark END AS mark
FROM anon_3, employees AS employees_3
WHERE anon_3.n0 = employees_3.manager_id AND anon_3.n0 != employees_3.employee_id AND employees_3.employee_id != anon_3.seen AND anon_3.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.p0
FROM (SELECT anon_2.p0 AS p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id IN (SELECT anon_3.n0
FROM anon_3) ORDER BY employees.employee_id ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY ) AS anon_2) AS anon_1) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=concat(descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%2025)),ancestors($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%2025)))&$select=EmployeeID
WITH anon_3(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_4.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_4) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_3.links + 1) AS links, CASE WHEN (anon_3.links >= anon_3.mark + anon_3.mark) THEN anon_3.n0 ELSE anon_3.seen END AS seen, CASE WHEN (anon_3.links >= anon_3.mark + anon_3.mark) THEN anon_3.links ELSE anon_3.mark END AS mark
FROM anon_3, employees AS employees_3
WHERE anon_3.n0 = employees_3.manager_id AND anon_3.n0 != employees_3.employee_id AND employees_3.employee_id != anon_3.seen AND anon_3.links < 1000),
anon_6(n0, n1, links, seen, mark) AS
(SELECT employees_4.employee_id AS n0, employees_4.manager_id AS n1, 1 AS links, employees_4.employee_id AS seen, 1 AS mark
FROM employees AS employees_5, employees AS employees_4
WHERE employees_5.employee_id IN (SELECT anon_7.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_7) AND employees_5.manager_id = employees_4.employee_id AND employees_5.employee_id != employees_4.employee_id UNION ALL SELECT employees_6.employee_id AS n0, employees_6.manager_id AS n1, (anon_6.links + 1) AS links, CASE WHEN (anon_6.links >= anon_6.mark + anon_6.mark) THEN anon_6.n0 ELSE anon_6.seen END AS seen, CASE WHEN (anon_6.links >= anon_6.mark + anon_6.mark) THEN anon_6.links ELSE anon_6.mark END AS mark
FROM anon_6, employees AS employees_6
WHERE anon_6.n1 = employees_6.employee_id AND anon_6.n0 != employees_6.employee_id AND employees_6.employee_id != anon_6.seen AND anon_6.links < 1000)
 SELECT anon_1.p0 AS c0, anon_1.part AS c1, anon_1.place AS c2, anon_1.p1 AS c3, anon_1.p2 AS c4, anon_1.p3 AS c5, anon_1.p4 AS c6, anon_1.p5 AS c7, anon_1.p6 AS c8, anon_1.p7 AS c9, anon_1.p8 AS c10, anon_1.p9 AS c11
FROM (SELECT anon_2.p0 AS p0, anon_2.p1 AS p1, anon_2.p2 AS p2, anon_2.p3 AS p3, anon_2.p4 AS p4, anon_2.p5 AS p5, anon_2.p6 AS p6, anon_2.p7 AS p7, anon_2.p8 AS p8, anon_2.p9 AS p9, ? AS part, ? AS place
FROM (SELECT employees.employee_id AS p0, employees.manager_id AS p1, employees.first_name AS p2, employees.last_name AS p3, employees.email AS p4, employees.job_title AS p5, employees.hired_on AS p6, employees.born_on AS p7, employees.badge AS p8, employees.active AS p9
FROM employees
WHERE employees.employee_id IN (SELECT anon_3.n0
FROM anon_3)) AS anon_2 UNION ALL SELECT anon_5.p0 AS p0, anon_5.p1 AS p1, anon_5.p2 AS p2, anon_5.p3 AS p3, anon_5.p4 AS p4, anon_5.p5 AS p5, anon_5.p6 AS p6, anon_5.p7 AS p7, anon_5.p8 AS p8, anon_5.p9 AS p9, ? AS part, ? AS place
FROM (SELECT employees.employee_id AS p0, employees.manager_id AS p1, employees.first_name AS p2, employees.last_name AS p3, employees.email AS p4, employees.job_title AS p5, employees.hired_on AS p6, employees.born_on AS p7, employees.badge AS p8, employees.active AS p9
FROM employees
WHERE employees.employee_id IN (SELECT anon_6.n0
FROM anon_6)) AS anon_5) AS anon_1 ORDER BY anon_1.part ASC, anon_1.place ASC, anon_1.p0 ASC, anon_1.p1 ASC, anon_1.p2 ASC, anon_1.p3 ASC, anon_1.p4 ASC, anon_1.p5 ASC, anon_1.p6 ASC, anon_1.p7 ASC, anon_1.p8 ASC, anon_1.p9 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Employees?$apply=descendants($root/Employees,EmployeeHierarchy,EmployeeID,filter(EmployeeID%20eq%202))&$filter=EmployeeID%20gt%20130&$orderby=EmployeeID%20desc&$skip=1&$top=2&$count=true&$select=EmployeeID
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_2) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT count(*) AS count_1
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) AND employees.employee_id > ? OPTION (MAXRECURSION 0);
WITH anon_1(n0, links, seen, mark) AS
(SELECT employees_1.employee_id AS n0, 1 AS links, employees_1.employee_id AS seen, 1 AS mark
FROM employees AS employees_2, employees AS employees_1
WHERE employees_2.employee_id IN (SELECT anon_2.p0
FROM (SELECT employees.employee_id AS p0
FROM employees
WHERE employees.employee_id = ?) AS anon_2) AND employees_2.employee_id = employees_1.manager_id AND employees_2.employee_id != employees_1.employee_id UNION ALL SELECT employees_3.employee_id AS n0, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, employees AS employees_3
WHERE anon_1.n0 = employees_3.manager_id AND anon_1.n0 != employees_3.employee_id AND employees_3.employee_id != anon_1.seen AND anon_1.links < 1000)
 SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id IN (SELECT anon_1.n0
FROM anon_1) AND employees.employee_id > ? ORDER BY employees.employee_id DESC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- ProductGroups?$apply=ancestors($root/ProductGroups,ProductGroupHierarchy,GroupCode,filter(GroupCode%20eq%20'MOTOR'),keep%20start)&$select=GroupCode
WITH anon_1(n0, n1, links, seen, mark) AS
(SELECT product_groups_1.group_code AS n0, product_groups_1.parent_code AS n1, 0 AS links, product_groups_1.group_code AS seen, 1 AS mark
FROM product_groups AS product_groups_1
WHERE product_groups_1.group_code IN (SELECT anon_2.p0
FROM (SELECT product_groups.group_code AS p0
FROM product_groups
WHERE product_groups.group_code = ?) AS anon_2) UNION ALL SELECT product_groups_2.group_code AS n0, product_groups_2.parent_code AS n1, (anon_1.links + 1) AS links, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.n0 ELSE anon_1.seen END AS seen, CASE WHEN (anon_1.links >= anon_1.mark + anon_1.mark) THEN anon_1.links ELSE anon_1.mark END AS mark
FROM anon_1, product_groups AS product_groups_2
WHERE anon_1.n1 = product_groups_2.group_code AND anon_1.n0 != product_groups_2.group_code AND product_groups_2.group_code != anon_1.seen AND anon_1.links < 1000)
 SELECT product_groups.group_code AS c0
FROM product_groups
WHERE product_groups.group_code IN (SELECT anon_1.n0
FROM anon_1) ORDER BY product_groups.group_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY OPTION (MAXRECURSION 0);

-- Orders?$select=Status&$top=1
SELECT orders.status AS c0, orders.order_id AS c1
FROM orders ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- OrderLines?$select=Quantity&$top=1
SELECT order_lines.quantity AS c0, order_lines.order_id AS c1, order_lines.line_no AS c2
FROM order_lines ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$select=OrderID&$top=1
SELECT orders.order_id AS c0
FROM orders ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$select=EmployeeID,ManagerID&$top=2&$orderby=EmployeeID
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees(1)?$select=EmployeeID,ManagerID
SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.active AS c8
FROM employees
WHERE employees.employee_id = ?;

-- Orders(1)?$select=OrderID&$expand=Customer($select=CustomerID;$levels=3)
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;
SELECT customers.customer_id AS c0
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]')));

-- Orders(1)?$select=OrderID
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;

-- Orders(1)/OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ?;

-- Orders(1)/CurrencyCode
SELECT orders.currency_code AS c0, orders.order_id AS c1
FROM orders
WHERE orders.order_id = ?;

-- Orders(1)/OrderDate
SELECT orders.order_date AS c0, orders.order_id AS c1
FROM orders
WHERE orders.order_id = ?;

-- Countries('DE')?$select=CountryCode
SELECT countries.country_code AS c0, countries.country_name AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries
WHERE countries.country_code = ?;

-- SalesByMonth(Year=2023,Month=1)?$select=Year
SELECT sales_by_month.year AS c0, sales_by_month.month AS c1
FROM sales_by_month
WHERE sales_by_month.year = ? AND sales_by_month.month = ?;

-- Countries?$select=Currency&$filter=CountryCode%20eq%20'DE'
SELECT countries.country_code AS c0
FROM countries
WHERE countries.country_code = ? ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries('DE')?$select=ERP.*
SELECT countries.country_code AS c0, countries.country_name AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries
WHERE countries.country_code = ?;

-- Countries('DE')/CountryName
SELECT countries.country_name AS c0, countries.country_code AS c1
FROM countries
WHERE countries.country_code = ?;

-- Customers?$search='NOT%20bio_'&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$search='O''Neil%20%26'&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$search='"Quot'&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$search=O'Neil%20Sons&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE ((CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0)) AND ((CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0)) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$search=bio_kost&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$search=BIO%25&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries('DE')
SELECT countries.country_code AS c0, countries.country_name AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries
WHERE countries.country_code = ?;

-- OrderLines(LineNo=10,OrderID=5)?$select=OrderID,LineNo,Quantity
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1, order_lines.quantity AS c2, order_lines.product_no AS c3, order_lines.warehouse_code AS c4, order_lines.unit_price AS c5, order_lines.discount_percent AS c6, order_lines.line_amount AS c7, order_lines.line_text AS c8
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.line_no = ?;

-- Invoices(07a5835f-3f14-5480-bc8f-d93b42620cfa)?$select=InvoiceNo
SELECT invoices.invoice_no AS c0, invoices.invoice_id AS c1, invoices.order_id AS c2, invoices.customer_id AS c3, invoices.invoiced_on AS c4, invoices.due_on AS c5, invoices.gross_amount AS c6, invoices.currency_code AS c7, invoices.payment_reference AS c8, invoices.paid AS c9, invoices.paid_at AS c10
FROM invoices
WHERE invoices.invoice_id = ?;

-- Prices(ProductNo='CABLE-00004',PriceGroup='I',ValidFrom=2024-01-01)?$select=Price,ValidTo
SELECT prices.price AS c0, prices.valid_to AS c1, prices.product_no AS c2, prices.price_group AS c3, prices.valid_from AS c4, prices.currency_code AS c5
FROM prices
WHERE prices.product_no = ? AND prices.price_group = ? AND prices.valid_from = ?;

-- Countries/DE?$select=CountryName
SELECT countries.country_name AS c0, countries.country_code AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries
WHERE countries.country_code = ?;

-- Countries('DE')/CountryName/$value
SELECT countries.country_name AS c0, countries.country_code AS c1
FROM countries
WHERE countries.country_code = ?;

-- Orders(5)/NetAmount/$value
SELECT orders.net_amount AS c0, orders.order_id AS c1
FROM orders
WHERE orders.order_id = ?;

-- Countries('DE')/InEuropeanUnion/$value
SELECT countries.in_european_union AS c0, countries.country_code AS c1
FROM countries
WHERE countries.country_code = ?;

-- Countries/$count
SELECT count(*) AS count_1
FROM countries;

-- Countries/$count?$filter=InEuropeanUnion%20eq%20true
SELECT count(*) AS count_1
FROM countries
WHERE countries.in_european_union = 1;

-- Countries('JP')/Currency
SELECT countries.country_code AS c0
FROM countries
WHERE countries.country_code = ?;
SELECT currencies.currency_code AS c0, currencies.currency_name AS c1, currencies.symbol AS c2, currencies.decimals AS c3
FROM currencies
WHERE currencies.currency_code IN (SELECT countries_1.currency_code
FROM countries AS countries_1
WHERE countries_1.country_code = ?);

-- Employees(1)/DirectReports?$select=EmployeeID&$top=3
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id = ?;
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.manager_id = ? AND employees.manager_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE employees_1.employee_id = ?) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees(1)/DirectReports/$count
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id = ?;
SELECT count(*) AS count_1
FROM employees
WHERE employees.manager_id = ? AND employees.manager_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE employees_1.employee_id = ?);

-- Employees(1)/DirectReports(2)/Manager?$select=EmployeeID
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.manager_id = ? AND employees.manager_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE employees_1.employee_id = ?) AND employees.employee_id = ?;
SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.active AS c8
FROM employees
WHERE employees.employee_id IN (SELECT employees_1.manager_id
FROM employees AS employees_1
WHERE employees_1.manager_id = ? AND employees_1.manager_id IN (SELECT employees_2.employee_id
FROM employees AS employees_2
WHERE employees_2.employee_id = ?) AND employees_1.employee_id = ?);

-- Employees(150)/DirectReports
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id = ?;
SELECT employees.employee_id AS c0, employees.manager_id AS c1, employees.first_name AS c2, employees.last_name AS c3, employees.email AS c4, employees.job_title AS c5, employees.hired_on AS c6, employees.born_on AS c7, employees.badge AS c8, employees.active AS c9
FROM employees
WHERE employees.manager_id = ? AND employees.manager_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE employees_1.employee_id = ?) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees(1)/DirectReports/$ref?$top=2
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.employee_id = ?;
SELECT employees.employee_id AS c0
FROM employees
WHERE employees.manager_id = ? AND employees.manager_id IN (SELECT employees_1.employee_id
FROM employees AS employees_1
WHERE employees_1.employee_id = ?) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries('JP')/Currency/$ref
SELECT countries.country_code AS c0
FROM countries
WHERE countries.country_code = ?;
SELECT currencies.currency_code AS c0
FROM currencies
WHERE currencies.currency_code IN (SELECT countries_1.currency_code
FROM countries AS countries_1
WHERE countries_1.country_code = ?);

-- SalesByMonth(Year=2024,Month=5)?$select=Year,Month
SELECT sales_by_month.year AS c0, sales_by_month.month AS c1
FROM sales_by_month
WHERE sales_by_month.year = ? AND sales_by_month.month = ?;

-- LegacyDocuments?$select=DocumentNo,PostedOn,EnteredOn,DueOn&$top=4
SELECT [VBRLEG].[BELNR] AS c0, [VBRLEG].[BUDAT] AS c1, [VBRLEG].[ERDAT] AS c2, [VBRLEG].[FAEDT] AS c3, [VBRLEG].[MANDT] AS c4
FROM [VBRLEG] ORDER BY [VBRLEG].[MANDT] ASC, [VBRLEG].[BELNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyDocuments/$count?$filter=PostedOn%20eq%202025-11-07
SELECT count(*) AS count_1
FROM [VBRLEG]
WHERE [VBRLEG].[BUDAT] = ?;

-- LegacyDocuments?$filter=LegacyCustomerNo%20eq%20'K0223'&$select=DocumentNo,LegacyCustomerNo&$top=1
SELECT [VBRLEG].[BELNR] AS c0, [VBRLEG].[KUNNR] AS c1, [VBRLEG].[MANDT] AS c2
FROM [VBRLEG]
WHERE [VBRLEG].[KUNNR] = ? ORDER BY [VBRLEG].[MANDT] ASC, [VBRLEG].[BELNR] ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- LegacyDocuments(Client='100',DocumentNo='0009000001')?$select=DocumentNo,LegacyName,NetValue
SELECT [VBRLEG].[BELNR] AS c0, [VBRLEG].[NAME1] AS c1, [VBRLEG].[NETWR] AS c2, [VBRLEG].[MANDT] AS c3
FROM [VBRLEG]
WHERE [VBRLEG].[MANDT] = ? AND [VBRLEG].[BELNR] = ?;

-- Orders?$filter=Customer/CountryCode%20eq%20'JP'&$select=OrderID&$top=3
SELECT orders.order_id AS c0
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id
WHERE customers_1.country_code = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$orderby=Customer/CustomerName%20desc,OrderID&$select=OrderID&$top=3
SELECT orders.order_id AS c0, customers_1.customer_name AS c1
FROM orders LEFT OUTER JOIN customers AS customers_1 ON orders.customer_id = customers_1.customer_id ORDER BY customers_1.customer_name DESC, orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=DirectReports/any(d:d/EmployeeID%20eq%209)&$select=EmployeeID
SELECT employees.employee_id AS c0
FROM employees
WHERE EXISTS (SELECT 1
FROM employees AS employees_1
WHERE employees.employee_id = employees_1.manager_id AND employees_1.employee_id = ?) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees/$count?$filter=DirectReports/any()
SELECT count(*) AS count_1
FROM employees
WHERE EXISTS (SELECT 1
FROM employees AS employees_1
WHERE employees.employee_id = employees_1.manager_id);

-- Employees?$filter=DirectReports/all(d:d/EmployeeID%20lt%2010)%20and%20DirectReports/any()&$select=EmployeeID
SELECT employees.employee_id AS c0
FROM employees
WHERE NOT (EXISTS (SELECT 1
FROM employees AS employees_1
WHERE employees.employee_id = employees_1.manager_id AND employees_1.employee_id >= ?)) AND (EXISTS (SELECT 1
FROM employees AS employees_2
WHERE employees.employee_id = employees_2.manager_id)) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=DirectReports/$count%20gt%207&$select=EmployeeID&$top=2
SELECT employees.employee_id AS c0
FROM employees
WHERE (SELECT count(*) AS count_1
FROM employees AS employees_1
WHERE employees.employee_id = employees_1.manager_id) > ? ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$filter=CountryCode%20in%20('DE','FR','XX')&$select=CountryCode
SELECT countries.country_code AS c0
FROM countries
WHERE (countries.country_code IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(2) '$'))) ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$filter=length(CountryName)%20eq%207%20and%20toupper(CountryCode)%20eq%20'SE'&$select=CountryName
SELECT countries.country_name AS c0, countries.country_code AS c1
FROM countries
WHERE LEN(countries.country_name + 'x') - 1 = ? AND UPPER(countries.country_code) = ? ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$filter=substring(CountryName,1,2)%20eq%20'ei'%20or%20concat(CountryCode,'%21')%20eq%20'JP%21'&$select=CountryCode
SELECT countries.country_code AS c0
FROM countries
WHERE SUBSTRING(countries.country_name, CAST(CASE WHEN (? >= ? AND ? < LEN(countries.country_name + 'x') - 1) THEN ? WHEN (? >= LEN(countries.country_name + 'x') - 1) THEN LEN(countries.country_name + 'x') - 1 WHEN (? < ? AND LEN(countries.country_name + 'x') - 1 + ? > ?) THEN LEN(countries.country_name + 'x') - 1 + ? ELSE ? - ? END AS INTEGER) + 1, CAST(CASE WHEN (? >= LEN(countries.country_name + 'x') - 1) THEN LEN(countries.country_name + 'x') - 1 WHEN (? > ? AND ? < LEN(countries.country_name + 'x') - 1) THEN ? ELSE ? - ? END AS INTEGER)) = ? OR (countries.country_code + ?) = ? ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$filter=tolower(CountryName)%20eq%20'%C3%B6sterreich'&$select=CountryCode
SELECT countries.country_code AS c0
FROM countries
WHERE LOWER(countries.country_name) = ? ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=year(OrderDate)%20eq%202025%20and%20month(OrderDate)%20eq%209%20and%20day(OrderDate)%20eq%2017&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE DATEPART(year, orders.order_date) = ? AND DATEPART(month, orders.order_date) = ? AND DATEPART(day, orders.order_date) = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=hour(ShippedAt)%20eq%2014%20and%20minute(ShippedAt)%20eq%205%20and%20second(ShippedAt)%20eq%200&$select=OrderID&$top=2
SELECT orders.order_id AS c0
FROM orders
WHERE DATEPART(hour, orders.shipped_at) = ? AND DATEPART(minute, orders.shipped_at) = ? AND DATEPART(SECOND, orders.shipped_at) = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=NetAmount%20div%202%20eq%20437934.35%20and%20OrderID%20add%201%20eq%206&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE (CAST(orders.net_amount AS DECIMAL(38, 10)) / NULLIF(?, 0)) = ? AND CAST(orders.order_id AS BIGINT) + CAST(? AS BIGINT) = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderID%20div%202%20eq%202%20and%20OrderID%20mod%202%20eq%201&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE (CAST(orders.order_id AS BIGINT) / NULLIF(CAST(? AS BIGINT), 0)) = ? AND (CAST(orders.order_id AS BIGINT) % NULLIF(CAST(? AS BIGINT), 0)) = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=round(NetAmount)%20eq%20875869%20and%20floor(NetAmount)%20eq%20875868%20and%20ceiling(NetAmount)%20eq%20875869&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE ROUND(orders.net_amount, 0) = ? AND FLOOR(orders.net_amount) = ? AND CEILING(orders.net_amount) = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$filter=CountryCode%20eq%20@c&@c='DE'&$select=CountryName
SELECT countries.country_name AS c0, countries.country_code AS c1
FROM countries
WHERE countries.country_code = ? ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries(@c)?@c='DE'&$select=CountryName
SELECT countries.country_name AS c0, countries.country_code AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries
WHERE countries.country_code = ?;

-- Countries?filter=CountryCode%20eq%20'DE'&select=CountryName
SELECT countries.country_name AS c0, countries.country_code AS c1
FROM countries
WHERE countries.country_code = ? ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries('DE')?$select=CountryCode&$format=application/json%3Bodata.metadata=none
SELECT countries.country_code AS c0, countries.country_name AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries
WHERE countries.country_code = ?;

-- Orders(5)?$select=OrderID,NetAmount,TrackingNumber
SELECT orders.order_id AS c0, orders.net_amount AS c1, orders.tracking_number AS c2, orders.customer_id AS c3, orders.employee_id AS c4, orders.address_id AS c5, orders.status AS c6, orders.priority AS c7, orders.order_date AS c8, orders.requested_on AS c9, orders.shipped_at AS c10, orders.currency_code AS c11, orders.exchange_rate AS c12, orders.customer_reference AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16
FROM orders
WHERE orders.order_id = ?;

-- Employees?$orderby=JobTitle,EmployeeID&$select=EmployeeID,JobTitle&$top=2
SELECT employees.employee_id AS c0, employees.job_title AS c1
FROM employees ORDER BY employees.job_title ASC, employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$orderby=ManagerID%20desc,EmployeeID&$select=EmployeeID&$filter=EmployeeID%20le%203
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees
WHERE employees.employee_id <= ? ORDER BY employees.manager_id DESC, employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$top=0&$count=true
SELECT count(*) AS count_1
FROM countries;
SELECT countries.country_code AS c0, countries.country_name AS c1, countries.currency_code AS c2, countries.in_european_union AS c3
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$skip=0000000000000000000007&$top=99999999999999999999&$select=CountryCode
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$skip=99999999999999999999&$select=CountryCode
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$skip=7&$select=CountryCode&$count=true
SELECT count(*) AS count_1
FROM countries;
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET ? ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$select=CountryCode
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Currencies('EUR')?$select=
SELECT currencies.currency_code AS c0, currencies.currency_name AS c1, currencies.symbol AS c2, currencies.decimals AS c3
FROM currencies
WHERE currencies.currency_code = ?;

-- Currencies('EUR')?$select=*
SELECT currencies.currency_code AS c0, currencies.currency_name AS c1, currencies.symbol AS c2, currencies.decimals AS c3
FROM currencies
WHERE currencies.currency_code = ?;

-- Orders/$count?$filter=Priority%20eq%20null%20or%20not%20(Status%20ne%20null)
SELECT count(*) AS count_1
FROM orders
WHERE orders.priority IS NULL OR (orders.priority NOT IN (?, ?, ?, ?)) OR orders.status IS NULL OR (orders.status NOT IN (?, ?, ?, ?, ?, ?));

-- Countries?$select=CountryCode&$count=true&$top=26
SELECT count(*) AS count_1
FROM countries;
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$select=City,CustomerID&$filter=CountryCode%20eq%20'SE'&$orderby=City%20asc&$count=true&$top=3
SELECT count(*) AS count_1
FROM customers
WHERE customers.country_code = ?;
SELECT customers.city AS c0, customers.customer_id AS c1
FROM customers
WHERE customers.country_code = ? ORDER BY customers.city ASC, customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Products?%24top=51&%24filter=%20indexof%28ProductName%2C%27%E5%A2%977%27%29%20ne%20-1&%24orderby=ProductNo&%24count=true&%24select=ProductName%2CProductNo
SELECT count(*) AS count_1
FROM products
WHERE (CHARINDEX(?, products.product_name) > 0 OR DATALENGTH(?) = 0);
SELECT products.product_name AS c0, products.product_no AS c1
FROM products
WHERE (CHARINDEX(?, products.product_name) > 0 OR DATALENGTH(?) = 0) ORDER BY products.product_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$top=2&$filter=OrderID%20eq%205.0&$count=true&$select=CustomerID,OrderID
SELECT count(*) AS count_1
FROM orders
WHERE orders.order_id = ?;
SELECT orders.customer_id AS c0, orders.order_id AS c1
FROM orders
WHERE orders.order_id = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- OrderLines?$top=2&$filter=OrderID%20eq%205.0%20and%20LineNo%20eq%2010.0&$count=true&$select=LineNo,OrderID,ProductNo
SELECT count(*) AS count_1
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.line_no = ?;
SELECT order_lines.line_no AS c0, order_lines.order_id AS c1, order_lines.product_no AS c2
FROM order_lines
WHERE order_lines.order_id = ? AND order_lines.line_no = ? ORDER BY order_lines.order_id ASC, order_lines.line_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Products?$top=2&$filter=ProductNo%20eq%20'PIPE-00001'&$count=true&$select=ProductName,ProductNo
SELECT count(*) AS count_1
FROM products
WHERE products.product_no = ?;
SELECT products.product_name AS c0, products.product_no AS c1
FROM products
WHERE products.product_no = ? ORDER BY products.product_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=CustomerID%20eq%207&$select=OrderID&$count=true&$top=4&$orderby=OrderID
SELECT count(*) AS count_1
FROM orders
WHERE orders.customer_id = ?;
SELECT orders.order_id AS c0
FROM orders
WHERE orders.customer_id = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$select=CountryCode&$count=false&$top=2
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$select=CustomerID,CustomerName&$count=true&$filter=contains(CustomerName,'Neil')%20eq%20true%20or%20contains(Email,'Neil')%20eq%20true&$top=2&$orderby=CustomerID
SELECT count(*) AS count_1
FROM customers
WHERE (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) OR (CHARINDEX(?, customers.email) > 0 OR DATALENGTH(?) = 0);
SELECT customers.customer_id AS c0, customers.customer_name AS c1
FROM customers
WHERE (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) OR (CHARINDEX(?, customers.email) > 0 OR DATALENGTH(?) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$top=6&$search=l%C3%BCdenscheidt&$count=true&$select=CustomerID
SELECT count(*) AS count_1
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0);
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$top=6&$search=Quoted%20Company&$count=true&$select=CustomerID
SELECT count(*) AS count_1
FROM customers
WHERE ((CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0)) AND ((CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0));
SELECT customers.customer_id AS c0
FROM customers
WHERE ((CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0)) AND ((CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0)) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$top=6&$search=%22Quoted%22&$count=true&$select=CustomerID
SELECT count(*) AS count_1
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0);
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(LOWER(?), LOWER(customers.customer_name)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.vat_number)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.email)) > 0 OR DATALENGTH(LOWER(?)) = 0) OR (CHARINDEX(LOWER(?), LOWER(customers.city)) > 0 OR DATALENGTH(LOWER(?)) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=indexof(CustomerName,'a')%20eq%20-1%20and%20CustomerID%20le%209&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE NOT (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=not%20contains(CustomerName,'a')%20and%20CustomerID%20le%209&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE NOT (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=contains(CustomerName,'a')%20eq%20false%20and%20CustomerID%20le%209&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE NOT (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=not%20(contains(CustomerName,'a')%20eq%20true)%20and%20CustomerID%20le%209&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE NOT (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=startswith(CustomerName,'O''N')%20eq%20true&$select=CustomerName
SELECT customers.customer_name AS c0, customers.customer_id AS c1
FROM customers
WHERE (LEFT(customers.customer_name, LEN(? + 'x') - 1) + 'x' = ? + 'x') ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerID%20eq%201.0%20or%20CustomerID%20eq%203.0%20or%20CustomerID%20eq%205.0&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$'))) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerID%20ne%201%20and%20CustomerID%20ne%203%20and%20CustomerID%20lt%206&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE NOT (customers.customer_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$'))) AND customers.customer_id < ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=ManagerID%20eq%20null&$select=EmployeeID
SELECT employees.employee_id AS c0
FROM employees
WHERE (employees.manager_id IS NULL) ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=ManagerID%20ne%20null%20and%20EmployeeID%20le%203&$select=EmployeeID,ManagerID
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees
WHERE NOT (employees.manager_id IS NULL) AND employees.employee_id <= ? ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Employees?$filter=ManagerID%20ne%201%20and%20EmployeeID%20le%2012&$select=EmployeeID,ManagerID
SELECT employees.employee_id AS c0, employees.manager_id AS c1
FROM employees
WHERE (employees.manager_id != ? OR employees.manager_id IS NULL) AND employees.employee_id <= ? ORDER BY employees.employee_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=AccountGUID%20eq%20'f28aeb6f-e592-523d-b629-d63394f7d5bc'&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.account_guid = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=AccountGUID%20eq%20f28aeb6f-e592-523d-b629-d63394f7d5bc&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.account_guid = ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=contains(AccountGUID,'aeb6f-e592-523d')%20eq%20true%20or%20indexof(AccountGUID,'nowhere')%20ne%20-1&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(?, LOWER(CAST(customers.account_guid AS CHAR(36)))) > 0 OR DATALENGTH(?) = 0) OR (CHARINDEX(?, LOWER(CAST(customers.account_guid AS CHAR(36)))) > 0 OR DATALENGTH(?) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=AccountGUID%20in%20(f28aeb6f-e592-523d-b629-d63394f7d5bc,61cc7d36-8e5d-5b48-826f-514818d02d1e)&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (customers.account_guid IN (SELECT k0 FROM OPENJSON(?) WITH (k0 UNIQUEIDENTIFIER '$'))) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=AccountGUID%20eq%20f28aeb6f-e592-523d-b629-d63394f7d5bc%20or%20AccountGUID%20eq%20'61cc7d36-8e5d-5b48-826f-514818d02d1e'&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (customers.account_guid IN (SELECT k0 FROM OPENJSON(?) WITH (k0 UNIQUEIDENTIFIER '$'))) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderID%20eq%20'5'&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.order_id = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderDate%20eq%202025-09-17T00:00:00Z&$select=OrderID,OrderDate
SELECT orders.order_id AS c0, orders.order_date AS c1
FROM orders
WHERE orders.order_date = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=OrderDate%20eq%202025-09-17&$select=OrderID,OrderDate
SELECT orders.order_id AS c0, orders.order_date AS c1
FROM orders
WHERE orders.order_date = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=CreatedAt%20eq%202025-09-17T08:00:00Z&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.created_at = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=cast(CreatedAt,Edm.Date)%20eq%202025-09-17%20and%20cast(CreatedAt,'Edm.TimeOfDay')%20eq%2008:00:00&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE CAST(orders.created_at AS DATE) = ? AND CAST(orders.created_at AS TIME) = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=CreatedAt%20eq%202025-09-17T10:00:00%2B02:00&$select=OrderID
SELECT orders.order_id AS c0
FROM orders
WHERE orders.created_at = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=ShippedAt%20eq%202025-09-22T14:05:00Z&$select=OrderID,ShippedAt
SELECT orders.order_id AS c0, orders.shipped_at AS c1
FROM orders
WHERE orders.shipped_at = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=Blocked%20eq%20true&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE customers.blocked = 1 ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=Newsletter%20ne%20true%20and%20CustomerID%20le%208&$select=CustomerID,Newsletter
SELECT customers.customer_id AS c0, customers.newsletter AS c1
FROM customers
WHERE (customers.newsletter != 1 OR customers.newsletter IS NULL) AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=NetAmount%20eq%20875868.70&$select=OrderID,NetAmount
SELECT orders.order_id AS c0, orders.net_amount AS c1
FROM orders
WHERE orders.net_amount = ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=Status%20eq%20'Picking'%20and%20OrderID%20le%2020&$select=OrderID,Status
SELECT orders.order_id AS c0, orders.status AS c1
FROM orders
WHERE orders.status = ? AND orders.order_id <= ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Orders?$filter=Priority%20eq%20'Urgent'%20and%20OrderID%20le%2012&$select=OrderID,Priority
SELECT orders.order_id AS c0, orders.priority AS c1
FROM orders
WHERE orders.priority = ? AND orders.order_id <= ? ORDER BY orders.order_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$select=CountryCode&$top=1&apiKey=4711&format=json
SELECT countries.country_code AS c0
FROM countries ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Countries?$filter=%20%20CountryCode%20%20%20eq%20%20%20'DE'%20%20&$select=%20CountryCode%20,%20CountryName
SELECT countries.country_code AS c0, countries.country_name AS c1
FROM countries
WHERE countries.country_code = ? ORDER BY countries.country_code ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=CustomerName%20eq%20'Back%5Cslash%20Systems'%20or%20CustomerName%20eq%20'O''Neil%20%26%20Sons%20Ltd.'%20or%20CustomerName%20eq%20'100%25%20Bio_Kost%20GmbH'&$select=CustomerName&$orderby=CustomerID
SELECT customers.customer_name AS c0, customers.customer_id AS c1
FROM customers
WHERE (customers.customer_name IN (SELECT k0 FROM OPENJSON(?) WITH (k0 VARCHAR(120) '$'))) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Products?$filter=contains(ProductName,'0%25%20o')%20or%20contains(ProductName,'f_s')&$select=ProductName
SELECT products.product_name AS c0, products.product_no AS c1
FROM products
WHERE (CHARINDEX(?, products.product_name) > 0 OR DATALENGTH(?) = 0) OR (CHARINDEX(?, products.product_name) > 0 OR DATALENGTH(?) = 0) ORDER BY products.product_no ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=contains(CustomerName,'k%5Cs')%20or%20contains(tolower(CustomerName),'k%5C%5Cs')%20or%20contains(CustomerName,'k%5C%25')&$select=CustomerID&$orderby=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) OR (CHARINDEX(?, LOWER(customers.customer_name)) > 0 OR DATALENGTH(?) = 0) OR (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=%20indexof(CustomerName,'Neil')%20ne%20-1%20and%20CustomerID%20le%209&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=%20indexof(CustomerName,'Kost')%20ne%20-1%20and%20CustomerID%20le%209&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE (CHARINDEX(?, customers.customer_name) > 0 OR DATALENGTH(?) = 0) AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=%20indexof(CustomerName,'Kost')%20ne%20-2%20and%20CustomerID%20le%203&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE coalesce(CASE WHEN DATALENGTH(?) = 0 THEN 1 ELSE CHARINDEX(?, customers.customer_name) END, 0) - 1 != ? AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=indexof(Phone,'9')%20eq%20-1%20and%20CustomerID%20le%209&$select=CustomerID,Phone
SELECT customers.customer_id AS c0, customers.phone AS c1
FROM customers
WHERE (CASE WHEN (CHARINDEX(?, customers.phone) > 0 OR DATALENGTH(?) = 0) THEN 0 ELSE 1 END = 1) AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Customers?$filter=indexof(Phone,'9')%20ne%200%20and%20CustomerID%20le%203&$select=CustomerID
SELECT customers.customer_id AS c0
FROM customers
WHERE coalesce(CASE WHEN DATALENGTH(?) = 0 THEN 1 ELSE CHARINDEX(?, customers.phone) END, 0) - 1 != ? AND customers.customer_id <= ? ORDER BY customers.customer_id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Vehicles?$top=3
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1, vehicles.name AS c2, vehicles.wheels AS c3, vehicles.axles AS c4, vehicles.loads AS c5, vehicles.depot_id AS c6, vehicles.volume AS c7, vehicles.seats AS c8, vehicles.plate_land AS c9, vehicles.plate_text AS c10, vehicles.beds AS c11
FROM vehicles ORDER BY vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Vehicles/Garage.Truck?$top=3
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1, vehicles.name AS c2, vehicles.wheels AS c3, vehicles.axles AS c4, vehicles.loads AS c5, vehicles.depot_id AS c6, vehicles.volume AS c7
FROM vehicles
WHERE vehicles.kind = ? OR vehicles.kind = ? ORDER BY vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Vehicles(2)/Garage.Truck
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1, vehicles.name AS c2, vehicles.wheels AS c3, vehicles.axles AS c4, vehicles.loads AS c5, vehicles.depot_id AS c6, vehicles.volume AS c7, vehicles.seats AS c8, vehicles.beds AS c9, vehicles.plate_land AS c10, vehicles.plate_text AS c11
FROM vehicles
WHERE vehicles.id = ? AND (vehicles.kind = ? OR vehicles.kind = ?);

-- Vehicles/Garage.Truck/$count
SELECT count(*) AS count_1
FROM vehicles
WHERE vehicles.kind = ? OR vehicles.kind = ?;

-- Vehicles?$filter=Garage.Truck/axles eq 3&$select=id
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1
FROM vehicles
WHERE (vehicles.kind = ? OR vehicles.kind = ?) AND vehicles.axles = ? ORDER BY vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Vehicles?$filter=not (Garage.Truck/axles eq 3)&$select=id
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1
FROM vehicles
WHERE CASE WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN vehicles.axles END != ? OR CASE WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN vehicles.axles END IS NULL ORDER BY vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Vehicles?$filter=Garage.Truck/axles eq null&$select=id
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1
FROM vehicles
WHERE (CASE WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 0 ELSE 1 END = 1) OR (vehicles.axles IS NULL) ORDER BY vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Vehicles?$filter=not isof(Garage.Truck)&$select=id
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1
FROM vehicles
WHERE (CASE WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 0 ELSE 1 END = 1) ORDER BY vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Vehicles?$filter=Garage.Truck/depot/town eq 'Ulm'&$select=id
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1
FROM vehicles LEFT OUTER JOIN depots AS depots_1 ON (vehicles.kind = ? OR vehicles.kind = ?) AND vehicles.depot_id = depots_1.id
WHERE depots_1.town = ? ORDER BY vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Vehicles?$orderby=Garage.Truck/axles&$select=id&$top=2
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1, CASE WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN vehicles.axles END AS c2
FROM vehicles ORDER BY CASE WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN vehicles.axles END ASC, vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Depots?$filter=Vehicles/Garage.Truck/any(v:v/axles gt 3)
SELECT depots.id AS c0, depots.town AS c1
FROM depots
WHERE EXISTS (SELECT 1
FROM vehicles AS vehicles_1
WHERE depots.id = vehicles_1.depot_id AND (vehicles_1.kind = ? OR vehicles_1.kind = ?) AND vehicles_1.axles > ?) ORDER BY depots.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Depots?$expand=Vehicles/Garage.Truck($select=id)
SELECT depots.id AS c0, depots.town AS c1
FROM depots ORDER BY depots.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
SELECT related.c0, related.c1, related.c2
FROM (SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1, vehicles.depot_id AS c2, row_number() OVER (PARTITION BY vehicles.depot_id ORDER BY vehicles.id ASC) AS place
FROM vehicles
WHERE (vehicles.depot_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND (vehicles.kind = ? OR vehicles.kind = ?)) AS related
WHERE related.place > ? AND related.place <= ? ORDER BY related.place;
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1, vehicles.depot_id AS c2
FROM vehicles
WHERE (vehicles.depot_id IN (SELECT k0 FROM OPENJSON(?) WITH (k0 INTEGER '$[0]'))) AND (vehicles.kind = ? OR vehicles.kind = ?) ORDER BY vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Depots(1)/Vehicles/Garage.Truck
SELECT depots.id AS c0
FROM depots
WHERE depots.id = ?;
SELECT CASE WHEN (vehicles.kind = ?) THEN 1 WHEN (vehicles.kind = ?) THEN 2 WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN 3 WHEN (vehicles.kind = ?) THEN 5 ELSE 0 END AS c0, vehicles.id AS c1, vehicles.name AS c2, vehicles.wheels AS c3, vehicles.axles AS c4, vehicles.loads AS c5, vehicles.depot_id AS c6, vehicles.volume AS c7
FROM vehicles
WHERE vehicles.depot_id = ? AND vehicles.depot_id IN (SELECT depots_1.id
FROM depots AS depots_1
WHERE depots_1.id = ?) AND (vehicles.kind = ? OR vehicles.kind = ?) ORDER BY vehicles.id ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;

-- Vehicles?$apply=groupby((Garage.Truck/axles))
SELECT anon_1.p0 AS c0
FROM (SELECT p0
FROM (SELECT CASE WHEN (vehicles.kind = ? OR vehicles.kind = ?) THEN vehicles.axles END AS p0
FROM vehicles) AS anon_2 GROUP BY p0) AS anon_1 ORDER BY anon_1.p0 ASC OFFSET 0 ROWS FETCH NEXT ? ROWS ONLY;
