import type { Generated, JSONColumnType, Selectable } from "kysely";
import type { RemedyChooser, RemedyKind } from "../../../facts/delivery/remedy.schema.ts";
import type { ActionTerms } from "../../../judgement/programs/index.ts";

declare module "../../../foundation/database/tables.ts" {
  interface Tables {
    remedies: RemedyTable;
  }
}

/** An action of the decision that the shopper may choose. */
export interface DecidedOption {
  /** The action's name in its program. */
  readonly option: string;
  readonly terms: ActionTerms;
  /** As it was expected when it was decided, minor units: of what makes good, what it is reckoned to cost. */
  readonly cost: number;
}

/** What came of carrying it out: identifiers of what stands elsewhere and tells how far it is. */
interface CarriedOut {
  readonly refundId?: string;
  readonly creditEntryId?: string;
  readonly offerId?: string;
  readonly requestId?: string;
}

interface RemedyTable {
  incident_id: string;
  order_id: string;
  shopper_id: string;
  currency: string;
  decision_id: string;
  /** The recommended one first; empty where it was decided to explain and to apologise. */
  options: JSONColumnType<readonly DecidedOption[]>;
  /** Carried out where nobody answers; null where nothing is. */
  without_answer: string | null;
  state: "offered" | "chosen" | "waiting" | "carried-out" | "withdrawn";
  offered_at: Date;
  answer_by: Date;
  chosen: string | null;
  chosen_kind: RemedyKind | null;
  chosen_at: Date | null;
  chosen_by: RemedyChooser | null;
  carried_out_at: Date | null;
  result: JSONColumnType<CarriedOut> | null;
  /** Kinds that the shop has refused to carry out. */
  refused: Generated<string[]>;
  additional_until: string | null;
  goodwill_given: Generated<boolean>;
  told_latest: string | null;
  named_latest: string | null;
  told_times: Generated<number>;
  consented_until: string | null;
}

export type Remedy = Selectable<RemedyTable>;
