import type { CsvTable } from "../tables/table.ts";

/** Which column plays which role; undefined where the file has none. */
export interface OrderRoles {
  readonly purchased: string;
  readonly handedOver: string | undefined;
  readonly delivered: string;
  /** The date that the shop promised. */
  readonly estimated: string | undefined;
  /** Of its cells those that begin with "cancel" are not asked about. */
  readonly status: string | undefined;
}

/** Names that the asker gave to roles. */
export type NamedRoles = Partial<Record<"purchased" | "handed-over" | "delivered" | "estimated", string | undefined>>;

/** Names under which shops keep these times, without signs and capitals. */
const usualNames = {
  purchased: [
    ...[
      "purchasedat",
      "purchasedon",
      "orderpurchasetimestamp",
      "purchasetimestamp",
      "purchasedate",
      "purchasetime",
      "orderedat",
    ],
    ...["orderdate", "ordertime", "ordertimestamp", "orderplacedat", "placedat", "createdat", "ordercreatedat"],
  ],
  handedOver: [
    ...[
      "handedoverat",
      "handedoveron",
      "handoverat",
      "handedover",
      "orderdeliveredcarrierdate",
      "shippedat",
      "shipdate",
      "shippeddate",
    ],
    ...["shippingdate", "dispatchedat", "dispatchdate", "pickedupat", "handovertime"],
  ],
  delivered: [
    ...["deliveredat", "orderdeliveredcustomerdate", "delivereddate", "deliverydate", "deliveredon", "deliverytime"],
    ...["receivedat", "arrivedat", "arrivaldate"],
  ],
  estimated: [
    ...["estimateddate", "orderestimateddeliverydate", "estimateddeliverydate", "estimateddelivery", "promiseddate"],
    ...[
      "promisedon",
      "promisedat",
      "promisedby",
      "promiseddeliverydate",
      "expecteddate",
      "expecteddeliverydate",
      "expecteddelivery",
    ],
    ...["deliverydue", "duedate", "dueat", "eta"],
  ],
  status: ["status", "orderstatus"],
} as const;

/** The columns by the names given, else by usual ones. Throws, listing the columns there are, where purchase or delivery has none. */
export function findRoles(table: CsvTable, named: NamedRoles): OrderRoles {
  const plain = table.columns.map((name) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, ""));
  const found = (names: readonly string[], given: string | undefined, option: string) => {
    if (given !== undefined && !table.columns.includes(given)) {
      throw new Error(`--${option}: there is no column ${given}; there are ${table.columns.join(", ")}`);
    }
    const usual = names.find((name) => plain.includes(name));
    return given ?? (usual === undefined ? undefined : table.columns[plain.indexOf(usual)]);
  };
  const needed = (names: readonly string[], given: string | undefined, option: string, what: string) => {
    const name = found(names, given, option);
    if (name !== undefined) return name;
    throw new Error(
      `no column is called like ${what}: name it with --${option}; there are ${table.columns.join(", ")}`,
    );
  };
  return {
    purchased: needed(usualNames.purchased, named.purchased, "purchased", "the time of the purchase"),
    handedOver: found(usualNames.handedOver, named["handed-over"], "handed-over"),
    delivered: needed(usualNames.delivered, named.delivered, "delivered", "the time of the delivery"),
    estimated: found(usualNames.estimated, named.estimated, "estimated"),
    status: found(usualNames.status, undefined, "status"),
  };
}
