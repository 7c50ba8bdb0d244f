import { Page } from "../layout/page.tsx";
import type { HomeView } from "../views.ts";
import { LookUpForm } from "./look-up-form.tsx";

export function HomePage({ failed, lookUpFirst, ...context }: HomeView) {
  const { words } = context;
  const footer = <a href="/login">{words.t("shopper.staff-link")}</a>;
  return (
    <Page {...context} title={words.t("shopper.home.title")} footer={footer}>
      <section class="opening">
        <h1>{words.t("shopper.home.title")}</h1>
        <p class="lead">{words.t("shopper.home.lead")}</p>
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
      <LookUpForm words={words} number={failed?.number ?? ""} proof={failed?.proof ?? ""} />
    </Page>
  );
}
