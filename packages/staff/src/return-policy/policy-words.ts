import { useFaultText } from "../conditions/index.ts";
import { useTexts } from "../language/index.ts";
import type { PolicyFault } from "./policy-types.ts";

/** Words for the parts of a return policy, by their paths. */
export function usePolicyWords(currency: string | undefined) {
  const texts = useTexts();
  const { t, has } = texts;
  const faultText = useFaultText();
  const money = (amount: number) => (currency === undefined ? texts.number(amount) : texts.money({ amount, currency }));
  const own = (name: string): string => {
    const key = `return-policy.field.${kebab(name)}`;
    return has(key) ? t(key) : name;
  };
  /** What a path names: "Rule gold · Days". */
  const field = (path: string): string => {
    const [list, name = "", ...rest] = path.split("/");
    const part = rest.at(0) === "says" ? rest.join("/") : (rest.at(-1) ?? "");
    const way = isFee(path) && has(`return-policy.method.${path.split("/").at(-1)}`);
    if (way) {
      const [fee, method] = [field(path.slice(0, path.lastIndexOf("/"))), path.split("/").at(-1)!];
      return t("programs.field.part", { whole: fee, part: handle("methods", method) });
    }
    if (list === "usual") return name === "" ? t("return-policy.usual") : own(name);
    if (list !== "rules" || name === "") return own(list ?? "");
    const rule = t("return-policy.rule-named", { name: /^\d+$/.test(name) ? String(Number(name) + 1) : name });
    return part === "" || part === "grants" ? rule : t("programs.field.part", { whole: rule, part: own(part) });
  };
  /** A value as it stands at a path. */
  const value = (path: string, given: unknown): string => {
    const name = path.split("/").at(-1) ?? "";
    if (given === undefined || given === null) return "";
    if (Array.isArray(given)) return given.map((each) => handle(name, String(each))).join(", ");
    if (typeof given === "boolean") return t(given ? "common.yes" : "common.no");
    if (typeof given === "number") return isFee(path) ? money(given) : number(name, given);
    if (typeof given === "string") return handle(name, given);
    if (isFee(path)) return ways(given);
    return Object.entries(given)
      .filter(([inner]) => inner !== "name")
      .map(([inner, each]) => t("programs.field.valued", { name: own(inner), value: value(inner, each) }))
      .join("; ");
  };
  /** What each way costs, side by side. */
  const ways = (given: object): string =>
    Object.entries(given)
      .map(([way, fee]) => t("programs.field.valued", { name: handle("methods", way), value: money(Number(fee)) }))
      .join(", ");
  const number = (name: string, given: number): string => {
    if (name === "windowDays") return t("common.days", { count: given });
    return name.endsWith("Percent") ? texts.percent(given / 100) : texts.number(given);
  };
  const handle = (name: string, given: string): string => {
    const list = listNames[name];
    if (list === undefined) return given;
    return given
      .split(",")
      .map((each) => (has(`return-policy.${list}.${each}`) ? t(`return-policy.${list}.${each}`) : each))
      .join(", ");
  };
  const fault = ({ path, message }: PolicyFault): string =>
    faultText({ path, message, isCondition: path.endsWith("/when") }, (bound) =>
      isFee(path) ? money(bound) : number(path.split("/").at(-1)!, bound),
    );
  return { money, own, field, value, fault };
}

/** Handles that have words of their own, by the name of where they stand. */
const listNames: Readonly<Record<string, string>> = {
  ...{ methods: "method", resolutions: "resolution", refundTiming: "timing", layer: "layer" },
  ...{ precedence: "layer", combine: "combine", promotionBreakage: "promotion-breakage" },
};

/** Whether a path names what sending costs, or what it costs by one way. */
function isFee(path: string): boolean {
  return path.split("/").some((name) => name === "logisticsFee" || name === "costOfSending");
}

function kebab(name: string): string {
  return name.replaceAll("/", ".").replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
