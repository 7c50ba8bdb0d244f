import { z } from "zod";
import { OrderId, ReturnRequestId, ShopperId, WithdrawalId } from "../../facts/identifiers/index.ts";
import { ShopperLabel } from "../../facts/shoppers/shopper.contract.ts";
import { At, contract } from "../../foundation/contracts/index.ts";

/**
 * Why a person has to look at a statement, which is taken whatever is said in it: no order of that number, several of them, an address that is
 * not the order's, one that came after the period, an old order of which nobody said when it arrived, one where no law that the house knows gives
 * the right, one more for the same order, and one of very many to one address, which got no mail.
 */
const WithdrawalFlag = z.enum([
  ...([
    "unknown-order",
    "several-orders",
    "another-address",
    "late",
    "arrival-unknown",
    "no-right",
    "repeated",
    "too-many",
  ] as const),
]);
export type WithdrawalFlag = z.output<typeof WithdrawalFlag>;

const Stated = z.object({
  withdrawalId: WithdrawalId,
  /** `W-100001` and on. */
  number: z.string(),
  statedAt: At,
  name: z.string().optional(),
  email: z.string().optional(),
  /** The number of the order or contract, as it was typed. */
  contract: z.string(),
  /** What of it; absent: all. */
  what: z.string().optional(),
});

export const stateWithdrawal = contract("withdrawals.state", {
  summary: "Takes a shopper's statement that they withdraw from a purchase, and acknowledges it by e-mail.",
  http: "POST /v1/withdrawals",
  input: z.strictObject({
    /** Chosen by who asks, so that the same statement sent twice is one. */
    withdrawalId: WithdrawalId,
    name: z.string().trim().min(1).max(200),
    email: z.email().max(254),
    contract: z.string().trim().min(1).max(120),
    what: z.string().trim().max(2_000).optional(),
  }),
  /** The same whether such an order exists or not. */
  output: Stated,
});

const Day = z.iso.date();

export const WithdrawalView = Stated.extend({
  shopperId: ShopperId,
  shopper: ShopperLabel.optional(),
  orderId: OrderId.optional(),
  flags: z.array(WithdrawalFlag),
  /** By which the goods come back; absent where a person sees to it. */
  returnRequestId: ReturnRequestId.optional(),
  /** By law: until when it could be said, until when goods are to be sent back and money is to be refunded. */
  lastDay: Day.optional(),
  sendBackBy: Day.optional(),
  refundBy: Day.optional(),
  state: z.enum(["open", "settled", "set-aside"]),
  note: z.string().optional(),
  endedAt: At.optional(),
  endedBy: z.string().optional(),
});

export const getWithdrawal = contract("withdrawals.get", {
  summary: "One statement of withdrawal with what the law says about it.",
  http: "GET /v1/withdrawals/:withdrawalId",
  input: z.strictObject({ withdrawalId: WithdrawalId }),
  output: WithdrawalView,
});

export const searchWithdrawals = contract("withdrawals.search", {
  summary: "Statements of withdrawal: open ones by the day on which money is due, others latest first.",
  http: "GET /v1/withdrawals",
  input: z.strictObject({
    state: z.enum(["open", "settled", "set-aside"]).optional(),
    orderId: OrderId.optional(),
    /** The beginning of its own number, or of the order's as it was typed. */
    q: z.string().trim().min(1).max(120).optional(),
    cursor: z.string().max(200).optional(),
    limit: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ items: z.array(WithdrawalView), next: z.string().optional() }),
});

const Ending = z.strictObject({ withdrawalId: WithdrawalId, note: z.string().trim().min(1).max(1_000) });

export const settleWithdrawal = contract("withdrawals.settle", {
  summary: "Says that everything that follows from a withdrawal has been done, and what that was.",
  http: "POST /v1/withdrawals/:withdrawalId/settlement",
  input: Ending,
  output: WithdrawalView,
});

export const setWithdrawalAside = contract("withdrawals.set-aside", {
  summary: "Sets a statement aside that a person holds for none, with the reason; it can be taken up again.",
  http: "POST /v1/withdrawals/:withdrawalId/setting-aside",
  input: Ending,
  output: WithdrawalView,
});

export const reopenWithdrawal = contract("withdrawals.reopen", {
  summary: "Takes a statement up again that had been set aside.",
  http: "POST /v1/withdrawals/:withdrawalId/reopening",
  input: z.strictObject({ withdrawalId: WithdrawalId }),
  output: WithdrawalView,
});

export const checkWithdrawals = contract("withdrawals.check", {
  summary: "Whether all statements are as they were made: how many there are, and the first that was tampered with.",
  http: "GET /v1/withdrawal-chain",
  input: z.strictObject({}),
  output: z.object({ statements: z.int(), brokenAt: z.string().optional() }),
});
