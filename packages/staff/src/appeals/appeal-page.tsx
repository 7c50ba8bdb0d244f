import { getAppeal } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { useSession } from "../session/index.ts";
import { Loaded, PageHead, RecordLink, useShopperName, Waiting } from "../ui/index.ts";
import type { Appeal } from "./appeal-words.ts";
import { Due } from "./appeals-page.tsx";
import { DecideAppeal } from "./decide-appeal.tsx";

/** One appeal: what was decided, why and by which data, what the shopper says of it, and a person's answer. */
export function AppealPage() {
  const { t } = useTexts();
  const { id } = useParams({ from: "/staff/desk/appeals/$id" });
  const query = useQuery(reading(getAppeal, { appealId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("appeals.appeal")} />
          <Waiting lines={6} height={36} />
        </>
      }
    >
      {(appeal) => <AppealContent appeal={appeal} />}
    </Loaded>
  );
}

function AppealContent({ appeal }: { appeal: Appeal }) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  const { about, shopper, shopperId, orderId, orderNumber, madeAt, said } = appeal;
  return (
    <>
      <PageHead
        title={t("appeals.appeal")}
        heading={t(`appeals.desk-kind.${about.kind}`)}
        lead={
          <p>
            <RecordLink id={shopperId}>{shopperName(shopper)}</RecordLink>
            {orderId !== undefined && (
              <>
                {" "}
                · <RecordLink id={orderId}>{orderNumber}</RecordLink>
              </>
            )}{" "}
            · {t("appeals.made", { when: texts.dateTime(new Date(madeAt)) })}
          </p>
        }
        actions={
          <Link to="/desk/appeals" className="button-link quiet">
            {t("appeals.back")}
          </Link>
        }
      />
      {appeal.state === "open" && (
        <p>
          {t("appeals.answer-due")}: <Due appeal={appeal} />
        </p>
      )}
      <div className="two even">
        <section className="section">
          <h2>{t("appeals.said")}</h2>
          <p className={said === undefined ? "soft" : "as-written"}>{said ?? t("appeals.said-nothing")}</p>
        </section>
        <section className="section">
          <h2>{t("appeals.about")}</h2>
          <p className="soft">{t("appeals.as-told")}</p>
          <Sentences sentences={about.outcome} />
        </section>
        <section className="section">
          <h2>{t("appeals.why")}</h2>
          <Sentences sentences={about.why} />
          <DecidedFirst about={about} />
        </section>
        {about.data.length > 0 && (
          <section className="section">
            <h2>{t("appeals.data")}</h2>
            <dl className="facts">
              {about.data.map(({ name, value }) => (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd className="num">{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        )}
      </div>
      {appeal.state === "open" ? <Decide appeal={appeal} /> : <Answered appeal={appeal} />}
    </>
  );
}

/** Of what a person decided, who did, and where it can be seen. */
function DecidedFirst({ about }: Pick<Appeal, "about">) {
  const texts = useTexts();
  const { t } = texts;
  const { byPerson, decidedByName, at, returnRequestId, claimId } = about;
  return (
    <>
      {byPerson && (
        <p className="soft">
          {t("appeals.decided-first", {
            who: decidedByName ?? t("appeals.somebody"),
            when: texts.dateTime(new Date(at)),
          })}
        </p>
      )}
      {returnRequestId !== undefined && (
        <p>
          <RecordLink id={returnRequestId}>{t("appeals.to-return")}</RecordLink>
        </p>
      )}
      {claimId !== undefined && (
        <p>
          <Link to="/desk/claims/$id" params={{ id: claimId }}>
            {t("appeals.to-claim")}
          </Link>
        </p>
      )}
    </>
  );
}

/** Whoever decided before is told to leave it to somebody else, rather than when they have written an answer. */
function Decide({ appeal }: { appeal: Appeal }) {
  const { t } = useTexts();
  const session = useSession();
  const { decidedByName } = appeal.about;
  const isOwn = decidedByName !== undefined && decidedByName === session?.login;
  return isOwn ? <p className="note">{t("appeals.not-you")}</p> : <DecideAppeal appeal={appeal} />;
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul className="plain">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Answered({ appeal: { state, answer, decidedAt, decidedByName, refundId } }: { appeal: Appeal }) {
  const texts = useTexts();
  const { t } = texts;
  return (
    <section className="section">
      <h2>{t(`appeals.state.${state}`)}</h2>
      {decidedAt !== undefined && (
        <p className="soft">
          {t("appeals.decided", {
            who: decidedByName ?? t("appeals.somebody"),
            when: texts.dateTime(new Date(decidedAt)),
          })}
        </p>
      )}
      {answer !== undefined && <p className="as-written">{answer}</p>}
      {refundId !== undefined && (
        <p>
          <Link to="/desk/refunds/$id" params={{ id: refundId }}>
            {t("appeals.refund")}
          </Link>
        </p>
      )}
    </section>
  );
}
