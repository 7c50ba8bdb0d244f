import { type DatabaseTx, statement } from "../../foundation/database/index.ts";
import type { IdOf, ParcelId } from "../identifiers/index.ts";
import type { ParcelProblem, ParcelStatus } from "./status.schema.ts";

/** An order as the tables around it are asked for it: by the shopper, who is the key of distribution, and by itself. */
interface OrderKey {
  readonly shopperId: string;
  readonly orderId: string;
}

export interface OrderParcel {
  readonly parcelId: IdOf<typeof ParcelId>;
  /** The tracking number, or a sender's own number of the parcel where there is none. */
  readonly number: string;
  readonly carrier?: string;
  readonly status: ParcelStatus;
  /** 0 announced, 1 moving, 2 delivered, 3 coming back, 4 back at the sender. */
  readonly phase: number;
  readonly problem?: ParcelProblem;
  /** Absent where it is only announced. */
  readonly shippedAt?: Date;
  readonly deliveredAt?: Date;
  readonly lastScanAt?: Date;
}

interface Row {
  readonly parcelId: OrderParcel["parcelId"];
  readonly number: string;
  readonly carrier: string | null;
  readonly status: ParcelStatus;
  readonly phase: number;
  readonly problem: ParcelProblem | null;
  readonly shippedAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly lastScanAt: Date | null;
}

/** The parcels that went out with goods of an order, first shipped first; those that bring goods back are not among them. */
export async function parcelsOfOrder(tx: DatabaseTx, { shopperId, orderId }: OrderKey): Promise<OrderParcel[]> {
  const rows = await readParcels(tx, shopperId, orderId);
  return rows.map(({ carrier, problem, shippedAt, deliveredAt, lastScanAt, ...row }) => ({
    ...row,
    ...(carrier !== null && { carrier }),
    ...(problem !== null && { problem }),
    ...(shippedAt !== null && { shippedAt }),
    ...(deliveredAt !== null && { deliveredAt }),
    ...(lastScanAt !== null && { lastScanAt }),
  }));
}

const readParcels = statement<[shopperId: string, orderId: string], Row>(
  "parcels-of-order",
  `select p.id as "parcelId", p.carrier_text as carrier, p.status, p.phase, p.problem,
    coalesce(p.tracking_number, (select min(n.key) from parcel_names n where n.parcel_id = p.id), '') as number,
    coalesce(p.shipped_at, p.picked_up_at) as "shippedAt", p.delivered_at as "deliveredAt",
    p.last_scan_at as "lastScanAt"
  from parcel_orders o join parcels p on p.id = o.parcel_id
  where o.shopper_id = $1 and o.order_id = $2 and p.direction = 'outbound'
  order by coalesce(p.shipped_at, p.picked_up_at), p.id`,
);
