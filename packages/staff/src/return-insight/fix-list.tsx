import { returnFixes } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, ShareCell, useWording, Waiting } from "../ui/index.ts";

/** What to fix, dearest first. */
export function FixList({ days }: { days: number }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const query = useQuery(reading(returnFixes, { days }));
  return (
    <section className="section">
      <h2>{t("return-insight.fixes")}</h2>
      <p className="soft">{t("return-insight.fixes-lead")}</p>
      <Loaded query={query} waiting={<Waiting lines={4} height={48} />}>
        {({ items, currency }) =>
          items.length === 0 ? (
            <Empty title={t("return-insight.fixes-none")}>
              <p>{t("return-insight.fixes-none-text")}</p>
            </Empty>
          ) : (
            <table className="table stack">
              <thead>
                <tr>
                  <th scope="col">{t("return-insight.product")}</th>
                  <th scope="col">{t("return-insight.fix")}</th>
                  <th scope="col">{t("return-insight.rate")}</th>
                  <th scope="col" className="n">
                    {t("return-insight.saves")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ product, category, fix, reason, returned, bought, rate, usual, saves }) => (
                  <tr key={`${product} ${category} ${reason}`}>
                    <th scope="row">
                      <b>{product}</b>
                      <span className="under">{category}</span>
                    </th>
                    <td data-label={t("return-insight.fix")} className="wide">
                      {t(`return-insight.fix.${fix}`)}
                      <span className="under">
                        {t("return-insight.because", { reason: wording.returnReason(reason), returned, bought })}
                      </span>
                    </td>
                    <td data-label={t("return-insight.rate")} className="num">
                      <ShareCell share={rate} to={highest(items)} />
                      <span className="under">{t("return-insight.usual", { share: texts.percent(usual, 1) })}</span>
                    </td>
                    <td data-label={t("return-insight.saves")} className="n">
                      {texts.money({ amount: saves, currency })}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </section>
  );
}

/** Rates that are compared share one scale. */
function highest(items: readonly { readonly rate: { readonly high: number } }[]): number {
  return Math.max(0.05, ...items.map(({ rate }) => rate.high));
}
