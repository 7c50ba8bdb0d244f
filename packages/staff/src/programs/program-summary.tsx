import type { ReactNode } from "react";
import { useTexts } from "../language/index.ts";
import { useWording } from "../ui/index.ts";
import type { ProgramDocument, Weights } from "./program-types.ts";
import { useProgramWords } from "./program-words.ts";

interface SummaryProps {
  readonly document: ProgramDocument;
  /** In which sums are shown: the program's, or the retailer's where the program names none. */
  readonly currency: string | undefined;
}

/** A program as a merchandiser reads it. */
export function ProgramSummary({ document, currency }: SummaryProps) {
  const { t } = useTexts();
  return (
    <div className="program-summary">
      <section className="section">
        <h2>{t("programs.summary.gives")}</h2>
        <Given document={document} currency={currency} />
      </section>
      <div className="two even">
        <GoalSettings document={document} currency={currency} />
        <Settings
          title={t("programs.field.budget")}
          document={document}
          currency={currency}
          paths={budgetPaths(document)}
        >
          {document.budget === undefined && <p className="soft">{t("programs.budget.none")}</p>}
        </Settings>
        <Settings
          title={t("programs.field.guardrails")}
          document={document}
          currency={currency}
          paths={[
            ...["guardrails/marginFloor", "guardrails/mostDiscount", "guardrails/perShopper/offers"],
            ...["guardrails/perShopper/days", "guardrails/abuse/returns", "guardrails/abuse/rate", "guardrails/stock"],
          ]}
        />
        <Settings
          title={t("programs.field.offers")}
          document={document}
          currency={currency}
          paths={[
            ...(document.offers?.group === undefined ? [] : ["offers/group"]),
            "offers/reinstate",
            ...(document.offers?.reinstate === false ? [] : ["offers/graceDays"]),
          ]}
        >
          {document.offers?.group === undefined && <p className="soft">{t("programs.offers.alone")}</p>}
        </Settings>
        <Settings
          title={t("programs.learning.title")}
          document={document}
          currency={currency}
          paths={[
            ...["holdout", "exploration", "trial", "challenge"],
            ...((document.warmUp?.days ?? 0) > 0 ? ["warmUp/days", "warmUp/exploration"] : []),
            ...["validDays", "rank"],
          ]}
        />
      </div>
    </div>
  );
}

/** What it is after, for whom. */
export function GoalSettings({ document, currency }: SummaryProps) {
  const { t } = useTexts();
  return (
    <Settings
      title={t("programs.field.goal")}
      document={document}
      currency={currency}
      paths={["goal/horizonDays", ...goalPaths(document)]}
    >
      <Audience document={document} />
    </Settings>
  );
}

function Given({ document: { actions }, currency }: SummaryProps) {
  const { t } = useTexts();
  const wording = useWording();
  const words = useProgramWords(currency);
  return (
    <table className="table stack">
      <thead>
        <tr>
          <th scope="col">{t("programs.trial.action")}</th>
          <th scope="col">{t("programs.field.eligible")}</th>
          <th scope="col" className="n">
            {t("programs.field.contact")}
          </th>
        </tr>
      </thead>
      <tbody>
        {actions.map(({ id, terms, contact = 0, eligible }) => (
          <tr key={id}>
            <th scope="row">
              <strong>{wording.action({ id, terms, currency })}</strong>
              <span className="under">{id}</span>
              {"skus" in terms && terms.skus !== undefined && (
                <span className="under clip">{terms.skus.join(", ")}</span>
              )}
            </th>
            <td data-label={t("programs.field.eligible")}>
              {eligible === undefined ? t("programs.expression.everyone") : <code>{eligible}</code>}
            </td>
            <td data-label={t("programs.field.contact")} className="n">
              {contact === 0 ? "–" : words.money(contact)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Audience({ document: { audience } }: { document: ProgramDocument }) {
  const { t } = useTexts();
  return (
    <p>
      <span className="soft">{t("programs.field.audience")}:</span>{" "}
      {audience === undefined ? t("programs.expression.everyone") : <code>{audience}</code>}
    </p>
  );
}

interface SettingsProps extends SummaryProps {
  readonly title: string;
  readonly paths: readonly string[];
  readonly children?: ReactNode;
}

function Settings({ title, document, currency, paths, children }: SettingsProps) {
  const words = useProgramWords(currency);
  return (
    <section className="section">
      <h2>{title}</h2>
      {children}
      {paths.length > 0 && (
        <dl className="facts">
          {paths.map((path) => (
            <div key={path}>
              <dt>{words.setting(path)}</dt>
              <dd className={path.endsWith("/stores") ? undefined : "num"}>
                {words.value(path, valueAt(document, path))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

/** The weights that count, overall and by region. */
function goalPaths({ goal }: ProgramDocument): string[] {
  const counting = (weights: Partial<Weights> = {}) =>
    Object.entries(weights).flatMap(([name, weight]) => (weight !== undefined && weight > 0 ? [name] : []));
  return [
    ...counting(goal.weights).map((name) => `goal/weights/${name}`),
    ...(goal.regions ?? []).flatMap(({ region, weights }) =>
      counting(weights).map((name) => `goal/regions/${region}/weights/${name}`),
    ),
  ];
}

function budgetPaths({ budget, regions = [] }: ProgramDocument): string[] {
  const stores = regions.map(({ name }) => `regions/${name}/stores`);
  if (budget === undefined) return stores;
  return [
    "budget/amount",
    "budget/period",
    ...(budget.regions ?? []).map(({ region }) => `budget/regions/${region}/amount`),
    ...stores,
  ];
}

/** What stands at a path, entries of lists by the names of their regions. A list at its end is the value. */
function valueAt(document: ProgramDocument, path: string): unknown {
  return path.split("/").reduce<unknown>((branch, name) => {
    if (Array.isArray(branch))
      return branch.find((each: { region?: string; name?: string }) => (each.region ?? each.name) === name);
    return (branch as Record<string, unknown> | undefined)?.[name];
  }, document);
}
