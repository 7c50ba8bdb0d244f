import { useTexts } from "../language/index.ts";
import { RecordLink } from "../ui/index.ts";
import { type Difference, sideText } from "./difference-words.ts";
import { ExplainDifference } from "./explain-difference.tsx";

export function DifferenceTable({ rows }: { rows: readonly Difference[] }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("reconciliation.difference")}</th>
          <th scope="col">{t("reconciliation.place")}</th>
          <th scope="col">{t("reconciliation.sides")}</th>
          <th scope="col">{t("reconciliation.state")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.differenceId}>
            <th scope="row">
              {t(`reconciliation.kind.${row.kind}.title`)}
              <Found row={row} />
            </th>
            <td data-label={t("reconciliation.place")} className="wide">
              <Place row={row} />
            </td>
            <td data-label={t("reconciliation.sides")} className="wide">
              <Sides row={row} />
            </td>
            <td data-label={t("reconciliation.state")} className="wide">
              <State row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Found({ row: { foundAt, goneAt } }: { row: Difference }) {
  const { t, dateTime } = useTexts();
  return (
    <>
      <span className="under">{t("reconciliation.found", { when: dateTime(new Date(foundAt)) })}</span>
      {goneAt !== undefined && (
        <span className="under">{t("reconciliation.gone", { when: dateTime(new Date(goneAt)) })}</span>
      )}
    </>
  );
}

/** Links to wherever it can be looked at and mended. */
function Place({ row }: { row: Difference }) {
  const { t } = useTexts();
  const { orderId, orderNumber, refundId, returnId, line, sku, account, provider, reference, shopperId } = row;
  return (
    <>
      {orderId !== undefined && <RecordLink id={orderId}>{orderNumber ?? t("reconciliation.order")}</RecordLink>}
      {orderId === undefined && shopperId !== undefined && (
        <RecordLink id={shopperId}>{t("reconciliation.shopper")}</RecordLink>
      )}
      {refundId !== undefined && (
        <span className="under">
          <RecordLink id={refundId}>{t("reconciliation.refund")}</RecordLink>
        </span>
      )}
      {returnId !== undefined && (
        <span className="under">
          <RecordLink id={returnId}>{t("reconciliation.return")}</RecordLink>
        </span>
      )}
      {line !== undefined && <span className="under">{t("reconciliation.line", { line, sku: sku ?? "" })}</span>}
      {account !== undefined && <span className="under">{t(`refunds.ledger.account.${account}`)}</span>}
      {(provider !== undefined || reference !== undefined) && (
        <span className="under num">{[provider, reference].filter((each) => each !== undefined).join(" ")}</span>
      )}
    </>
  );
}

function Sides({ row: { kind, ours, theirs, currency, elsewise } }: { row: Difference }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <dl className="facts">
      <div>
        <dt>{t(`reconciliation.kind.${kind}.ours`)}</dt>
        <dd className="num">{sideText(texts, ours, currency)}</dd>
      </div>
      <div>
        <dt>{t(`reconciliation.kind.${kind}.theirs`)}</dt>
        <dd className="num">{sideText(texts, theirs, currency)}</dd>
        {elsewise !== undefined && <dd>{t("reconciliation.elsewise", { amount: texts.money(elsewise) })}</dd>}
      </div>
    </dl>
  );
}

function State({ row }: { row: Difference }) {
  const { t, dateTime } = useTexts();
  const { state, explanation, explainedAt, explainedBy } = row;
  return (
    <>
      <div className="tags">
        <span className={`tag ${{ open: "warn", explained: "", gone: "good" }[state]}`}>
          {t(`reconciliation.state.${state}`)}
        </span>
        {state !== "gone" && <ExplainDifference row={row} />}
      </div>
      {explanation !== undefined && (
        <span className="under">
          {explainedAt === undefined
            ? t("reconciliation.explained-before", { text: explanation })
            : t("reconciliation.explained-by", {
                ...{ by: explainedBy ?? "", when: dateTime(new Date(explainedAt)), text: explanation },
              })}
        </span>
      )}
    </>
  );
}
