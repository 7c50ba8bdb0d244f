import { Link } from "@tanstack/react-router";
import { useTexts } from "../language/index.ts";
import { type Origin, useShippingWords } from "./shipping-words.ts";

/** Places that goods start from, with when they work. */
export function OriginTable({ origins }: { origins: readonly Origin[] }) {
  const { t } = useTexts();
  const words = useShippingWords();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("shipping.origin")}</th>
          <th scope="col">{t("shipping.working-days")}</th>
          <th scope="col">{t("shipping.cut-off")}</th>
          <th scope="col" className="n">
            {t("shipping.handling")}
          </th>
        </tr>
      </thead>
      <tbody>
        {origins.map((origin) => (
          <tr key={origin.key}>
            <td>
              <Link to="/console/shipping/origins/$key" params={{ key: origin.key }} data-list-item="">
                {origin.title}
              </Link>
              <span className="under">
                {[
                  origin.key,
                  origin.subdivision === undefined ? origin.country : `${origin.country}-${origin.subdivision}`,
                  ...(origin.closed ? [t("shipping.is-closed")] : []),
                ].join(" · ")}
              </span>
            </td>
            <td data-label={t("shipping.working-days")}>
              {words.weekdays(origin.workingDays ?? [])}
              <span className="under">
                {t(origin.observesHolidays ? "shipping.keeps-holidays" : "shipping.keeps-no-holidays")}
              </span>
            </td>
            <td data-label={t("shipping.cut-off")}>
              {origin.cutOff}
              <span className="under">{origin.timeZone}</span>
            </td>
            <td className="n" data-label={t("shipping.handling")}>
              {t("common.days", { count: origin.handlingDays ?? 0 })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
