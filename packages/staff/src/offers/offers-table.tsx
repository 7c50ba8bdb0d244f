import { useTexts } from "../language/index.ts";
import { RecordLink, useShopperName, useWording } from "../ui/index.ts";
import type { OfferRow } from "./offers-page.tsx";

/** Offers, latest first: the code, whose it is, what it gives, and what became of it. */
export function OffersTable({ rows }: { rows: readonly OfferRow[] }) {
  const { t } = useTexts();
  return (
    <table className="table rows stack">
      <thead>
        <tr>
          <th scope="col">{t("offers.list.offer")}</th>
          <th scope="col">{t("offers.list.shopper")}</th>
          <th scope="col">{t("offers.list.gives")}</th>
          <th scope="col">{t("offers.list.became")}</th>
          <th scope="col" className="n">
            {t("offers.list.given")}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((offer) => (
          <Row key={offer.offerId} offer={offer} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ offer }: { offer: OfferRow }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const { code, shopper, action, decisionId, issuedAt, given, currency } = offer;
  return (
    <tr>
      <td>
        <strong className="num">{code}</strong>
        <span className="under">{texts.dateTime(new Date(issuedAt))}</span>
      </td>
      <td data-label={t("offers.list.shopper")}>
        {shopper === undefined ? (
          <span className="soft">{t("offers.list.nobody")}</span>
        ) : (
          <RecordLink id={shopper.shopperId}>{shopperName(shopper)}</RecordLink>
        )}
      </td>
      <td data-label={t("offers.list.gives")} className="wide">
        {wording.action({ ...offer, id: action })}
        {decisionId !== undefined && (
          <span className="under">
            <RecordLink id={decisionId} inList>
              {t("offers.list.decision")}
            </RecordLink>
          </span>
        )}
      </td>
      <td data-label={t("offers.list.became")}>
        <span className={offer.state === "redeemed" ? "accent" : ""}>{t(`offers.state.${offer.state}`)}</span>
        <span className="under">{whatBecameOf(offer, texts)}</span>
      </td>
      <td data-label={t("offers.list.given")} className="n">
        {given === undefined || currency === undefined ? "–" : texts.money({ amount: given, currency })}
      </td>
    </tr>
  );
}

/** When and where; for an open one until when. */
function whatBecameOf(offer: OfferRow, { t, date }: ReturnType<typeof useTexts>): string {
  const day = (at: string) => date(new Date(at));
  const { state, expiresAt, redeemedAt, redeemedAtStore, reversedAt, reinstatedAt, purchaseNumber } = offer;
  const words = [
    ...(state === "issued" ? [t("offers.list.until", { day: day(expiresAt) })] : []),
    ...(state === "expired" ? [t("offers.list.on", { day: day(expiresAt) })] : []),
    ...(state === "reversed" && reversedAt !== undefined ? [t("offers.list.on", { day: day(reversedAt) })] : []),
    ...(state === "redeemed" && redeemedAt !== undefined
      ? [
          redeemedAtStore === undefined
            ? t("offers.list.on", { day: day(redeemedAt) })
            : t("offers.list.at", { day: day(redeemedAt), store: redeemedAtStore }),
        ]
      : []),
    ...(purchaseNumber === undefined ? [] : [t("offers.list.for-order", { number: purchaseNumber })]),
    ...(state === "issued" && reinstatedAt !== undefined ? [t("offers.list.again", { day: day(reinstatedAt) })] : []),
  ];
  return words.join(" · ");
}
