import type { PickedLine, ReturnRequest } from "@aftercare/shopper";
import type { FastifyRequest } from "fastify";
import { returnRequestsOfOrderOperation } from "../../care/returns/requests/index.ts";
import type { Actor } from "../../foundation/actors/index.ts";
import { type Pages, run } from "./answer.ts";
import { unlessRefused } from "./order-view.ts";

/** Nothing goes back under them. */
const over: readonly ReturnRequest["state"][] = ["cancelled", "declined", "expired"];

/**
 * The latest return that has all the units that somebody wants to announce: whoever goes back after announcing it and presses the button again, or opens
 * the page's address once more, is led to it. Undefined where there is none.
 */
export async function announcedBefore(
  pages: Pages,
  request: FastifyRequest,
  {
    actor,
    orderId,
    picked,
  }: { readonly actor: Actor; readonly orderId: string; readonly picked: readonly PickedLine[] },
): Promise<string | undefined> {
  const asked = { operation: returnRequestsOfOrderOperation, actor, input: { orderId } };
  const found = (await unlessRefused(() => run(pages, request, asked))) as { items: ReturnRequest[] } | undefined;
  const same = found?.items.find(
    ({ state, lines }) =>
      !over.includes(state) &&
      picked.every(({ line, quantity }) => lines.some((each) => each.line === line && each.quantity >= quantity)),
  );
  return same && `/orders/${orderId}/returns/${same.returnRequestId}?announced=before`;
}
