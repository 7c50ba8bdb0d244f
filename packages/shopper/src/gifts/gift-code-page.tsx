import { Page } from "../layout/page.tsx";
import type { GiftCodeView } from "../views.ts";

/** The front door for whoever was given something: the code that came with it, and nothing else. */
export function GiftCodePage({ failed, ...context }: GiftCodeView) {
  const { words } = context;
  const title = words.t("gifts.code.title");
  return (
    <Page {...context} title={title} footer={<a href="/">{words.t("shopper.look-up-another")}</a>}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{words.t("gifts.code.lead")}</p>
      </section>
      {failed && (
        <div class="notice bad" role="alert">
          <strong>{failed.problem.title}</strong>
          <p>{failed.problem.detail}</p>
        </div>
      )}
      <form class="card form" method="post" action="/gift">
        <div class="field">
          <label for="code">{words.t("gifts.code.label")}</label>
          <p class="small soft" id="code-help">
            {words.t("gifts.code.help")}
          </p>
          <input
            id="code"
            name="code"
            value={failed?.code ?? ""}
            required
            maxLength={60}
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            enterkeyhint="go"
            aria-describedby="code-help"
          />
        </div>
        <button class="button" type="submit">
          {words.t("gifts.code.open")}
        </button>
      </form>
    </Page>
  );
}
