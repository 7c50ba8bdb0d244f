import type { PageContext, ReturnRequest } from "../views.ts";

/** The code that is shown where goods are handed over, and the label to print; nothing where neither is needed. */
export function HandOver({
  words,
  request,
}: Pick<PageContext, "words"> & {
  readonly request: Pick<ReturnRequest, "returnRequestId" | "number" | "method" | "labels">;
}) {
  const { returnRequestId, number, method, labels } = request;
  const [label] = labels;
  if (label === undefined && method !== "store") return null;
  const address = `/v1/return-requests/${returnRequestId}`;
  const { carrier, trackingNumber = number, validUntil } = label ?? {};
  // Where a printed label has to be stuck on, the code still helps where parcel shops print.
  const isCodeEnough = label === undefined || label.boxless;
  return (
    <section class="till card">
      <h2>{words.t(`return-portal.request.${isCodeEnough ? "show" : "stick"}`)}</h2>
      <img
        class="qr"
        src={`${address}/qr`}
        alt={words.t("return-portal.request.code-alt", { number })}
        width="232"
        height="232"
      />
      <p class="letters num">{trackingNumber}</p>
      {carrier !== undefined && validUntil !== undefined && (
        <p class="small soft">
          {words.t("return-portal.request.carrier", { carrier, day: words.date(new Date(validUntil), "long") })}
        </p>
      )}
      {label !== undefined && (
        <a class={isCodeEnough ? "button quiet" : "button"} href={`${address}/label`}>
          {words.t("return-portal.request.label")}
        </a>
      )}
    </section>
  );
}
