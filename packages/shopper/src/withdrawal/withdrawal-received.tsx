import { Page } from "../layout/page.tsx";
import type { WithdrawalReceivedView } from "../views.ts";
import { StatedWords } from "./stated-words.tsx";

/** That it was received, with what it said and when: to be printed or kept, beside the mail that says the same. */
export function WithdrawalReceived({ number, statedAt, typed, ...context }: WithdrawalReceivedView) {
  const { words } = context;
  const title = words.t("withdrawals.received-title", { number });
  return (
    <Page {...context} title={title}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{words.t("withdrawals.received-lead", { moment: words.dateTime(statedAt, "long") })}</p>
      </section>
      <div class="card">
        <StatedWords words={words} stated={typed} />
      </div>
      <p>{words.t("withdrawals.received-next")}</p>
      <p class="small soft">{words.t("withdrawals.received-keep", { email: typed.email })}</p>
    </Page>
  );
}
