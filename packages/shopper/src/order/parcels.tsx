import type { Order, PageContext } from "../views.ts";

type Words = PageContext["words"];

/** Each parcel's way, the latest news first. */
export function Parcels({ words, order }: { readonly words: Words; readonly order: Order }) {
  const collected = order.parcels.length === 0 && order.channel === "store";
  if (collected) return null;
  return (
    <section>
      <h2>{words.t("shopper.parcels.title", { count: order.parcels.length })}</h2>
      {order.parcels.length === 0 && <p class="soft">{words.t("shopper.parcels.none")}</p>}
      {order.parcels.map((parcel) => (
        <article class="parcel" key={parcel.number}>
          <p class="small soft">
            {words.t("shopper.parcels.number", { number: parcel.number })}
            {parcel.carrier !== undefined && ` · ${parcel.carrier}`}
          </p>
          <ol class="way">
            {parcel.deliveredAt !== undefined && (
              <Step words={words} title={words.t("shopper.parcels.delivered")} at={parcel.deliveredAt} />
            )}
            {parcel.shippedAt !== undefined && (
              <Step words={words} title={words.t("shopper.parcels.shipped")} at={parcel.shippedAt} />
            )}
          </ol>
          {parcel.shippedAt === undefined && parcel.deliveredAt === undefined && (
            <p class="soft">{words.t("shopper.parcels.announced")}</p>
          )}
        </article>
      ))}
    </section>
  );
}

function Step({ words, title, at }: { readonly words: Words; readonly title: string; readonly at: string }) {
  return (
    <li>
      <b>{title}</b>
      <time class="small soft" dateTime={at}>
        {words.date(new Date(at), "full")}
      </time>
    </li>
  );
}
