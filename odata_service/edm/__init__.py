"""Part 3, CSDL: tables and declarations in, the entity data model out."""
