import { useTexts } from "../language/index.ts";
import { useWording } from "../ui/index.ts";
import type { ReturnRequest } from "./request-words.ts";

/** What was announced, why, and how much of it has come. */
export function RequestLines({ request: { lines } }: { request: ReturnRequest }) {
  const { t, date } = useTexts();
  const wording = useWording();
  return (
    <section className="section">
      <h2>{t("return-requests.goods")}</h2>
      <table className="table rows stack">
        <thead>
          <tr>
            <th scope="col">{t("return-requests.line")}</th>
            <th scope="col">{t("return-requests.reason")}</th>
            <th scope="col" className="num">
              {t("return-requests.received")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.line}/${line.reason}`}>
              <td>
                {line.title ?? line.sku}
                <span className="under">
                  {line.sku}
                  {line.until !== undefined && ` · ${t("return-requests.until", { day: date(line.until) })}`}
                </span>
              </td>
              <td data-label={t("return-requests.reason")}>
                {wording.returnReason(line.reason)}
                {line.detail !== undefined && <span className="under">{line.detail}</span>}
              </td>
              <td data-label={t("return-requests.received")} className="num">
                {t("return-requests.of", { received: line.received, quantity: line.quantity })}
                {line.released > 0 && (
                  <span className="under">{t("return-requests.released", { released: line.released })}</span>
                )}
                {line.settled > line.received && (
                  <span className="under">
                    {t("return-requests.paid-ahead", { units: line.settled - line.received })}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
