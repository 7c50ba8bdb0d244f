import { type ContractOutput, getReturn } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, PageHead, RecordLink, useShopperName, useWording, Waiting } from "../ui/index.ts";
import { NextStep } from "./next-step.tsx";

type Return = ContractOutput<typeof getReturn>;

/** One return: what came back and why, which purchase it undoes, and the best next step. */
export function ReturnPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getReturn, { returnId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("staff.return.title")} />
          <Waiting lines={6} height={36} />
        </>
      }
    >
      {(data) => <ReturnContent data={data} />}
    </Loaded>
  );
}

function ReturnContent({ data }: { data: Return }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const heading = t("staff.return.heading", { number: data.number });
  return (
    <>
      <PageHead
        title={heading}
        eyebrow={t("staff.return.title")}
        heading={heading}
        lead={
          <p>
            {texts.dateTime(new Date(data.at), "long")} · {data.storeName ?? wording.channel(data.channel)}
            {data.shopper !== undefined && (
              <>
                {" · "}
                <RecordLink id={data.shopper.shopperId}>{shopperName(data.shopper)}</RecordLink>
              </>
            )}
          </p>
        }
      />
      <section className="card">
        <NextStep returnId={data.returnId} number={data.number} />
      </section>
      <section className="section">
        <h2>{t("staff.return.lines")}</h2>
        <table className="table stack">
          <thead>
            <tr>
              <th scope="col">{t("staff.line.item")}</th>
              <th scope="col">{t("staff.line.reason")}</th>
              <th scope="col">{t("staff.line.purchase")}</th>
              <th scope="col" className="n">
                {t("staff.line.quantity")}
              </th>
              <th scope="col" className="n">
                {t("staff.line.given-back")}
              </th>
            </tr>
          </thead>
          <tbody>
            {keyed(data.lines).map(({ key, line }) => (
              <tr key={key}>
                <th scope="row">
                  {line.title ?? line.sku}
                  <span className="under num">{line.sku}</span>
                </th>
                <td data-label={t("staff.line.reason")}>
                  {line.reason === undefined ? (
                    <span className="soft">{t("staff.return.no-reason")}</span>
                  ) : (
                    wording.returnReason(line.reason)
                  )}
                </td>
                <td data-label={t("staff.line.purchase")}>
                  {line.orderId === undefined ? (
                    <span className="soft">{t("staff.return.unknown-origin")}</span>
                  ) : (
                    <RecordLink id={line.orderId}>{line.orderNumber ?? t("staff.order.title")}</RecordLink>
                  )}
                </td>
                <td className="n" data-label={t("staff.line.quantity")}>
                  {texts.number(line.quantity)}
                </td>
                <td className="n" data-label={t("staff.line.given-back")}>
                  {texts.money({ amount: line.amount, currency: data.currency })}
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr className="total">
              <th scope="row" colSpan={4}>
                {t("staff.return.total")}
              </th>
              <td className="n">{texts.money({ amount: data.amount, currency: data.currency })}</td>
            </tr>
          </tfoot>
        </table>
      </section>
    </>
  );
}

/** A return may name the same item twice, so its place is part of the key; the lines never change. */
function keyed(lines: Return["lines"]): { key: string; line: Return["lines"][number] }[] {
  return lines.map((line, place) => ({ key: `${place} ${line.sku}`, line }));
}
