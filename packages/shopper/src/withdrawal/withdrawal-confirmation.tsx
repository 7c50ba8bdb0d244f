import { Page } from "../layout/page.tsx";
import type { WithdrawalConfirmationView } from "../views.ts";
import { StatedWords } from "./stated-words.tsx";

/** The second step: what will be stated, and the one button that states it. */
export function WithdrawalConfirmation({ withdrawalId, typed, ...context }: WithdrawalConfirmationView) {
  const { words } = context;
  const title = words.t("withdrawals.confirm-title");
  return (
    <Page {...context} title={title}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{words.t("withdrawals.confirm-lead")}</p>
      </section>
      <div class="card">
        <StatedWords words={words} stated={typed} />
      </div>
      <form class="presses" method="post" action="/withdraw/confirm">
        <input type="hidden" name="withdrawalId" value={withdrawalId} />
        {Object.entries(typed).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <button class="button" type="submit">
          {words.t("withdrawals.confirm")}
        </button>
        <button class="button quiet" type="submit" formaction="/withdraw/change">
          {words.t("withdrawals.change")}
        </button>
      </form>
      <p class="small soft">{words.t("withdrawals.confirm-note")}</p>
    </Page>
  );
}
