@cds.persistence.exists
entity orders {
  key id          : Integer;
      order_no    : String(20) not null;
      customer_id : Integer not null;
      order_date  : Date not null;
      created_at  : DateTime not null;
      status      : String(12) not null;
      currency    : String(3) not null;
      net_amount  : Decimal(12, 2) not null;
      tax_amount  : Decimal(12, 2) not null;
      discount    : Decimal(5, 2);
      ship_city   : String(40);
      note        : String(100);
      lines       : Association to many order_lines on lines.order_id = $self.id;
}

@cds.persistence.exists
entity order_lines {
  key order_id    : Integer;
  key line_no     : Integer;
      product_no  : String(20) not null;
      quantity    : Decimal(12, 3) not null;
      unit_price  : Decimal(12, 4) not null;
      line_amount : Decimal(14, 2) not null;
      delivered   : Date;
      remark      : String(60);
}

@path: '/odata/v4/bench'
service Bench {
  @cds.redirection.target
  entity Orders     as projection on orders;
  @cds.redirection.target
  entity OrderLines as projection on order_lines;
}
