import type { HandOver, PageContext, ReturnRequest } from "../views.ts";

interface NextStepsProps extends Pick<PageContext, "words"> {
  readonly request: ReturnRequest;
  readonly handOver?: HandOver;
}

/** What the shopper does next and what we do then: the code to show first, as large as a scanner needs it. */
export function NextSteps({ words, request, handOver }: NextStepsProps) {
  const { state, method } = request;
  if (state === "requested" || state === "cancelled" || state === "expired")
    return <p>{words.t(`return-portal.request.next.${state}`)}</p>;
  if (state === "declined" || state === "closed") return null;
  return (
    <>
      {state === "open" && handOver && <Code words={words} number={request.number} handOver={handOver} />}
      {(method === "keep-it" || method === "donate-it") && <p>{words.t(`return-portal.request.next.${method}`)}</p>}
      <section>
        <h2>{words.t("return-portal.request.steps")}</h2>
        <ol class="steps">
          {stepsOf(words, request, handOver).map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Code({
  words,
  number,
  handOver,
}: Pick<PageContext, "words"> & { readonly number: string; readonly handOver: HandOver }) {
  const { qrSvg, letters, labelHref, carrier } = handOver;
  return (
    <section class="till card">
      <h2>{words.t("return-portal.request.show")}</h2>
      <img
        class="qr"
        src={`data:image/svg+xml,${encodeURIComponent(qrSvg)}`}
        alt={words.t("return-portal.request.code-alt", { number })}
        width="232"
        height="232"
      />
      <p class="letters num">{letters}</p>
      {carrier !== undefined && <p class="small soft">{carrier}</p>}
      {labelHref !== undefined && (
        <a class="button quiet" href={labelHref}>
          {words.t("return-portal.request.label")}
        </a>
      )}
    </section>
  );
}

function stepsOf(words: PageContext["words"], request: ReturnRequest, handOver: HandOver | undefined): string[] {
  const { state, method, resolution, timing, expiresAt, number, refundBy, settled } = request;
  const until = handOver?.validUntil ?? expiresAt;
  const travels = method !== "keep-it" && method !== "donate-it";
  const when = words.t(`return-portal.choose.when.${timing}`);
  return [
    ...(state === "open" && travels
      ? [
          ...(method === "store" || handOver?.boxless ? [] : [words.t("return-portal.request.step.pack", { number })]),
          words.t(`return-portal.request.step.${method}`),
          ...(until === undefined
            ? []
            : [words.t("return-portal.request.step.until", { day: words.date(new Date(until), "long") })]),
        ]
      : []),
    ...(settled > 0 ? [] : [words.t(`return-portal.request.step.money.${resolution}`, { when })]),
    ...(refundBy === undefined || settled > 0
      ? []
      : [words.t("return-portal.choose.refund-by", { day: words.date(refundBy, "long") })]),
  ];
}
