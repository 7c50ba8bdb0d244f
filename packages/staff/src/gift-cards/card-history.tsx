import { type ContractOutput, getGiftCard, voidGiftCard } from "@aftercare/platform/contract";
import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { reading, useCommand } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { MovementTable } from "../refunds/index.ts";
import { useSession } from "../session/index.ts";
import { ConfirmDialog, Loaded, RecordLink, SecretDialog, Waiting } from "../ui/index.ts";
import { useRefreshCards } from "./gift-card-words.ts";

type Card = ContractOutput<typeof getGiftCard>;

/** For those who may see whose it is: what was booked on a card, and another in its place. */
export function CardHistory({ giftCardId }: { giftCardId: string }) {
  const { t } = useTexts();
  const query = useQuery({ ...reading(getGiftCard, { giftCardId }), staleTime: 0 });
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t("gift-cards.history")}</h2>
        {query.data !== undefined && query.data.state === "usable" && <Replace card={query.data} />}
      </div>
      <Loaded query={query} waiting={<Waiting lines={3} height={32} />}>
        {(card) => <Entries card={card} />}
      </Loaded>
    </section>
  );
}

function Entries({ card: { entries, currency, shopperId, orderId, because } }: { card: Card }) {
  const { t } = useTexts();
  return (
    <>
      <p className="soft">
        {t(`gift-cards.because.${because}`)} · <RecordLink id={shopperId}>{t("gift-cards.given-to")}</RecordLink>
        {orderId !== undefined && (
          <>
            {" · "}
            <RecordLink id={orderId}>{t("refunds.order")}</RecordLink>
          </>
        )}
      </p>
      <MovementTable
        label={t("gift-cards.history")}
        movements={entries.map(({ entryId, kind, ...entry }) => ({
          ...entry,
          ...{ id: entryId, currency, what: t(`gift-cards.kind.${kind}`) },
        }))}
      />
    </>
  );
}

/** A lost code, or one that somebody else has seen: the money goes to another card. */
function Replace({ card: { giftCardId, balance, currency } }: { card: Card }) {
  const texts = useTexts();
  const { t } = texts;
  const session = useSession();
  const refresh = useRefreshCards();
  const command = useCommand(voidGiftCard);
  const [code, setCode] = useState<string>();
  if (session?.role !== "manager" && session?.role !== "admin") return null;
  const replace = async (tell: "mail" | "hand") => {
    const told = await command.mutateAsync({ giftCardId, replace: true, tell });
    await refresh();
    if (told.code !== undefined) setCode(told.code);
  };
  return (
    <div className="toolbar">
      {(["mail", "hand"] as const).map((tell) => (
        <ConfirmDialog
          key={tell}
          title={t(`gift-cards.replace.${tell}`)}
          text={t("gift-cards.replace-text", { amount: texts.money({ amount: balance, currency }) })}
          action={t(`gift-cards.replace.${tell}`)}
          onConfirm={() => replace(tell)}
          open={(ask) => (
            <Button variant="default" onClick={ask}>
              {t(`gift-cards.replace.${tell}`)}
            </Button>
          )}
        />
      ))}
      {code !== undefined && (
        <SecretDialog
          title={t("gift-cards.new-code")}
          values={[{ name: t("gift-cards.code"), value: code }]}
          onClose={() => setCode(undefined)}
        />
      )}
    </div>
  );
}
