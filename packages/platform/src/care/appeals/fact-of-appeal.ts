import type { Id } from "../../foundation/ids/index.ts";

interface About {
  readonly appealId: Id<"apl">;
  readonly adverseDecisionId: string;
  readonly shopper_id: string;
  readonly order_id: string | null;
  readonly kind: string;
}

/** What every fact of an appeal names. */
export function factOf({ appealId, adverseDecisionId, shopper_id, order_id, kind }: About) {
  return {
    ...{ appealId, adverseDecisionId: adverseDecisionId as Id<"adv">, shopperId: shopper_id as Id<"shp">, kind },
    ...(order_id !== null && { orderId: order_id as Id<"ord"> }),
  };
}
