import { basename } from "node:path";
import type { CsvTable } from "@aftercare/evaluation/tables";
import { faultIn } from "../read-table-file.ts";

/** Columns that say which order a row is of, and which way it takes; undefined where the file has none. */
export type LaneColumns = Readonly<Record<keyof typeof usualNames, string | undefined>>;

/** Names under which shops keep them, without signs and capitals. */
const usualNames = {
  order: ["orderid", "ordernumber", "orderno", "ordernr", "orderkey", "ordername", "order"],
  service: ["service", "shippingservice", "servicelevel", "shippingmethod", "shipmode", "shippingmode"],
  carrier: ["carrier", "carriername", "carriercode", "shippingcarrier", "shippingcompany"],
  origin: ["origin", "warehouse", "warehouseid", "origincode", "shipfrom", "location", "fulfillmentcenter"],
  country: ["country", "countrycode", "shippingcountry", "destinationcountry", "shipcountry"],
  postCode: ["postcode", "postalcode", "zip", "zipcode", "shippingzip", "shippingpostcode", "destinationpostcode"],
} as const;

/** The columns by the names given, else by usual ones. Throws, listing the columns there are, where a given one is missing. */
export function findLaneColumns(
  file: string,
  { columns }: CsvTable,
  named: Readonly<Partial<Record<keyof LaneColumns, string | undefined>>>,
): LaneColumns {
  const plain = columns.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  const found = (part: keyof typeof usualNames) => {
    const given = named[part];
    if (given !== undefined && !columns.includes(given))
      throw faultIn(basename(file), `there is no column ${given}; there are ${columns.join(", ")}`);
    const usual = usualNames[part].find((name) => plain.includes(name));
    return given ?? (usual === undefined ? undefined : columns[plain.indexOf(usual)]);
  };
  return {
    order: found("order"),
    service: found("service"),
    carrier: found("carrier"),
    origin: found("origin"),
    country: found("country"),
    postCode: found("postCode"),
  };
}
