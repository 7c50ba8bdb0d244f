import { useTexts } from "../../language/index.ts";
import { useWording } from "../../ui/index.ts";
import type { Setting } from "./model-types.ts";

/** Names of a program's actions by their ids; one that the program has no more is called by its id. */
export function useActionNames({ document, currency }: Pick<Setting, "document" | "currency">): (id: string) => string {
  const { t } = useTexts();
  const wording = useWording();
  return (id) => {
    if (id === "none") return t("models.none-given");
    const action = document?.actions.find((each) => each.id === id);
    return action === undefined ? id : wording.action({ id, terms: action.terms, currency });
  };
}
