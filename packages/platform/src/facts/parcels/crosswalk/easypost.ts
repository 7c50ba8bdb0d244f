import type { Crosswalk } from "./meaning.ts";

export const easypostStatuses: Crosswalk = {
  unknown: { status: null },
  pre_transit: { status: "label_created" },
  in_transit: { status: "in_transit" },
  out_for_delivery: { status: "out_for_delivery" },
  delivered: { status: "delivered" },
  available_for_pickup: { status: "pickup_ready" },
  return_to_sender: { status: "returning" },
  failure: { status: "delayed", note: "it does not say why" },
  cancelled: { status: "cancelled" },
  error: { status: null },
};

/** Details that say no more than the status beside them. */
const plain = [
  ...["arrived_at_destination", "arrived_at_facility", "arrived_at_pickup_location", "cancelled", "departed_facility"],
  ...["departed_origin_facility", "expired", "failure", "in_transit", "label_created", "out_for_delivery"],
  ...["received_at_destination_facility", "status_update", "transferred_to_destination_carrier", "unknown"],
];

/** Details that say more than the status beside them, of a parcel that is on its way. */
const telling: Crosswalk = {
  received_at_origin_facility: { status: "picked_up" },
  held: { status: "customs" },
  delayed: { status: "delayed" },
  missorted: { status: "delayed" },
  transit_exception: { status: "delayed" },
  weather_delay: { status: "delayed", fault: "weather" },
  address_correction: { status: "buyer_action" },
  awaiting_information: { status: "buyer_action" },
  delivery_exception: { status: "attempt_failed" },
  refused: { status: "refused" },
  damaged: { status: "damaged" },
  lost: { status: "lost" },
  return: { status: "returning" },
};

const underWay = { ...telling, expired: { status: "expired" }, cancelled: { status: "cancelled" } } satisfies Crosswalk;

/** EasyPost's codes, `status/status_detail`; a bare status is its parent. */
export const easypostCodes: Crosswalk = {
  ...rows("unknown"),
  ...rows("error"),
  ...rows("pre_transit", { cancelled: { status: "cancelled" } }),
  ...rows("in_transit", underWay),
  ...rows("out_for_delivery", underWay),
  ...rows("failure", underWay),
  ...rows("available_for_pickup"),
  ...rows("delivered"),
  ...rows("return_to_sender", { delivered: { status: "returned_to_sender", note: "delivered to the sender" } }),
  ...rows("cancelled"),
};

/** Every documented detail beside one status: it means what the status means, but where the detail knows better. */
function rows(status: string, details: Crosswalk = {}): Crosswalk {
  const documented = [...plain, ...Object.keys(telling), ...Object.keys(details)];
  const meaning = easypostStatuses[status]!;
  return Object.fromEntries(documented.map((detail) => [`${status}/${detail}`, details[detail] ?? meaning]));
}
