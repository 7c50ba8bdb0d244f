import { useTexts } from "../language/index.ts";

interface Label {
  readonly name?: string | undefined;
  readonly number?: string | undefined;
  readonly kind: "account" | "guest";
}

/** How a shopper is called: by name, else by customer number, else as the guest they are. */
export function useShopperName(): (shopper: Label | undefined) => string {
  const { t } = useTexts();
  return (shopper) => {
    if (shopper === undefined) return t("staff.shopper.unknown");
    if (shopper.name !== undefined) return shopper.name;
    if (shopper.number !== undefined) return t("staff.shopper.number", { number: shopper.number });
    return t("staff.shopper.guest");
  };
}
