import { Page } from "../layout/page.tsx";
import type { WithdrawalFormView } from "../views.ts";

/** The first step: who withdraws from what. No login, no reason to be given (Directive 2011/83/EU, Article 11a). */
export function WithdrawalForm({ typed, problems, ...context }: WithdrawalFormView) {
  const { words } = context;
  const title = words.t("withdrawals.title");
  const field = (name: keyof typeof typed) => ({
    ...{ id: name, name, value: typed[name], "aria-describedby": `${name}-help` },
    "aria-invalid": problems.includes(name),
  });
  return (
    <Page {...context} title={title}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{words.t("withdrawals.lead")}</p>
      </section>
      {problems.length > 0 && (
        <div class="notice bad" role="alert">
          <strong>{words.t("withdrawals.missing")}</strong>
          <ul>
            {problems.map((name) => (
              <li key={name}>
                <a href={`#${name}`}>{words.t(`withdrawals.problem.${name}`)}</a>
              </li>
            ))}
          </ul>
        </div>
      )}
      <form class="card form" method="post" action="/withdraw">
        <div class="field">
          <label for="name">{words.t("withdrawals.name")}</label>
          <p class="small soft" id="name-help">
            {words.t("withdrawals.name-help")}
          </p>
          <input {...field("name")} required maxLength={200} autoComplete="name" />
        </div>
        <div class="field">
          <label for="contract">{words.t("withdrawals.contract")}</label>
          <p class="small soft" id="contract-help">
            {words.t("withdrawals.contract-help")}
          </p>
          <input {...field("contract")} required maxLength={120} autoComplete="off" spellcheck={false} />
        </div>
        <div class="field">
          <label for="email">{words.t("withdrawals.email")}</label>
          <p class="small soft" id="email-help">
            {words.t("withdrawals.email-help")}
          </p>
          <input {...field("email")} type="email" required maxLength={254} autoComplete="email" />
        </div>
        <div class="field">
          <label for="what">{words.t("withdrawals.what")}</label>
          <p class="small soft" id="what-help">
            {words.t("withdrawals.what-help")}
          </p>
          <textarea {...field("what")} rows={3} maxLength={2000} />
        </div>
        <button class="button" type="submit">
          {words.t("withdrawals.continue")}
        </button>
      </form>
      <p class="small soft">{words.t("withdrawals.no-reason")}</p>
    </Page>
  );
}
