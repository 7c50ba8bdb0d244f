import type { Gift, PageContext, PickedLine, PickProblem } from "../views.ts";

interface GiveBackLineProps extends Pick<PageContext, "words"> {
  readonly line: Gift["lines"][number];
  readonly tree: Gift["reasons"]["trees"][number] | undefined;
  readonly picked: PickedLine | undefined;
  readonly wrong: readonly PickProblem["kind"][];
}

/** One line of a gift: whether it goes back, how much of it and why. Of a purchase it would say what was paid; here that is nobody's business. */
export function GiveBackLine({ words, line, tree, picked, wrong }: GiveBackLineProps) {
  const { line: number, units, sku, title: item = sku } = line;
  const counts = Array.from({ length: units }, (_, index) => index + 1);
  return (
    <fieldset class="pick card">
      <legend class="away">{item}</legend>
      <label class="tick">
        <input
          type="checkbox"
          id={`line-${number}`}
          name="line"
          value={number}
          checked={picked !== undefined}
          aria-describedby={`about-${number}`}
        />
        <span>
          <b>{item}</b>
          <span class="small soft" id={`about-${number}`}>
            {deadlineOf(words, line)}
          </span>
        </span>
      </label>
      <div class="once-ticked">
        {units > 1 && (
          <div class="field">
            <label for={`quantity-${number}`}>{words.t("return-portal.pick.quantity")}</label>
            <select
              id={`quantity-${number}`}
              name={`quantity-${number}`}
              aria-label={words.t("return-portal.pick.quantity-of", { item })}
            >
              {counts.map((count) => (
                <option key={count} value={count} selected={count === (picked?.quantity ?? units)}>
                  {words.number(count)}
                </option>
              ))}
            </select>
          </div>
        )}
        <div class="field">
          <label for={`reason-${number}`}>{words.t("return-portal.pick.reason")}</label>
          <select
            id={`reason-${number}`}
            name={`reason-${number}`}
            aria-label={words.t("return-portal.pick.reason-of", { item })}
            aria-invalid={wrong.includes("reason")}
          >
            <option value="">{words.t("return-portal.pick.reason-choose")}</option>
            {tree?.branches.map(({ branch, says, reasons }) => (
              <optgroup key={branch} label={says}>
                {reasons.map((one) => (
                  <option key={one.reason} value={one.reason} selected={one.reason === picked?.reason}>
                    {one.says}
                  </option>
                ))}
              </optgroup>
            ))}
            <option value="unknown" selected={picked?.reason === "unknown"}>
              {words.t("return-portal.pick.reason-unsaid")}
            </option>
          </select>
        </div>
      </div>
    </fieldset>
  );
}

function deadlineOf(words: PageContext["words"], { isOpen, until }: Gift["lines"][number]): string {
  if (!isOpen) return words.t("return-portal.pick.over");
  return until === undefined
    ? words.t("returns.not-arrived")
    : words.t("return-portal.pick.until", { day: words.date(until, "long") });
}
