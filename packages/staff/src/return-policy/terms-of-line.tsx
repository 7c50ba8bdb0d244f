import type { ContractOutput, returnTermsOfOrder } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";
import { usePolicyWords } from "./policy-words.ts";

type Line = ContractOutput<typeof returnTermsOfOrder>["lines"][number];
type Because = Line["because"][number];

/** One sum where every way costs the same. */
function feesOf({ logisticsFee, wayFees }: Line): number | Record<string, number> {
  const isOne = wayFees.every(({ fee }) => fee === logisticsFee);
  return isOne ? logisticsFee : Object.fromEntries(wayFees.map(({ method, fee }) => [method, fee]));
}

/** The terms of one line, each thing with who grants it. */
export function TermsOfLine({ line, currency }: { line: Line; currency: string }) {
  const texts = useTexts();
  const { t } = texts;
  const words = usePolicyWords(currency);
  const { title, sku, until, law, refundBy, units } = line;
  const value = (what: Because["what"]): string => {
    if (what === "window")
      return until === undefined
        ? t("return-policy.try.no-end")
        : t("return-policy.try.until", { day: texts.date(until) });
    if (what === "logisticsFee") return words.value(what, feesOf(line));
    return words.value(what, line[what]);
  };
  const because = ({ by, rule, says }: Because) =>
    says === undefined
      ? t(`return-policy.by.${by}`, { rule: rule ?? "" })
      : t("return-policy.by.says", { rule: rule ?? "", says });
  return (
    <article className="card policy-terms">
      <h3>{title ?? sku}</h3>
      <p>
        <span className={line.isOpen ? "tag good" : "tag"}>
          {t(
            line.isOpen ? "return-policy.try.open" : units === 0 ? "return-policy.try.gone" : "return-policy.try.over",
          )}
        </span>
      </p>
      <table className="table stack">
        <thead>
          <tr>
            <th scope="col">{t("return-policy.try.what")}</th>
            <th scope="col">{t("return-policy.try.granted")}</th>
            <th scope="col">{t("return-policy.try.because")}</th>
          </tr>
        </thead>
        <tbody>
          {line.because.map((each) => (
            <tr key={each.what}>
              <th scope="row">{words.own(each.what === "window" ? "windowDays" : each.what)}</th>
              <td data-label={t("return-policy.try.granted")}>{value(each.what)}</td>
              <td data-label={t("return-policy.try.because")} className={each.by === "law" ? "by-law" : "soft"}>
                {because(each)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="soft">
        {law.isDue
          ? t("return-policy.try.law-due", { source: law.source })
          : t("return-policy.try.law-nothing", { source: law.source })}
        {refundBy !== undefined && ` ${t("return-policy.try.refund-by", { day: texts.date(refundBy) })}`}
      </p>
    </article>
  );
}
