import { type ContractOutput, getProgramBudget } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { reading } from "../../api/index.ts";
import { useTexts } from "../../language/index.ts";
import { useGrowth } from "../../time/index.ts";
import { Definition, Loaded, Waiting } from "../../ui/index.ts";
import { EarlierPeriods } from "./earlier-periods.tsx";
import { SpentBar } from "./spent-bar.tsx";
import { useShopDays } from "./use-shop-days.ts";

export type Period = ContractOutput<typeof getProgramBudget>["periods"][number];
export type Account = Period["accounts"][number];

/** What a program may spend in the present period and has spent, and how the periods before went. */
export function BudgetStatus({ name }: { name: string }) {
  const { t } = useTexts();
  const query = useQuery({ ...reading(getProgramBudget, { name }), ...useGrowth() });
  return (
    <section className="section">
      <h2>
        {t("budgets.title")}
        <Definition of={t("budgets.title")}>{t("budgets.definition")}</Definition>
      </h2>
      <Loaded query={query} waiting={<Waiting lines={4} />}>
        {({ periods }) => <Periods periods={periods} name={name} />}
      </Loaded>
    </section>
  );
}

function Periods({ periods, name }: { periods: readonly Period[]; name: string }) {
  const { t } = useTexts();
  const days = useShopDays();
  const present = periods.find(({ daysLeft }) => daysLeft > 0);
  const earlier = periods.filter((period) => period !== present);
  return (
    <>
      {present === undefined ? (
        <p className="soft">{t("programs.budget.none")}</p>
      ) : (
        <>
          <p className="soft">
            {t("budgets.present", {
              period: t(`programs.period.${present.kind}`),
              from: days.shown(present.startsAt),
              days: present.daysLeft,
            })}
          </p>
          {present.accounts.map((account) => (
            <AccountNow key={account.region ?? ""} account={account} isOnly={present.accounts.length === 1} />
          ))}
        </>
      )}
      {earlier.length > 0 && <EarlierPeriods periods={earlier} name={name} />}
    </>
  );
}

/** One account: how far it is spent, whether that is as planned, and what the budget is worth. */
function AccountNow({ account, isOnly }: { account: Account; isOnly: boolean }) {
  const texts = useTexts();
  const { t } = texts;
  const { region, currency, amount, spent, planned, left, tried, price, offers } = account;
  const money = (value: number) => texts.money({ amount: Math.round(value), currency });
  const number = (value: number) => texts.number(value, { maximumFractionDigits: 2 });
  return (
    <div className="account">
      {!isOnly && <h3>{region ?? t("budgets.rest")}</h3>}
      <p className="account-spent">
        <b className="num">{money(spent)}</b> <span className="soft">{t("budgets.of", { amount: money(amount) })}</span>
      </p>
      <SpentBar spent={spent} planned={planned} amount={amount} />
      <ul className="plain">
        <li>
          {planned === undefined
            ? t("budgets.begun-within", { left: money(left) })
            : t("budgets.planned", { planned: money(planned), left: money(left) })}
        </li>
        <li>{t("budgets.offers", { count: offers, tried: money(tried) })}</li>
        <li>
          {price === undefined
            ? t("budgets.price-unknown")
            : price > 0
              ? t("budgets.price", { price: number(price), least: number(1 + price) })
              : t("budgets.price-zero")}
        </li>
      </ul>
    </div>
  );
}
