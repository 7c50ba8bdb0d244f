import { returnPatterns } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, RecordLink, useShopperName, Waiting } from "../ui/index.ts";

/** Patterns in how shoppers return, each with where it was seen: for people to look at. */
export function PatternList() {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  const query = useQuery(reading(returnPatterns, {}));
  return (
    <section className="section">
      <h2>{t("return-insight.patterns")}</h2>
      <p className="soft">{t("return-insight.patterns-lead")}</p>
      <Loaded query={query} waiting={<Waiting lines={4} height={40} />}>
        {({ items, currency }) =>
          items.length === 0 ? (
            <Empty title={t("return-insight.patterns-none")}>
              <p>{t("return-insight.patterns-none-text")}</p>
            </Empty>
          ) : (
            <table className="table rows stack">
              <thead>
                <tr>
                  <th scope="col">{t("return-insight.shopper")}</th>
                  <th scope="col">{t("return-insight.pattern")}</th>
                  <th scope="col">{t("return-insight.evidence")}</th>
                  <th scope="col" className="n">
                    {t("return-insight.value")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map(({ pattern, shopperId, shopper, bought, returned, times, value, orders, returns }) => (
                  <tr key={`${pattern} ${shopperId}`}>
                    <td>
                      <RecordLink id={shopperId} inList>
                        {shopper === undefined ? shopperId : shopperName(shopper)}
                      </RecordLink>
                      <span className="under">{t("return-insight.of", { returned, bought })}</span>
                    </td>
                    <td data-label={t("return-insight.pattern")}>
                      {t(`return-insight.pattern.${pattern}`)}
                      {pattern !== "returns-nearly-all" && (
                        <span className="under">{t("return-insight.times", { count: times })}</span>
                      )}
                    </td>
                    <td data-label={t("return-insight.evidence")} className="wide">
                      {[...orders, ...returns].map((id, index) => (
                        <span key={id}>
                          {index > 0 && " · "}
                          <RecordLink id={id}>{texts.number(index + 1)}</RecordLink>
                        </span>
                      ))}
                    </td>
                    <td data-label={t("return-insight.value")} className="n">
                      {texts.money({ amount: value, currency })}
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
