import type { ReactNode } from "react";
import { useTexts } from "../language/index.ts";

interface MovementTableProps {
  /** What it is a table of, for who hears the page. */
  readonly label: string;
  readonly movements: readonly {
    readonly id: string;
    readonly at: string;
    readonly what: ReactNode;
    readonly reference?: string | undefined;
    readonly currency: string;
    readonly amount: number;
    /** What was there once it was booked. */
    readonly balance: number;
  }[];
}

/** What moved a balance, and what it was after each. */
export function MovementTable({ label, movements }: MovementTableProps) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <table className="table stack movements" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{t("refunds.credit.when")}</th>
          <th scope="col">{t("refunds.credit.what")}</th>
          <th scope="col" className="n">
            {t("refunds.credit.moved")}
          </th>
          <th scope="col" className="n">
            {t("refunds.credit.after")}
          </th>
        </tr>
      </thead>
      <tbody>
        {movements.map(({ id, at, what, reference, currency, amount, balance }) => (
          <tr key={id}>
            <td className="num">{texts.dateTime(new Date(at))}</td>
            <td data-label={t("refunds.credit.what")}>
              {what}
              {reference !== undefined && <span className="under">{reference}</span>}
            </td>
            <td className="n" data-label={t("refunds.credit.moved")}>
              {texts.money({ amount, currency })}
            </td>
            <td className="n" data-label={t("refunds.credit.after")}>
              {texts.money({ amount: balance, currency })}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
