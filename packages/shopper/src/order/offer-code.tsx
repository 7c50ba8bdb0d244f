import type { Offer, PageContext } from "../views.ts";

/** The code as a picture and in letters. As the address of an image the SVG can do nothing but be drawn. */
export function OfferCode({ words, offer }: Pick<PageContext, "words"> & { readonly offer: Offer }) {
  return (
    <div class="code">
      <img
        class="qr"
        src={`data:image/svg+xml,${encodeURIComponent(offer.qrSvg)}`}
        alt={words.t("shopper.offers.qr", { code: offer.code })}
        width="232"
        height="232"
      />
      <p class="letters num">{offer.code}</p>
    </div>
  );
}
