import type { RawBuilder } from "kysely";
import type { DifferenceKind } from "./difference-kind.schema.ts";

/**
 * One comparison. Both sides are read by one statement, so that they are of one moment: read one after the other, whatever happened between
 * them would be a difference.
 */
export interface Check {
  readonly kind: DifferenceKind;
  /**
   * Selects `subject` (text, one for each difference), `order_id`, `shopper_id` (uuid), `currency` (text; null: pieces), `ours`, `theirs` (bigint,
   * never the same) and `about` (jsonb, as `DifferenceAbout` says).
   * @param now business time
   */
  differences(now: Date): RawBuilder<unknown>;
}
