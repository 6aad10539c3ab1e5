-- locked: Customers(1)
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21 
FROM customers 
WHERE customers.customer_id = :1
FOR UPDATE;

-- locked: OrderLines(OrderID=1,LineNo=10)
SELECT order_lines.order_id AS c0, order_lines.line_no AS c1, order_lines.product_no AS c2, order_lines.warehouse_code AS c3, order_lines.quantity AS c4, order_lines.unit_price AS c5, order_lines.discount_percent AS c6, order_lines.line_amount AS c7, order_lines.line_text AS c8 
FROM order_lines 
WHERE order_lines.order_id = :1 AND order_lines.line_no = :2
FOR UPDATE;

-- locked: Orders(1)/Customer
SELECT customers.customer_id AS c0, customers.customer_name AS c1, customers.customer_group AS c2, customers.account_guid AS c3, customers.vat_number AS c4, customers.email AS c5, customers.phone AS c6, customers.website AS c7, customers.city AS c8, customers.country_code AS c9, customers.currency_code AS c10, customers.employee_id AS c11, customers.credit_limit AS c12, customers.balance AS c13, customers.annual_revenue AS c14, customers.discount_percent AS c15, customers.blocked AS c16, customers.newsletter AS c17, customers.customer_since AS c18, customers.notes AS c19, customers.created_at AS c20, customers.changed_at AS c21 
FROM customers 
WHERE customers.customer_id IN (SELECT orders_1.customer_id 
FROM orders orders_1 
WHERE orders_1.order_id = :1)
FOR UPDATE;

-- locked: Orders?$top=5
SELECT orders.order_id AS c0, orders.customer_id AS c1, orders.employee_id AS c2, orders.address_id AS c3, orders.status AS c4, orders.priority AS c5, orders.order_date AS c6, orders.requested_on AS c7, orders.shipped_at AS c8, orders.currency_code AS c9, orders.exchange_rate AS c10, orders.net_amount AS c11, orders.customer_reference AS c12, orders.tracking_number AS c13, orders.remark AS c14, orders.created_at AS c15, orders.changed_at AS c16 
FROM orders ORDER BY orders.order_id ASC
 FETCH FIRST :1 ROWS ONLY;

-- POST $batch
INSERT INTO product_groups (group_code, group_name) VALUES (:1, :2) RETURNING product_groups.group_code INTO :3;
UPDATE product_groups SET group_name=:1 WHERE product_groups.group_code = :2;
INSERT INTO product_groups (group_code, parent_code, group_name) VALUES (:1, :2, :3) RETURNING product_groups.group_code INTO :4;

-- DELETE ProductGroups('B2')
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- DELETE ProductGroups('B1')
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- POST Customers
INSERT INTO customers (customer_name, customer_group, account_guid, city, country_code, currency_code, credit_limit, created_at, changed_at) VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9) RETURNING customers.customer_id INTO :10;

-- PATCH Customers(101)
UPDATE customers SET city=:1, changed_at=:2 WHERE customers.customer_id = :3;

-- PATCH Customers(101)?$select=City&$expand=Country($select=CountryCode)
UPDATE customers SET city=:1, country_code=:2, changed_at=:3 WHERE customers.customer_id = :4;

-- PUT Customers(101)
UPDATE customers SET customer_name=:1, customer_group=:2, city=:3, country_code=:4, changed_at=:5 WHERE customers.customer_id = :6;

-- POST ProductGroups
INSERT INTO product_groups (group_code, group_name) VALUES (:1, :2) RETURNING product_groups.group_code INTO :3;

-- PATCH ProductGroups('NEWER')
INSERT INTO product_groups (group_code, group_name) VALUES (:1, :2) RETURNING product_groups.group_code INTO :3;

-- PUT ProductGroups('PUT')
INSERT INTO product_groups (group_code, group_name) VALUES (:1, :2) RETURNING product_groups.group_code INTO :3;

-- DELETE ProductGroups('PUT')
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- DELETE ProductGroups('NEWER')
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- DELETE ProductGroups('NEW')
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- DELETE Customers(1)
DELETE FROM customers WHERE customers.customer_id = :1;
SELECT addresses.customer_id 
FROM addresses 
WHERE addresses.customer_id = :1
 FETCH FIRST 1 ROWS ONLY;

-- DELETE Customers(101)
DELETE FROM customers WHERE customers.customer_id = :1;

-- PATCH ProductGroups('L1')?$select=GroupName&$expand=ProductGroups($select=GroupCode,GroupName;$orderby=GroupCode)
UPDATE product_groups SET parent_code=:1 WHERE product_groups.group_code = :2;
UPDATE product_groups SET group_name=:1 WHERE product_groups.group_code = :2;
INSERT INTO product_groups (group_code, parent_code, group_name) VALUES (:1, :2, :3) RETURNING product_groups.group_code INTO :4;

-- PATCH ProductGroups('L1')
UPDATE product_groups SET parent_code=:1 WHERE product_groups.group_code = :2;

-- PATCH ProductGroups
INSERT INTO product_groups (group_code, group_name) VALUES (:1, :2) RETURNING product_groups.group_code INTO :3;
UPDATE product_groups SET group_name=:1 WHERE product_groups.group_code = :2;

-- PATCH ProductGroups/$filter(@those)/$each?@those=startswith(GroupCode,'L')
UPDATE product_groups SET group_name=:1 WHERE product_groups.group_code = :2;

-- PUT ProductGroups('L1')/ProductGroups/$ref
UPDATE product_groups SET parent_code=:1 WHERE product_groups.group_code = :2;

-- DELETE ProductGroups('L1')/ProductGroups/$ref
UPDATE product_groups SET parent_code=:1 WHERE product_groups.group_code = :2;

-- DELETE ProductGroups/$filter(startswith(GroupCode,'L'))/$each
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- POST Orders?$select=OrderID
INSERT INTO orders (customer_id, status, order_date, currency_code, exchange_rate, net_amount, created_at, changed_at) VALUES (:1, :2, :3, :4, :5, :6, :7, :8) RETURNING orders.order_id INTO :9;
INSERT INTO order_lines (order_id, line_no, product_no, quantity, unit_price, line_amount) VALUES (:1, :2, :3, :4, :5, :6) RETURNING order_lines.order_id, order_lines.line_no INTO :7, :8;

-- PATCH Orders(501)
UPDATE order_lines SET quantity=:1 WHERE order_lines.order_id = :2 AND order_lines.line_no = :3;
DELETE FROM order_lines WHERE order_lines.order_id = :1 AND order_lines.line_no = :2;

-- POST Orders(501)/Lines
INSERT INTO order_lines (order_id, line_no, product_no, quantity, unit_price, line_amount) VALUES (:1, :2, :3, :4, :5, :6) RETURNING order_lines.order_id, order_lines.line_no INTO :7, :8;

-- PATCH OrderLines(OrderID=501,LineNo=9)
UPDATE order_lines SET product_no=:1 WHERE order_lines.order_id = :2 AND order_lines.line_no = :3;
SELECT orders.order_id 
FROM orders 
WHERE orders.order_id = :1
 FETCH FIRST 1 ROWS ONLY;
SELECT products.product_no 
FROM products 
WHERE products.product_no = :1
 FETCH FIRST 1 ROWS ONLY;

-- DELETE Orders(501)/Lines/$each
DELETE FROM order_lines WHERE order_lines.order_id = :1 AND order_lines.line_no = :2;

-- PUT Orders(501)?$select=Status,Priority,EmployeeID,Remark,CustomerID
UPDATE orders SET status=:1, priority=:2, order_date=:3, net_amount=:4, remark=:5, changed_at=:6 WHERE orders.order_id = :7;

-- PATCH Orders(501)?$select=Status
UPDATE orders SET status=:1, changed_at=:2 WHERE orders.order_id = :3;

-- PUT Orders(501)/Remark
UPDATE orders SET remark=:1, changed_at=:2 WHERE orders.order_id = :3;

-- DELETE Orders(501)
DELETE FROM orders WHERE orders.order_id = :1;

-- PATCH ProductGroups/$filter(startswith(GroupCode,'MX'))/$each
UPDATE product_groups SET parent_code=:1 WHERE product_groups.group_code = :2;

-- PATCH ProductGroups/$filter(@m)/$each?@m=startswith(GroupCode,'MX')&$filter=GroupCode gt 'MX1'&$select=GroupCode&$orderby=GroupCode desc&$count=true
UPDATE product_groups SET parent_code=:1 WHERE product_groups.group_code = :2;

-- PATCH ProductGroups/$filter(startswith(GroupCode,'MX'))/$each?$filter=Nothing eq 1
UPDATE product_groups SET parent_code=:1 WHERE product_groups.group_code = :2;

-- DELETE ProductGroups/$filter(startswith(GroupCode,'MX'))/$each
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- DELETE ProductGroups/$filter(startswith(GroupCode,'N'))/$each
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- POST Orders?$select=OrderID,CustomerID&$expand=Lines($select=LineNo,ProductNo)
INSERT INTO orders (customer_id, status, priority, order_date, currency_code, exchange_rate, net_amount, created_at, changed_at) VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9) RETURNING orders.order_id INTO :10;
INSERT INTO order_lines (order_id, line_no, product_no, quantity, unit_price, line_amount) VALUES (:1, :2, :3, :4, :5, :6) RETURNING order_lines.order_id, order_lines.line_no INTO :7, :8;

-- POST Employees?$select=EmployeeID
INSERT INTO employees (first_name, last_name, email, hired_on) VALUES (:1, :2, :3, :4) RETURNING employees.employee_id INTO :5;
INSERT INTO employees (manager_id, first_name, last_name, email, hired_on) VALUES (:1, :2, :3, :4, :5) RETURNING employees.employee_id INTO :6;

-- POST Orders
INSERT INTO orders (customer_id, status, priority, order_date, currency_code, exchange_rate, net_amount, customer_reference, created_at, changed_at) VALUES (:1, :2, :3, :4, :5, :6, :7, :8, :9, :10) RETURNING orders.order_id INTO :11;
INSERT INTO order_lines (order_id, line_no, product_no, quantity, unit_price, line_amount) VALUES (:1, :2, :3, :4, :5, :6) RETURNING order_lines.order_id, order_lines.line_no INTO :7, :8;
SELECT orders.order_id 
FROM orders 
WHERE orders.order_id = :1
 FETCH FIRST 1 ROWS ONLY;
SELECT products.product_no 
FROM products 
WHERE products.product_no = :1
 FETCH FIRST 1 ROWS ONLY;

-- PUT Employees(50)/Manager/%24ref/
UPDATE employees SET manager_id=:1 WHERE employees.employee_id = :2;

-- DELETE Employees/50/Manager/%24ref
UPDATE employees SET manager_id=:1 WHERE employees.employee_id = :2;

-- PUT Employees(50)/JobTitle/
UPDATE employees SET job_title=:1 WHERE employees.employee_id = :2;

-- POST Employees(1)/Customers/?$select=EmployeeID
INSERT INTO customers (customer_name, customer_group, account_guid, country_code, currency_code, employee_id, created_at, changed_at) VALUES (:1, :2, :3, :4, :5, :6, :7, :8) RETURNING customers.customer_id INTO :9;

-- PATCH Orders/$filter(OrderID eq 501)/%24each
UPDATE orders SET remark=:1, changed_at=:2 WHERE orders.order_id = :3;

-- PUT Orders(501)/Customer/$ref
UPDATE orders SET customer_id=:1, changed_at=:2 WHERE orders.order_id = :3;

-- POST Employees(1)/Customers/$ref
UPDATE customers SET employee_id=:1, changed_at=:2 WHERE customers.customer_id = :3;

-- DELETE Employees(1)/Customers(5)/$ref
UPDATE customers SET employee_id=:1, changed_at=:2 WHERE customers.customer_id = :3;

-- DELETE Employees(1)/Customers/$ref?$id=Customers(5)
UPDATE customers SET employee_id=:1, changed_at=:2 WHERE customers.customer_id = :3;

-- PATCH Orders(501)/Customer
UPDATE customers SET website=:1, changed_at=:2 WHERE customers.customer_id = :3;

-- PUT Orders(501)/Remark/$value
UPDATE orders SET remark=:1, changed_at=:2 WHERE orders.order_id = :3;

-- DELETE Orders(501)/Remark
UPDATE orders SET remark=:1, changed_at=:2 WHERE orders.order_id = :3;

-- PUT Orders(501)/NetAmount/$value
UPDATE orders SET net_amount=:1, changed_at=:2 WHERE orders.order_id = :3;

-- PUT Employees(3)/Badge/$value
UPDATE employees SET badge=:1 WHERE employees.employee_id = :2;

-- DELETE ProductGroups('P5')
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- DELETE ProductGroups('P4')
DELETE FROM product_groups WHERE product_groups.group_code = :1;

-- POST Customers(102)
UPDATE customers SET customer_name=:1, changed_at=:2 WHERE customers.customer_id = :3;

-- MERGE Customers(102)
UPDATE customers SET customer_name=:1, changed_at=:2 WHERE customers.customer_id = :3;

-- PATCH Customers(102)
UPDATE customers SET customer_name=:1, notes=:2, changed_at=:3 WHERE customers.customer_id = :4;
