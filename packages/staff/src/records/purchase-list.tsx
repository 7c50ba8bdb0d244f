import { findPurchases } from "@aftercare/platform/contract";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { listing } from "../api/index.ts";
import { useTexts } from "../language/index.ts";
import { Empty, Loaded, LoadMore, RecordLink, useShopperName, useWording, Waiting } from "../ui/index.ts";

interface PurchaseListProps {
  readonly query: string;
  readonly at: "counter" | "desk";
  /** Neither what it cost nor who bought it is anybody's business here. */
  readonly isGift?: boolean;
}

/** The purchases that a search found, latest first. At the counter a purchase opens to take back, elsewhere to read. */
export function PurchaseList({ query: q, at, isGift = false }: PurchaseListProps) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const shopperName = useShopperName();
  const query = useInfiniteQuery(listing(findPurchases, { q }));
  return (
    <Loaded query={query} waiting={<Waiting lines={4} height={88} />}>
      {({ pages }) => {
        const purchases = pages.flatMap(({ items }) => items);
        if (purchases.length === 0) {
          return (
            <Empty title={t("staff.find.none", { query: q })}>
              <p>{t("staff.find.none-text")}</p>
            </Empty>
          );
        }
        return (
          <>
            <ul className="cards">
              {purchases.map((purchase) => (
                <li key={purchase.orderId} className="card purchase">
                  <div>
                    <p className="card-head">
                      {at === "counter" ? (
                        <Link
                          to="/counter/orders/$id"
                          params={{ id: purchase.orderId }}
                          data-list-item=""
                          className="cover"
                        >
                          {t("staff.order.heading", { number: purchase.number })}
                        </Link>
                      ) : (
                        <RecordLink id={purchase.orderId} inList>
                          {t("staff.order.heading", { number: purchase.number })}
                        </RecordLink>
                      )}
                      <span className="tag">{t(`staff.matched.${purchase.matchedBy}`)}</span>
                    </p>
                    <p className="clip">{purchase.titles.join(", ")}</p>
                    <p className="soft">
                      {texts.date(new Date(purchase.placedAt))} ·{" "}
                      {purchase.storeName ?? wording.channel(purchase.channel)}
                      {isGift ? "" : " · "}
                      {at === "desk" && purchase.shopper !== undefined ? (
                        <RecordLink id={purchase.shopper.shopperId}>{shopperName(purchase.shopper)}</RecordLink>
                      ) : (
                        !isGift && shopperName(purchase.shopper)
                      )}
                    </p>
                  </div>
                  <p className="purchase-sum num">
                    {!isGift && <b>{texts.money({ amount: purchase.total, currency: purchase.currency })}</b>}
                    <span className="soft">
                      {purchase.returnableUnits === 0
                        ? t("staff.find.nothing-returnable")
                        : t("staff.find.returnable", { count: purchase.returnableUnits, total: purchase.units })}
                    </span>
                  </p>
                </li>
              ))}
            </ul>
            <LoadMore query={query} />
          </>
        );
      }}
    </Loaded>
  );
}
