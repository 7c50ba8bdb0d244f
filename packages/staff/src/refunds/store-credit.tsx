import { type ContractOutput, getCredit } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { Loaded, RecordLink, Waiting } from "../ui/index.ts";
import { GrantCredit } from "./grant-credit.tsx";
import { MovementTable } from "./movement-table.tsx";

type Credit = ContractOutput<typeof getCredit>;

/** What a shopper can spend as store credit, what moved it, and for managers the way to give some. */
export function StoreCredit({ shopperId }: { shopperId: string }) {
  const texts = useTexts();
  const { t } = texts;
  const session = useSession();
  const query = useQuery(reading(getCredit, { shopperId: shopperId }));
  const mayGrant = session?.role === "manager" || session?.role === "admin";
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t("refunds.credit.title")}</h2>
        {mayGrant && query.data !== undefined && <GrantCredit shopperId={query.data.shopperId} />}
      </div>
      <Loaded query={query} waiting={<Waiting lines={2} height={28} />}>
        {({ balances, entries }) => (
          <>
            {balances.length === 0 ? (
              <p className="soft">{t("refunds.credit.none")}</p>
            ) : (
              <dl className="facts">
                {balances.map((balance) => (
                  <div key={balance.currency} className="total">
                    <dt>{t("refunds.credit.balance")}</dt>
                    <dd className="num">{texts.money(balance)}</dd>
                  </div>
                ))}
              </dl>
            )}
            {entries.length > 0 && <Movements entries={entries} />}
          </>
        )}
      </Loaded>
    </section>
  );
}

function Movements({ entries }: Pick<Credit, "entries">) {
  const { t } = useTexts();
  return (
    <MovementTable
      label={t("refunds.credit.movements")}
      movements={entries.map(({ entryId, kind, orderId, ...entry }) => ({
        ...entry,
        id: entryId,
        what: (
          <>
            {t(`refunds.credit.kind.${kind}`)}
            {orderId !== undefined && (
              <>
                {" · "}
                <RecordLink id={orderId}>{t("refunds.order")}</RecordLink>
              </>
            )}
          </>
        ),
      }))}
    />
  );
}
