import { Page } from "../layout/page.tsx";
import type { HomeView } from "../views.ts";
import { LookUpForm } from "./look-up-form.tsx";

export function HomePage({ failed, lookUpFirst, isFault = false, ...context }: HomeView) {
  const { words } = context;
  const title = words.t(isFault ? "faults.entry.title" : "shopper.home.title");
  const footer = <a href="/login">{words.t("shopper.staff-link")}</a>;
  return (
    <Page {...context} title={title} footer={footer}>
      <section class="opening">
        <h1>{title}</h1>
        <p class="lead">{words.t(isFault ? "faults.entry.lead" : "shopper.home.lead")}</p>
      </section>
      {failed && (
        <div class="notice bad" role="alert">
          <strong>{failed.problem.title}</strong>
          <p>{failed.problem.detail}</p>
        </div>
      )}
      {lookUpFirst && (
        <div class="notice" role="status">
          <p>{words.t("shopper.home.look-up-first")}</p>
        </div>
      )}
      <LookUpForm words={words} number={failed?.number ?? ""} proof={failed?.proof ?? ""} isFault={isFault} />
      {!isFault && (
        <p class="small">
          <a href="/faulty">{words.t("faults.entry")}</a>
        </p>
      )}
      <p class="small">
        <a href="/gift">{words.t("gifts.entry")}</a>
      </p>
    </Page>
  );
}
