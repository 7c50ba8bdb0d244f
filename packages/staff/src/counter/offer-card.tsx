import type { ContractOutput, findOffer } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useTexts } from "../language/index.ts";
import { useWording } from "../ui/index.ts";

/** The offer as it is shown to the shopper or printed: the code as a picture and as letters. */
export function OfferCard({ offer }: { offer: ContractOutput<typeof findOffer> }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  return (
    <section className="offer card" aria-label={t("staff.offer.label")}>
      <img
        className="offer-qr"
        src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(offer.qrSvg)}`}
        alt={t("staff.offer.qr", { code: offer.code })}
        width={208}
        height={208}
      />
      <div className="offer-text">
        <p className="offer-name">{wording.action({ ...offer, id: offer.action })}</p>
        <p className="offer-code num">{offer.code}</p>
        <p>{t("staff.offer.valid-until", { when: texts.date(new Date(offer.expiresAt), "long") })}</p>
        <p className="soft">{t("staff.offer.once")}</p>
        <Button variant="default" size="md" className="no-print" onClick={() => window.print()}>
          {t("staff.offer.print")}
        </Button>
      </div>
    </section>
  );
}
