import { useTexts } from "../language/index.ts";
import type { ReturnRequest } from "./request-words.ts";

const tone: Readonly<Record<ReturnRequest["state"], string>> = {
  ...{ requested: "warn", open: "", "on-its-way": "", "partly-received": "", received: "warn" },
  ...{ closed: "good", declined: "bad", cancelled: "", expired: "" },
};

/** Where a return request stands. */
export function RequestState({ state }: { state: ReturnRequest["state"] }) {
  const { t } = useTexts();
  return <span className={`tag ${tone[state]}`}>{t(`return-requests.state.${state}`)}</span>;
}
