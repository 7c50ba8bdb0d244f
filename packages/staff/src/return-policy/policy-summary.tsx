import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { granted, layers, type PolicyDocument, type PolicyRule } from "./policy-types.ts";
import { usePolicyWords } from "./policy-words.ts";

interface PolicySummaryProps {
  readonly document: PolicyDocument;
  readonly currency: string | undefined;
}

/** A return policy as a merchant reads it. */
export function PolicySummary({ document, currency }: PolicySummaryProps) {
  const { t } = useTexts();
  const words = usePolicyWords(currency);
  const { usual, rules = [], costOfSending = 0, precedence = layers, combine = "best-for-shopper" } = document;
  const { promotionBreakage = "keep-share" } = document;
  return (
    <div className="program-summary">
      <div className="two even">
        <section className="section">
          <h2>{t("return-policy.usual")}</h2>
          <p className="soft">{t("return-policy.usual-text")}</p>
          <dl className="facts">
            {granted.map((name) => (
              <div key={name}>
                <dt>{words.own(name)}</dt>
                <dd className={typeof usual[name] === "object" ? undefined : "num"}>
                  {words.value(name, usual[name])}
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <section className="section">
          <h2>{t("return-policy.law")}</h2>
          <p>{t("return-policy.law-text")}</p>
          <p>
            {costOfSending === 0
              ? t("return-policy.cost-none")
              : t(typeof costOfSending === "object" ? "return-policy.cost-by-way" : "return-policy.cost", {
                  cost: words.value("costOfSending", costOfSending),
                })}
          </p>
          <p>{t(`return-policy.promotion-breakage-text.${promotionBreakage}`)}</p>
        </section>
      </div>
      <section className="section">
        <h2>{t("return-policy.rules")}</h2>
        {rules.length === 0 ? (
          <p className="soft">{t("return-policy.no-rules")}</p>
        ) : (
          <>
            <p className="soft">
              {t(`return-policy.combine-text.${combine}`, {
                layers: words.value("precedence", precedence.join(",")),
              })}
            </p>
            <RuleTable rules={inTurn(rules, precedence)} currency={currency} />
          </>
        )}
      </section>
      <p>
        <Link to="/console/return-policy/try">{t("return-policy.to-try")}</Link>
      </p>
    </div>
  );
}

function inTurn(rules: readonly PolicyRule[], precedence: readonly string[]): PolicyRule[] {
  return rules.toSorted((one, other) => precedence.indexOf(one.layer) - precedence.indexOf(other.layer));
}

function RuleTable({ rules, currency }: { rules: readonly PolicyRule[]; currency: string | undefined }) {
  const { t, locale } = useTexts();
  const words = usePolicyWords(currency);
  return (
    <table className="table stack">
      <thead>
        <tr>
          <th scope="col">{t("return-policy.rule")}</th>
          <th scope="col">{t("return-policy.field.when")}</th>
          <th scope="col">{t("return-policy.field.grants")}</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ name, layer, when, grants, says }) => {
          const sentence = says?.[locale] ?? says?.en;
          return (
            <tr key={name}>
              <th scope="row">
                <strong>{name}</strong>
                <span className="under">{t(`return-policy.layer.${layer}`)}</span>
              </th>
              <td data-label={t("return-policy.field.when")}>
                <code>{when}</code>
                {sentence !== undefined && <span className="under">“{sentence}”</span>}
              </td>
              <td data-label={t("return-policy.field.grants")}>
                <ul className="plain">
                  {granted
                    .filter((each) => grants[each] !== undefined)
                    .map((each) => (
                      <li key={each}>
                        {t("programs.field.valued", { name: words.own(each), value: words.value(each, grants[each]) })}
                      </li>
                    ))}
                </ul>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
