import { dayText } from "../../foundation/calendar/index.ts";

/** What is read as a rule of law, or as the house's own where no law that we know says anything. */
export interface DatedRule<Regime extends string> {
  readonly regime: Regime;
  /** ISO 3166-1; absent for every other country. */
  readonly countries?: ReadonlySet<string>;
  /** Days on which the contract was concluded, "2014-06-13"; the last one is absent while it is in force. */
  readonly from: string;
  readonly to?: string;
  readonly source: string;
  /** Whether somebody has held it against the text of the law. As long as nobody has, nothing may call it certain. */
  readonly verified: boolean;
}

const union = [
  ...["AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"],
  ...["IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"],
];
/** The European Economic Area beside the Union. */
const area = ["IS", "LI", "NO"];

/** Where directives on consumers hold. */
export const unionAndArea: ReadonlySet<string> = new Set([...union, ...area]);

/**
 * The rule for a country by the day of the contract; the last of the list wherever none before it holds.
 * @param placedOn days since 1 January 1970
 */
export function ruleOf<Rule extends DatedRule<string>>(
  rules: readonly [...Rule[], Rule],
  country: string | undefined,
  placedOn: number,
): Rule {
  const day = dayText(placedOn);
  const inForce = rules.filter(({ from, to }) => from <= day && (to === undefined || day <= to));
  const found = inForce.find(
    ({ countries }) => countries === undefined || (country !== undefined && countries.has(country)),
  );
  return found ?? rules.at(-1)!;
}
