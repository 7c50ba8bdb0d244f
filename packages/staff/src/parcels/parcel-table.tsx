import type { ContractOutput, searchParcels } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";
import { RecordLink, useWording } from "../ui/index.ts";
import { ParcelState } from "./parcel-state.tsx";

type Parcel = ContractOutput<typeof searchParcels>["items"][number];

/** Parcels, those that became known last first. */
export function ParcelTable({ rows }: { rows: readonly Parcel[] }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("parcels.parcel")}</th>
          <th scope="col">{t("parcels.status")}</th>
          <th scope="col">{t("parcels.matched")}</th>
          <th scope="col">{t("parcels.heard")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((parcel) => (
          <Row key={parcel.parcelId} parcel={parcel} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ parcel }: { parcel: Parcel }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const { parcelId, trackingNumber, carrier, direction, status, problem, fault, orders, waitsFor, lastHeardAt } =
    parcel;
  const when = (at: string | undefined) => (at === undefined ? "–" : texts.dateTime(new Date(at)));
  return (
    <tr>
      <td>
        <RecordLink id={parcelId} inList>
          {trackingNumber ?? t("parcels.no-number")}
        </RecordLink>
        <span className="under">{[carrier, t(`parcels.direction.${direction}`)].filter(Boolean).join(" · ")}</span>
      </td>
      <td data-label={t("parcels.status")}>
        <ParcelState status={status} problem={problem} />
        <span className="under">{fault !== undefined && wording.parcelFault(fault)}</span>
      </td>
      <td data-label={t("parcels.matched")} className="wide">
        {orders.length === 0 ? (
          <span className="soft">{t("parcels.no-order")}</span>
        ) : (
          orders.map(({ orderId, number }, place) => (
            <span key={orderId}>
              {place > 0 && ", "}
              <RecordLink id={orderId}>{number}</RecordLink>
            </span>
          ))
        )}
        {waitsFor.length > 0 && (
          <span className="under">{t("parcels.waits-for", { numbers: waitsFor.join(", ") })}</span>
        )}
      </td>
      <td data-label={t("parcels.heard")} className="num">
        {when(lastHeardAt)}
      </td>
    </tr>
  );
}
