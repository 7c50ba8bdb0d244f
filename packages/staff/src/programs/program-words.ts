import { minorDigits } from "@aftercare/messages/browser";
import { useFaultText } from "../conditions/index.ts";
import { useTexts } from "../language/index.ts";
import { useMomentName, useWording } from "../ui/index.ts";
import type { Fault, Terms } from "./program-types.ts";

const shares = /(^|\/)(exploration|trial|challenge|holdout|marginFloor|mostDiscount|rate)$/;
const sums = /(^|\/)(amount|most|leastBasket|cost|contact|visits)$/;
const conditions = /(^|\/)(audience|eligible)$/;
const days = /(^|\/)(days|horizonDays|validDays|graceDays)$/;

/** Words for the parts of a program document, by their paths. */
export function useProgramWords(currency: string | undefined) {
  const texts = useTexts();
  const { t, has } = texts;
  const wording = useWording();
  const money = (amount: number) =>
    currency === undefined ? texts.number(amount) : texts.money({ amount: Math.round(amount), currency });

  const own = (path: string): string => {
    const key = `programs.field.${kebab(path)}`;
    return has(key) ? t(key) : path;
  };

  /** What a path names: "Action ten-off · Percent". */
  const field = (path: string): string => {
    const [list, name, ...rest] = path.split("/");
    const [inner, region, ...part] = [name, ...rest];
    if (list === "actions" && name !== undefined) return joined(t("programs.field.action", { name }), rest);
    if (list === "regions" && name !== undefined) return joined(t("programs.field.region", { name }), rest.slice(0, 1));
    if ((list === "goal" || list === "budget") && inner === "regions" && region !== undefined)
      return joined(t("programs.field.region", { name: region }), part.length === 0 ? [list] : [list, ...part]);
    if ((list === "goal" || list === "budget") && inner !== undefined)
      return t("programs.field.part", { whole: own(list), part: own(path) });
    return own(path);
  };
  const joined = (head: string, rest: readonly string[]) =>
    rest.length === 0 ? head : t("programs.field.part", { whole: head, part: own(rest.join("/")) });

  /** A value as it stands at a path; an empty text where there is none. */
  const value = (path: string, given: unknown): string => {
    if (given === undefined || given === null) return "";
    if (typeof given === "number") return number(path, given);
    if (typeof given === "boolean") return t(given ? "common.yes" : "common.no");
    if (typeof given === "string") return handle(path, given);
    if (Array.isArray(given)) return given.map((each) => value(path, each)).join(", ");
    return whole(path, given as Record<string, unknown>);
  };
  const number = (path: string, given: number) => {
    if (shares.test(path)) return texts.percent(given, given * 100 === Math.round(given * 100) ? 0 : 1);
    if (sums.test(path)) return money(given);
    if (days.test(path)) return t("common.days", { count: given });
    if (path.endsWith("weights/points")) return fineMoney(given);
    return path.endsWith("/percent") ? texts.percent(given / 100, given % 1 === 0 ? 0 : 1) : texts.number(given);
  };
  /** What a point is worth can be a part of the smallest coin. */
  const fineMoney = (amount: number) => {
    if (currency === undefined || Number.isInteger(amount)) return money(amount);
    const digits = minorDigits(currency);
    return `${texts.number(amount / 10 ** digits, { maximumFractionDigits: digits + 2 })} ${currency}`;
  };
  const handle = (path: string, given: string) => {
    if (path.endsWith("/kind")) return t(`programs.kind.${given}`);
    if (path === "moment") return moment(given);
    return path.endsWith("/period") ? t(`programs.period.${given}`) : given;
  };
  const whole = (path: string, given: Record<string, unknown>): string => {
    const { id, terms, name } = given;
    if (typeof id === "string" && terms !== undefined) return wording.action({ id, terms: terms as Terms, currency });
    if (typeof name === "string") return name;
    return Object.entries(given)
      .map(([key, each]) => [`${path}/${key}`, each] as const)
      .flatMap(([inner, each]) => {
        const text = value(inner, each);
        if (text === "") return [];
        // Parts that are lists of named parts themselves name them.
        return typeof each === "object"
          ? [text]
          : [t("programs.field.valued", { name: own(ofAll(inner)), value: text })];
      })
      .join(", ");
  };

  const moment = useMomentName();

  const faultText = useFaultText();
  const fault = ({ field: path, message }: Pick<Fault, "field" | "message">): string =>
    faultText({ path, message, isCondition: conditions.test(path) }, (number) => value(path, number));

  /** The same under a heading that names the whole already. */
  const setting = (path: string): string => (/(^|\/)regions\//.test(path) ? field(path) : own(path));

  return { money, field, setting, value, moment, fault };
}

/** The same setting without the region that it holds for. */
function ofAll(path: string): string {
  return path.replace(/\/regions\/[^/]+/, "");
}

export function kebab(path: string): string {
  return path.replaceAll("/", ".").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
