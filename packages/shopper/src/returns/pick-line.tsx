import type { PageContext, PickedLine, PickProblem, ReturnReasons } from "../views.ts";

interface PickLineProps extends Pick<PageContext, "words"> {
  readonly line: { readonly line: number; readonly units: number };
  readonly item: string;
  /** What it cost, where that is anybody's business: not of a gift. */
  readonly price?: { readonly amount: number; readonly currency: string };
  /** Until when it can be picked, or that its time is over. */
  readonly until: string;
  readonly tree: ReturnReasons["trees"][number] | undefined;
  readonly picked: PickedLine | undefined;
  readonly wrong: readonly PickProblem["kind"][];
  /** It is faulty, and the reason says how; else anything may be the reason, and none need be told. */
  readonly isFault?: boolean;
}

/** So many can be picked from a list; more are typed. */
const mostListed = 12;

/** One line: whether it is picked, and once it is ticked how much of it and why. Where style sheets cannot tell, all of it shows from the start. */
export function PickLine({ words, line, item, price, until, tree, picked, wrong, isFault = false }: PickLineProps) {
  const { line: number, units } = line;
  const area = isFault ? "faults.pick" : "return-portal.pick";
  const cost = price && words.money(price);
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
            {cost !== undefined && `${units > 1 ? words.t("return-portal.pick.each", { price: cost }) : cost} · `}
            {until}
          </span>
        </span>
      </label>
      <div class="once-ticked">
        {units > 1 && <Quantity words={words} line={number} units={units} item={item} picked={picked} />}
        <div class="field">
          <label for={`reason-${number}`}>{words.t(`${area}.reason`)}</label>
          <select
            id={`reason-${number}`}
            name={`reason-${number}`}
            aria-label={words.t(`${area}.reason-of`, { item })}
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
            {!isFault && (
              <option value="unknown" selected={picked?.reason === "unknown"}>
                {words.t("return-portal.pick.reason-unsaid")}
              </option>
            )}
          </select>
        </div>
      </div>
    </fieldset>
  );
}

interface QuantityProps extends Pick<PageContext, "words"> {
  readonly line: number;
  readonly units: number;
  readonly item: string;
  readonly picked: PickedLine | undefined;
}

/** Who ticks a line of several gives all of them back unless they say otherwise. */
function Quantity({ words, line, units, item, picked }: QuantityProps) {
  const chosen = picked?.quantity ?? units;
  const shared = {
    ...{ id: `quantity-${line}`, name: `quantity-${line}` },
    "aria-label": words.t("return-portal.pick.quantity-of", { item }),
  };
  return (
    <div class="field">
      <label for={`quantity-${line}`}>{words.t("return-portal.pick.quantity")}</label>
      {units > mostListed ? (
        <input {...shared} type="number" inputMode="numeric" min={1} max={units} value={chosen} />
      ) : (
        <select {...shared}>
          {Array.from({ length: units }, (_, index) => index + 1).map((count) => (
            <option key={count} value={count} selected={count === chosen}>
              {words.number(count)}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}
