import { type ContractOutput, type getOrder, refundBalance, refundsOfOrder } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { Loaded, RecordLink, Waiting } from "../ui/index.ts";
import { GiveBack } from "./give-back.tsx";
import { RefundState } from "./refund-state.tsx";
import type { Refund } from "./refund-words.ts";

type Order = ContractOutput<typeof getOrder>;
type Balance = ContractOutput<typeof refundBalance>;

/** The money of an order that went back or can go back, with the way to give some of it back. */
export function OrderRefunds({ order }: { order: Order }) {
  const { t } = useTexts();
  const { orderId } = order;
  const balance = useQuery(reading(refundBalance, { orderId }));
  const refunds = useQuery(reading(refundsOfOrder, { orderId }));
  const session = useSession();
  const mayGive = session !== undefined && session.role !== "associate";
  return (
    <section className="section">
      <div className="section-head">
        <h2>{t("refunds.balance.title")}</h2>
        {mayGive && balance.data !== undefined && balance.data.available > 0 && <GiveBack order={order} />}
      </div>
      <Loaded query={balance} waiting={<Waiting lines={4} height={24} />}>
        {(data) => <BalanceFacts balance={data} />}
      </Loaded>
      <Loaded query={refunds} waiting={<Waiting lines={2} height={28} />}>
        {({ items }) => items.length > 0 && <RefundList refunds={items} isOpen={mayGive} />}
      </Loaded>
    </section>
  );
}

function BalanceFacts({ balance }: { balance: Balance }) {
  const texts = useTexts();
  const { t } = texts;
  const { currency, paid, refunded, inFlight, elsewhere, available } = balance;
  const facts = [
    ["refunds.balance.paid", paid],
    ...(refunded === 0 ? [] : [["refunds.balance.refunded", refunded] as const]),
    ...(inFlight === 0 ? [] : [["refunds.balance.in-flight", inFlight] as const]),
    ...(elsewhere === 0 ? [] : [["refunds.balance.elsewhere", elsewhere] as const]),
    ["refunds.balance.available", available],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, amount]) => (
        <div key={name} className={name === "refunds.balance.available" ? "total" : undefined}>
          <dt>{t(name)}</dt>
          <dd className="num">{texts.money({ amount, currency })}</dd>
        </div>
      ))}
    </dl>
  );
}

function RefundList({ refunds, isOpen }: { refunds: readonly Refund[]; isOpen: boolean }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <ul className="cards">
      {refunds.map(({ refundId, amount, currency, state, reason, intendedAt }) => (
        <li key={refundId} className="card">
          <p className="card-head">
            {isOpen ? (
              <RecordLink id={refundId} inList>
                {texts.money({ amount, currency })}
              </RecordLink>
            ) : (
              <span>{texts.money({ amount, currency })}</span>
            )}
            <RefundState state={state} />
          </p>
          <p className="soft">
            {t(`refunds.reason.${reason}`)} · {texts.date(new Date(intendedAt), "long")}
          </p>
        </li>
      ))}
    </ul>
  );
}
