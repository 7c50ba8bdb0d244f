import { useTexts } from "../language/index.ts";
import type { Refund } from "./refund-words.ts";

const tone = { "on-its-way": "", arrived: "good", stuck: "warn", cancelled: "" } as const;

/** Where a refund is, in the tone of how urgent that is. */
export function RefundState({ state }: Pick<Refund, "state">) {
  const { t } = useTexts();
  return <span className={`tag ${tone[state]}`}>{t(`refunds.state.${state}`)}</span>;
}
