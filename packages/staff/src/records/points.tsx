import { type ContractOutput, getPoints, listMovements } from "@aftercare/platform/contract";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { listing, reading } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Figure, Figures, Loaded, LoadMore, useWording, Waiting } from "../ui/index.ts";
import { MovementRow } from "./movement-row.tsx";

type PointsView = ContractOutput<typeof getPoints>;

/** A shopper's points: what can be used, what is pending or owed and why, the tier, and everything that moved them. */
export function Points({ shopperId }: { shopperId: string }) {
  const { t } = useTexts();
  const query = useQuery(reading(getPoints, { shopperId }));
  return (
    <section className="section">
      <h2>{t("staff.points.title")}</h2>
      <Loaded query={query} waiting={<Waiting lines={1} height={118} />}>
        {(points) => <PointsContent points={points} />}
      </Loaded>
    </section>
  );
}

function PointsContent({ points }: { points: PointsView }) {
  const texts = useTexts();
  const { t } = texts;
  const day = (at: string) => texts.date(new Date(at), "long");
  const { owed, owedFor, windows, enabled } = points;
  const numbers = owedFor.flatMap(({ returnNumber }) => returnNumber ?? []).join(", ");
  return (
    <>
      {!enabled && <p className="note">{t("staff.points.off")}</p>}
      <PointsFigures points={points} />
      {owed > 0 && <p className="note">{t("staff.points.owed", { count: owed, numbers })}</p>}
      {windows.map(({ windowId, multiplier, until }) => (
        <p key={windowId} className="soft">
          {t("staff.points.window", { percent: multiplier, when: day(until) })}
        </p>
      ))}
      <Movements shopperId={points.shopperId} />
    </>
  );
}

function PointsFigures({ points }: { points: PointsView }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const day = (at: string) => texts.date(new Date(at));
  const { available, pending, worth, redeemStep, tier, nextTier, spent, availableNext, expiringNext } = points;
  return (
    <Figures>
      <Figure
        label={t("staff.points.available")}
        value={texts.number(available)}
        beside={t("staff.points.worth", { amount: texts.money(worth) })}
        definition={t("staff.points.available-definition", { step: redeemStep })}
      />
      <Figure
        label={t("staff.points.pending")}
        value={texts.number(pending)}
        beside={
          availableNext !== undefined &&
          t("staff.points.pending-next", { count: availableNext.points, when: day(availableNext.at) })
        }
        definition={t("staff.points.pending-definition")}
      />
      <Figure
        label={t("staff.points.tier")}
        value={wording.tier(tier)}
        beside={[
          tier.until !== undefined && t("staff.points.tier-until", { when: day(tier.until) }),
          nextTier !== undefined &&
            t("staff.points.tier-missing", { amount: texts.money(nextTier.missing), tier: wording.tier(nextTier) }),
        ]
          .filter(Boolean)
          .join(" · ")}
        definition={t("staff.points.tier-definition", { spent: texts.money(spent), percent: tier.multiplier })}
      />
      <Figure
        label={t("staff.points.lapses")}
        value={expiringNext === undefined ? "–" : texts.number(expiringNext.points)}
        beside={expiringNext !== undefined && t("staff.points.lapses-on", { when: day(expiringNext.at) })}
        definition={t("staff.points.lapses-definition")}
      />
    </Figures>
  );
}

function Movements({ shopperId }: { shopperId: string }) {
  const { t } = useTexts();
  const query = useInfiniteQuery(listing(listMovements, { shopperId, limit: 6 }));
  return (
    <Loaded query={query} waiting={<Waiting lines={4} height={28} />}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items);
        if (items.length === 0) return <Empty title={t("staff.points.empty")} />;
        return (
          <>
            <table className="table movements" aria-label={t("staff.points.movements")}>
              <thead>
                <tr>
                  <th scope="col">{t("staff.points.when")}</th>
                  <th scope="col">{t("staff.points.what")}</th>
                  <th scope="col" className="n">
                    {t("staff.points.moved")}
                  </th>
                </tr>
              </thead>
              <tbody>
                {items.map((movement) => (
                  <MovementRow key={movement.movementId} movement={movement} />
                ))}
              </tbody>
            </table>
            <LoadMore query={query} />
          </>
        );
      }}
    </Loaded>
  );
}
