import type { ContractOutput, takeBackVisit } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useTexts } from "../language/index.ts";

/** The gift cards that are left to hand over: who gives what else stands beside each return. */
export function HandedCards({ paid }: { paid: ContractOutput<typeof takeBackVisit>["paid"] }) {
  const texts = useTexts();
  const { t } = texts;
  const cards = paid.flatMap(({ amount, currency, code }) => (code === undefined ? [] : [{ amount, currency, code }]));
  if (cards.length === 0) return null;
  return (
    <ul className="cards">
      {cards.map(({ amount, currency, code }) => (
        <li key={code} className="card paid-out">
          <p className="paid-what">
            {t("counter.paid.gift-card")} <b className="num">{texts.money({ amount, currency })}</b>
          </p>
          <CardCode code={code} />
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
