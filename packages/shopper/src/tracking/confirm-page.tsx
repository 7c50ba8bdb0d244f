import { Page } from "../layout/page.tsx";
import type { ConfirmPageView } from "../views.ts";

/** Asks once more before something is done that cannot be taken back. */
export function ConfirmPage({ remedy, option, ...context }: ConfirmPageView) {
  const { words } = context;
  return (
    <Page {...context} title={words.t("tracking.choice.sure")}>
      <section class="opening">
        <h1>{words.t("tracking.choice.sure")}</h1>
        <p class="lead">
          <b>{option.name}</b>
        </p>
        <p>{option.text}</p>
        <p>{words.t("tracking.choice.final")}</p>
      </section>
      <form class="stack" method="post" action={`/orders/${remedy.orderId}/choice`}>
        <input type="hidden" name="option" value={option.option} />
        <input type="hidden" name="sure" value="yes" />
        <button class="button" type="submit">
          {words.t("tracking.choice.yes")}
        </button>
        <a class="button quiet" href={`/orders/${remedy.orderId}`}>
          {words.t("tracking.choice.back")}
        </a>
      </form>
    </Page>
  );
}
