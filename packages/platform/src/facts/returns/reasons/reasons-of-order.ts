import { type Locale, returnReasonName, translator } from "@aftercare/messages";
import type { z } from "zod";
import { anything, operation } from "../../../foundation/operations/index.ts";
import { ownOrder, readOrder } from "../../orders/index.ts";
import { asksPhoto, isFaulty } from "./reason-meaning.ts";
import type { ReasonTree } from "./reason-tree.schema.ts";
import { branchesOf } from "./reason-trees.ts";
import { returnReasonsOfOrder } from "./reasons.contract.ts";
import { treeOfCategory } from "./tree-of-category.ts";

type TreeView = z.output<typeof returnReasonsOfOrder.output>["trees"][number];

export const returnReasonsOfOrderOperation = operation(returnReasonsOfOrder, {
  by: {
    shopper: ownOrder,
    ...{ associate: anything, agent: anything, manager: anything, admin: anything, service: anything },
  },
  async run({ tx, locale }, { orderId }) {
    return reasonsFor((await readOrder(tx, orderId)).lines, locale);
  },
});

/** Why lines may go back: the tree of each by its category, and the trees. Pure. */
export function reasonsFor(
  bought: readonly { readonly line: number; readonly category?: string | undefined }[],
  locale: Locale,
): z.output<typeof returnReasonsOfOrder.output> {
  const lines = bought.map(({ line, category }) => ({ line, tree: treeOfCategory(category) }));
  const trees = new Set(lines.map(({ tree }) => tree));
  return { lines, trees: [...trees].map((tree) => viewTree(tree, locale)) };
}

function viewTree(tree: ReasonTree, locale: Locale): TreeView {
  const words = translator(locale, "return-reasons");
  const branches = branchesOf[tree].map(({ branch, reasons }) => ({
    branch,
    says: words.t(`return-reasons.branch.${branch}`),
    reasons: reasons.map((reason) => ({
      ...{ reason, says: returnReasonName(words, reason, tree) },
      ...{ isFaulty: isFaulty(reason), asksPhoto: asksPhoto(reason) },
    })),
  }));
  return { tree, branches };
}
