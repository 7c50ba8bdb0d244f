import type { LegProvider } from "./split-tenders.ts";

/** What a provider is asked to pay back. */
export interface ProviderRefund {
  /** Ours, the same for every try of one leg: the provider pays once for it. A UUID. */
  readonly key: string;
  /** The provider's own identifier of the charge. */
  readonly paymentReference?: string | undefined;
  /** Minor units as ISO 4217 counts them; a provider that counts otherwise is translated in its adapter. */
  readonly amount: bigint;
  readonly currency: string;
  readonly reason: string;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

/** A refund that was perhaps asked for before. */
export type AskedBefore = Pick<ProviderRefund, "key" | "paymentReference" | "signal">;

/** What a provider says of a refund. */
export interface Answer {
  readonly status: "succeeded" | "pending" | "failed";
  /** The provider's own identifier of the refund. */
  readonly reference: string;
  /** In the provider's words. */
  readonly failure?: string;
}

/** A refund as a provider lists it, whoever had asked for it. */
export interface ListedRefund {
  /** The provider's own identifier of it. */
  readonly reference: string;
  /** The leg's, where we had asked. */
  readonly key?: string;
  /** What the provider calls the payment that it pays back; some have two names for one. */
  readonly paymentReferences: readonly string[];
  /** Minor units as ISO 4217 counts them. */
  readonly amount: bigint;
  readonly currency: string;
  readonly status: Answer["status"];
  readonly madeAt: Date;
}

/** Real time, the beginning included and the end not. */
export interface ListedPeriod {
  readonly from: Date;
  readonly to: Date;
  readonly signal: AbortSignal;
}

/**
 * Whoever pays money back. Throwing says nothing about whether it was paid: the leg stays as it is, and the provider is asked again by its
 * key.
 */
export interface PaymentProvider {
  readonly name: LegProvider;
  /** How long the provider remembers a key. An older one is not sent again, since it could be paid twice. */
  readonly keyLifetimeMs: number;
  refund(refund: ProviderRefund): Promise<Answer>;
  find(asked: AskedBefore): Promise<Answer | "never-seen">;
  /** All refunds made in a period, page by page, in any order. */
  list(period: ListedPeriod): AsyncIterable<readonly ListedRefund[]>;
}
