const { EmitModes, Modes } = require("@odata2ts/odata2ts");

// Decimals and 64-bit integers come as texts: JavaScript's numbers have 53 bits.
module.exports = {
  mode: Modes.service,
  emitMode: EmitModes.ts,
  v4BigNumberAsString: true,
  disableAutoManagedKey: true, // keys may be given with a new entity
  services: { erp: { source: "build/metadata/erp.xml", output: "build/generated/odata2ts" } },
};
