import { Page } from "../layout/page.tsx";
import type { ProblemPageView } from "../views.ts";

export function ProblemPage({ problem, ...context }: ProblemPageView) {
  const { words } = context;
  return (
    <Page {...context} title={problem.title}>
      <section class="opening">
        <h1>{problem.title}</h1>
        <p class="lead">{problem.detail}</p>
      </section>
      <p>
        <a class="button quiet" href="/">
          {words.t("shopper.to-look-up")}
        </a>
      </p>
    </Page>
  );
}
