import { type ContractOutput, getShopper } from "@aftercare/platform/contract";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { SentMessages, WantedMessages } from "../messages/index.ts";
import { StoreCredit } from "../refunds/index.ts";
import {
  Figure,
  Figures,
  Loaded,
  PageHead,
  RecordLink,
  ShareBar,
  useShopperName,
  useWording,
  Waiting,
} from "../ui/index.ts";
import { Points } from "./points.tsx";
import { Timeline } from "./timeline.tsx";

type Shopper = ContractOutput<typeof getShopper>;

/** One shopper: what their profile says, and everything that happened. */
export function ShopperPage() {
  const { t } = useTexts();
  const { id = "" } = useParams({ strict: false });
  const query = useQuery(reading(getShopper, { shopperId: id }));
  return (
    <Loaded
      page
      query={query}
      waiting={
        <>
          <PageHead title={t("staff.shopper.title")} />
          <Waiting lines={1} height={118} />
          <Waiting lines={8} height={28} />
        </>
      }
    >
      {(shopper) => <ShopperContent shopper={shopper} />}
    </Loaded>
  );
}

function ShopperContent({ shopper }: { shopper: Shopper }) {
  const texts = useTexts();
  const { t } = texts;
  const shopperName = useShopperName();
  const { profile } = shopper;
  const name = shopperName(shopper);
  return (
    <>
      <PageHead title={name} eyebrow={t("staff.shopper.title")} heading={name} lead={<Known shopper={shopper} />} />
      {shopper.erasedAt !== undefined && (
        <p className="note">{t("staff.shopper.erased", { when: texts.date(new Date(shopper.erasedAt), "long") })}</p>
      )}
      {shopper.mergedInto !== undefined && (
        <p className="note">
          <RecordLink id={shopper.mergedInto}>{t("staff.shopper.merged")}</RecordLink>
        </p>
      )}
      <ProfileFigures profile={profile} />
      {shopper.kind === "account" && <Points shopperId={shopper.shopperId} />}
      <StoreCredit shopperId={shopper.shopperId} />
      <div className="two even">
        {shopper.erasedAt === undefined && <WantedMessages shopperId={shopper.shopperId} />}
        <SentMessages shopperId={shopper.shopperId} />
      </div>
      <div className="two">
        <Timeline shopperId={shopper.shopperId} />
        <Habits profile={profile} />
      </div>
    </>
  );
}

function Known({ shopper }: { shopper: Shopper }) {
  const texts = useTexts();
  const { t } = texts;
  const facts = [
    shopper.name !== undefined && shopper.number !== undefined && t("staff.shopper.number", { number: shopper.number }),
    t(`staff.shopper.kind.${shopper.kind}`),
    shopper.email,
    [shopper.postCode, shopper.country].filter(Boolean).join(" "),
    shopper.registeredAt !== undefined &&
      t("staff.shopper.since", { when: texts.date(new Date(shopper.registeredAt), "long") }),
  ];
  return <p>{facts.filter(Boolean).join(" · ")}</p>;
}

type Profile = Shopper["profile"];

function ProfileFigures({ profile }: { profile: Profile }) {
  const texts = useTexts();
  const { t } = texts;
  const days = (count: number | undefined) =>
    count === undefined ? "–" : t("common.days", { count: Math.round(count) });
  return (
    <Figures>
      <Figure
        label={t("staff.profile.orders")}
        value={texts.number(profile.orders)}
        beside={t("staff.profile.purchase-days", { count: profile.purchaseDays })}
      />
      <Figure
        label={t("staff.profile.spent")}
        value={
          profile.currency === undefined
            ? texts.number(profile.spent)
            : texts.money({ amount: profile.spent, currency: profile.currency })
        }
        beside={t("staff.profile.units", { count: profile.unitsBought })}
        definition={t("staff.profile.spent-definition")}
      />
      <Figure
        label={t("staff.profile.recency")}
        value={days(profile.recencyDays)}
        beside={profile.meanGapDays !== undefined && t("staff.profile.gap", { count: Math.round(profile.meanGapDays) })}
        definition={t("staff.profile.recency-definition", { when: texts.date(new Date(profile.asOf), "long") })}
      />
      <Figure
        label={t("staff.profile.return-rate")}
        value={profile.returnRate === undefined ? "–" : texts.percent(profile.returnRate, 1)}
        beside={t("staff.profile.returned", { count: profile.unitsReturned })}
        definition={t("staff.profile.return-rate-definition")}
      />
    </Figures>
  );
}

function Habits({ profile }: { profile: Profile }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const days = (count: number) => t("common.days", { count: Math.round(count) });
  return (
    <aside className="section" aria-label={t("staff.profile.habits")}>
      <h2>{t("staff.profile.habits")}</h2>
      <dl className="facts">
        {profile.tenureDays !== undefined && (
          <div>
            <dt>{t("staff.profile.tenure")}</dt>
            <dd className="num">{days(profile.tenureDays)}</dd>
          </div>
        )}
        <div>
          <dt>{t("staff.profile.returns")}</dt>
          <dd className="num">{texts.number(profile.returns)}</dd>
        </div>
        {profile.daysSinceLastReturn !== undefined && (
          <div>
            <dt>{t("staff.profile.last-return")}</dt>
            <dd className="num">{days(profile.daysSinceLastReturn)}</dd>
          </div>
        )}
        {profile.discountShare !== undefined && (
          <div>
            <dt>{t("staff.profile.discount-share")}</dt>
            <dd className="num">{texts.percent(profile.discountShare, 1)}</dd>
          </div>
        )}
        {profile.channelMix.map(({ channel, share }) => (
          <div key={channel}>
            <dt>{wording.channel(channel)}</dt>
            <dd className="num">{texts.percent(share)}</dd>
          </div>
        ))}
      </dl>
      {profile.returnRateByCategory.length > 0 && (
        <>
          <h3>{t("staff.profile.by-category")}</h3>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t("staff.profile.category")}</th>
                <th scope="col" className="n">
                  {t("staff.profile.bought")}
                </th>
                <th scope="col" className="n">
                  {t("staff.profile.rate")}
                </th>
              </tr>
            </thead>
            <tbody>
              {profile.returnRateByCategory.map(({ category, bought, rate }) => (
                <tr key={category}>
                  <th scope="row">
                    {category}
                    <ShareBar share={rate} />
                  </th>
                  <td className="n">{texts.number(bought)}</td>
                  <td className="n">{texts.percent(rate, 1)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </aside>
  );
}
