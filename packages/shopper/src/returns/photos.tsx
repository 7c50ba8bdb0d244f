import type { PageContext, ReturnRequestPageView } from "../views.ts";

interface PhotosProps extends Pick<PageContext, "words"> {
  readonly order: ReturnRequestPageView["order"];
  /** Where they are sent. */
  readonly address: string;
  readonly lead: string;
  readonly photos: NonNullable<ReturnRequestPageView["photos"]>;
}

/** As many are kept of a line. */
const most = 5;

/** Photos of what is wrong, one form for each line. They help, and nothing hangs on them: whoever has none reads on. */
export function Photos({ words, order, address, lead, photos }: PhotosProps) {
  return (
    <section>
      <h2>{words.t("return-portal.photos.title")}</h2>
      <p>{lead}</p>
      {photos.lines.map((line) => (
        <PhotosOfLine key={line} words={words} order={order} address={address} photos={photos} line={line} />
      ))}
    </section>
  );
}

function PhotosOfLine({ words, order, address, photos, line }: Omit<PhotosProps, "lead"> & { readonly line: number }) {
  const bought = order.lines.find((one) => one.line === line);
  const item = bought?.title ?? bought?.sku ?? "";
  const own = photos.items.filter((photo) => photo.line === line && photo.by === "shopper");
  return (
    <div class="photos">
      <b>{item}</b>
      {own.map(({ photoId }, index) => (
        <form key={photoId} class="photo" method="post" action={`${address}/remove`}>
          <input type="hidden" name="photoId" value={photoId} />
          <a href={`/v1/return-photos/${photoId}`}>{words.t("return-portal.photos.photo", { number: index + 1 })}</a>
          <button class="link" type="submit" aria-label={words.t("return-portal.photos.remove", { number: index + 1 })}>
            {words.t("return-portal.photos.remove-short")}
          </button>
        </form>
      ))}
      {own.length < most && (
        <form class="field" method="post" action={address} enctype="multipart/form-data">
          <input type="hidden" name="line" value={line} />
          <label for={`photo-${line}`}>{words.t("return-portal.photos.add", { count: own.length })}</label>
          <input
            id={`photo-${line}`}
            type="file"
            name="photo"
            accept="image/jpeg,image/png,image/webp"
            required
            aria-describedby={`photo-help-${line}`}
          />
          <p class="small soft" id={`photo-help-${line}`}>
            {words.t("return-portal.photos.help")}
          </p>
          <button class="button quiet" type="submit">
            {words.t("return-portal.photos.send")}
          </button>
        </form>
      )}
    </div>
  );
}
