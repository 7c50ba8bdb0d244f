import { useTexts } from "../language/index.ts";
import type { Claim } from "./claim-words.ts";

const tone: Readonly<Record<Claim["state"], string>> = {
  ...{ reported: "warn", accepted: "", "in-cure": "", settled: "good", declined: "bad", lapsed: "" },
};

/** Where a claim stands. */
export function ClaimState({ state }: { state: Claim["state"] }) {
  const { t } = useTexts();
  return <span className={`tag ${tone[state]}`}>{t(`claims.state.${state}`)}</span>;
}
