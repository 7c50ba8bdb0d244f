import type { ContractOutput, takeBackVisit } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useTexts } from "../language/index.ts";

/** What the house gave back, and what is left to do: count out the cash, hand over the card. */
export function PaidOut({ paid }: { paid: ContractOutput<typeof takeBackVisit>["paid"] }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <ul className="cards">
      {paid.map(({ returnId, way, amount, currency, code }) => (
        <li key={`${returnId} ${way} ${code}`} className="card paid-out">
          <p className="paid-what">
            {t(`counter.paid.${way}`)} <b className="num">{texts.money({ amount, currency })}</b>
          </p>
          {code !== undefined && <CardCode code={code} />}
        </li>
      ))}
    </ul>
  );
}

/** The code of a gift card, which is told this one time. */
export function CardCode({ code }: { code: string }) {
  const { t } = useTexts();
  return (
    <div className="card-code">
      <p className="offer-code num">{code}</p>
      <p className="soft">{t("counter.card.once")}</p>
      <Button variant="default" size="md" className="no-print" onClick={() => window.print()}>
        {t("staff.offer.print")}
      </Button>
    </div>
  );
}
