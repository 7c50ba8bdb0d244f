import type { ContractOutput, returnMoney } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";

type Money = ContractOutput<typeof returnMoney>;

interface ReturnMoneyTextProps {
  readonly money: Money;
  /** It counts already: the same is said of what was done. */
  readonly done?: boolean;
}

/** Who gives what for goods that come back: first what the till does, as it must neither pay what others pay nor leave anything out. */
export function ReturnMoneyText({ money, done = false }: ReturnMoneyTextProps) {
  const texts = useTexts();
  const { t } = texts;
  const { currency, till, house, bonus, elsewhere, request } = money;
  const amount = (minor: number) => texts.money({ amount: minor, currency });
  const time = done ? "done" : "will";
  const sentences = [
    ...house.map((one) => t(`counter.money.${time}.${one.way}`, { amount: amount(one.amount) })),
    ...(bonus > 0 ? [t("counter.money.bonus", { amount: amount(bonus) })] : []),
    ...(elsewhere > 0 ? [t("counter.money.elsewhere", { amount: amount(elsewhere) })] : []),
    ...(request?.resolution === "repair" ? [t("counter.money.repair")] : []),
    ...(request !== undefined && request.before > 0
      ? [t("counter.money.before", { amount: amount(request.before) })]
      : []),
    ...(request !== undefined && request.later > 0
      ? [t("counter.money.later", { amount: amount(request.later) })]
      : []),
  ];
  return (
    <div className="return-money">
      <p className="till-does">
        {till > 0 ? t(`counter.money.${time}.till`, { amount: amount(till) }) : t("counter.money.till-nothing")}
      </p>
      {sentences.length > 0 && (
        <ul className="because">
          {sentences.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
