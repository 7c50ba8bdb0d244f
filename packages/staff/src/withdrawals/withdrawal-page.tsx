import { getWithdrawal } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Loaded, PageHead, RecordLink, Waiting } from "../ui/index.ts";
import { EndWithdrawal } from "./end-withdrawal.tsx";
import { WithdrawalTags } from "./withdrawal-tags.tsx";
import type { Withdrawal } from "./withdrawal-words.ts";

/** One statement: what was said and when, what follows from it by law, and what became of it. */
export function WithdrawalPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getWithdrawal, { withdrawalId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("withdrawals.desk.statement")} />
          <Waiting lines={6} height={36} />
        </>
      }
    >
      {(withdrawal) => <WithdrawalContent withdrawal={withdrawal} />}
    </Loaded>
  );
}

function WithdrawalContent({ withdrawal }: { withdrawal: Withdrawal }) {
  const texts = useTexts();
  const { t } = texts;
  const { number, statedAt, contract, orderId, flags, note, endedAt } = withdrawal;
  return (
    <>
      <PageHead
        title={t("withdrawals.desk.statement")}
        heading={number}
        lead={
          <p>
            {t("withdrawals.desk.stated-at", { moment: texts.dateTime(new Date(statedAt), "long") })} ·{" "}
            {orderId === undefined ? contract : <RecordLink id={orderId}>{contract}</RecordLink>}
          </p>
        }
        actions={
          <Link to="/desk/withdrawals" className="button-link quiet">
            {t("withdrawals.desk.back")}
          </Link>
        }
      />
      <WithdrawalTags withdrawal={withdrawal} />
      {flags.map((flag) => (
        <p key={flag} className="note">
          {t(`withdrawals.flag-note.${flag}`)}
        </p>
      ))}
      {note !== undefined && (
        <p>
          {note}
          {endedAt !== undefined && <span className="under">{texts.dateTime(new Date(endedAt))}</span>}
        </p>
      )}
      <EndWithdrawal withdrawal={withdrawal} />
      <div className="two even">
        <Stated withdrawal={withdrawal} />
        <ByLaw withdrawal={withdrawal} />
      </div>
    </>
  );
}

function Stated({ withdrawal: { name, email, contract, what, shopperId } }: { withdrawal: Withdrawal }) {
  const { t } = useTexts();
  const forgotten = t("withdrawals.desk.forgotten");
  const said: [string, string][] = [
    [t("withdrawals.contract"), contract],
    [t("withdrawals.name"), name ?? forgotten],
    [t("withdrawals.email"), email ?? forgotten],
    [t("withdrawals.what"), what ?? (name === undefined ? forgotten : t("withdrawals.all"))],
  ];
  return (
    <section className="section">
      <h2>{t("withdrawals.desk.said")}</h2>
      <dl className="facts">
        {said.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p>
        <RecordLink id={shopperId}>{t("withdrawals.desk.shopper")}</RecordLink>
      </p>
    </section>
  );
}

function ByLaw({ withdrawal: { lastDay, sendBackBy, refundBy } }: { withdrawal: Withdrawal }) {
  const texts = useTexts();
  const { t } = texts;
  const days: [string, string | undefined][] = [
    [t("withdrawals.desk.last-day"), lastDay],
    [t("withdrawals.desk.send-back-by"), sendBackBy],
    [t("withdrawals.desk.refund-by"), refundBy],
  ];
  return (
    <section className="section">
      <h2>{t("withdrawals.desk.by-law")}</h2>
      <dl className="facts">
        {days.map(([term, day]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="num">{day === undefined ? t("withdrawals.desk.nothing-due") : texts.date(day)}</dd>
          </div>
        ))}
      </dl>
      <p className="soft">{t("withdrawals.desk.by-law-note")}</p>
    </section>
  );
}
