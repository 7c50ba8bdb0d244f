import { grantSentences } from "../returns/why.ts";
import type { PageContext, ReturnTerms } from "../views.ts";

type LineTerms = ReturnTerms["lines"][number];

interface ReturnTermsNoteProps extends Pick<PageContext, "words"> {
  readonly orderId: string;
  readonly terms?: ReturnTerms;
}

/**
 * Until when, how and for how much what was bought can be given back, and why. Lines that have the same terms are told together. Goods that came
 * back need no words here. Of those whose time is over one can still ask: where nothing else is left, that is said before the way there.
 */
export function ReturnTermsNote({ words, orderId, terms }: ReturnTermsNoteProps) {
  const open = terms?.lines.filter(({ isOpen }) => isOpen) ?? [];
  if (terms === undefined || terms.lines.every(({ units }) => units === 0)) return null;
  const groups = [...Map.groupBy(open, sameTerms).values()];
  return (
    <section>
      <h2>{words.t("returns.title")}</h2>
      {groups.map((lines) => (
        <TermsOf
          key={lines[0]?.line}
          words={words}
          terms={terms}
          lines={lines}
          named={groups.length > 1 || open.length < terms.lines.length}
        />
      ))}
      {open.length === 0 && <p class="note-below">{words.t("return-portal.pick.over")}</p>}
      <a class={open.length > 0 ? "button note-below" : "button quiet"} href={`/orders/${orderId}/return`}>
        {words.t("return-portal.link")}
      </a>
    </section>
  );
}

interface TermsOfProps extends Pick<PageContext, "words"> {
  readonly terms: ReturnTerms;
  readonly lines: readonly LineTerms[];
  /** Whether it has to be said of which lines it holds. */
  readonly named: boolean;
}

function TermsOf({ words, terms, lines, named }: TermsOfProps) {
  const [line] = lines;
  if (line === undefined) return null;
  const { logisticsFee, wayFees, restockingPercent, until, law } = line;
  const fee = words.money({ amount: logisticsFee, currency: terms.currency });
  const said = grantSentences(words, [line]);
  // Where the law is what lets it go back so long, that is said above.
  const withdrawsUntil = law.isDue && law.until !== until ? law.until : undefined;
  return (
    <div class="terms">
      {named && <b>{lines.map(({ title, sku }) => title ?? sku).join(", ")}</b>}
      <p>
        {until === undefined
          ? words.t("returns.not-arrived")
          : words.t(`returns.until.${terms.arrival === "assumed" ? "assumed" : "known"}`, {
              day: words.date(until, "long"),
            })}{" "}
        {words.t(feeText(logisticsFee, wayFees), { fee })}
        {restockingPercent > 0 && ` ${words.t("returns.restocking", { percent: restockingPercent })}`}
      </p>
      {said.map((sentence) => (
        <p key={sentence} class="small soft">
          {sentence}
        </p>
      ))}
      <p class="small soft">
        {words.t(`returns.money.${line.refundTiming}`)}{" "}
        {withdrawsUntil !== undefined && words.t("returns.law", { day: words.date(withdrawsUntil, "long") })}
      </p>
    </div>
  );
}

/** Where ways differ in price, what the cheapest costs is not what all do. */
function feeText(least: number, wayFees: LineTerms["wayFees"]): string {
  if (wayFees.some(({ fee }) => fee > least)) return "returns.fee-from";
  return least === 0 ? "returns.free" : "returns.fee";
}

function sameTerms({ until, logisticsFee, wayFees, restockingPercent, refundTiming, because }: LineTerms): string {
  return JSON.stringify([until, logisticsFee, wayFees, restockingPercent, refundTiming, because]);
}
