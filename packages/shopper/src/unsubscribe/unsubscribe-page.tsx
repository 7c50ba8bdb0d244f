import { Page } from "../layout/page.tsx";
import type { UnsubscribePageView } from "../views.ts";

/** Asks once, because mail programs and virus scanners follow links: only the button ends anything. No login, no reason to be given. */
export function UnsubscribePage({ purpose, done, ...context }: UnsubscribePageView) {
  const { words, retailer, path } = context;
  const shop = retailer ?? words.t("mail.your-shop");
  const title = words.t(done ? "mail.end.done-title" : "mail.end.title");
  return (
    <Page {...context} title={title}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{words.t(`mail.end.${done ? "done" : "lead"}.${purpose}`, { shop })}</p>
      </section>
      {!done && (
        <form method="post" action={path}>
          <button class="button" type="submit">
            {words.t("mail.end.submit")}
          </button>
        </form>
      )}
      <p class="small soft">{words.t("mail.end.stays")}</p>
    </Page>
  );
}
