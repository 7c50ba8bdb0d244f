import type { PageContext, ReturnRequest } from "../views.ts";
import { HandOver } from "./hand-over.tsx";

interface NextStepsProps extends Pick<PageContext, "words"> {
  readonly request: StepsOf;
}

/** What it reads of a return; of a gift nothing else is there. */
type StepsOf = Pick<
  ReturnRequest,
  | "returnRequestId"
  | "number"
  | "state"
  | "method"
  | "resolution"
  | "timing"
  | "settled"
  | "labels"
  | "expiresAt"
  | "refundBy"
>;

/** What the shopper does next and what we do then: the code to show first, as large as a scanner needs it. */
export function NextSteps({ words, request }: NextStepsProps) {
  const { state, method } = request;
  if (state === "requested" || state === "cancelled" || state === "expired")
    return <p>{words.t(`return-portal.request.next.${state}`)}</p>;
  if (state === "declined" || state === "closed") return null;
  const steps = stepsOf(words, request);
  const notes = notesOf(words, request);
  return (
    <>
      {state === "open" && <HandOver words={words} request={request} />}
      {(method === "keep-it" || method === "donate-it") && <p>{words.t(`return-portal.request.next.${method}`)}</p>}
      {steps.length > 0 && (
        <section>
          <h2>{words.t("return-portal.request.steps")}</h2>
          <ol class="steps">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          {notes.map((note) => (
            <p key={note} class="small soft note-below">
              {note}
            </p>
          ))}
        </section>
      )}
    </>
  );
}

/** When what is given for a return is due. No carrier has what is brought to a store: it arrives there. */
export function dueWhen({ method, timing }: Pick<ReturnRequest, "method" | "timing">): ReturnRequest["timing"] {
  return method === "store" && timing === "first-scan" ? "received" : timing;
}

function stepsOf(words: PageContext["words"], request: StepsOf): string[] {
  const { state, method, resolution, number, settled, labels } = request;
  const when = words.t(`return-portal.choose.when.${dueWhen(request)}`);
  const isBoxed = method !== "store" && !labels.some(({ boxless }) => boxless);
  return [
    ...(state === "open" && method !== "keep-it" && method !== "donate-it"
      ? [
          ...(isBoxed ? [words.t("return-portal.request.step.pack", { number })] : []),
          words.t(`return-portal.request.step.${method}`),
        ]
      : []),
    ...(settled > 0 ? [] : [words.t(`return-portal.request.step.money.${resolution}`, { when })]),
  ];
}

function notesOf(words: PageContext["words"], { state, expiresAt, refundBy, resolution, settled }: StepsOf): string[] {
  const day = (on: string | Date) => ({ day: words.date(on, "long") });
  return [
    ...(state === "open" && expiresAt !== undefined
      ? [words.t("return-portal.request.until", day(new Date(expiresAt)))]
      : []),
    ...(refundBy !== undefined && resolution === "refund" && settled === 0
      ? [words.t("return-portal.choose.refund-by", day(refundBy))]
      : []),
  ];
}
