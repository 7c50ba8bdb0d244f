import { useTexts } from "../../language/index.ts";
import type { NumberPath } from "./draft.ts";
import { useEditing } from "./editing.tsx";
import { NumberField, ShareField } from "./number-fields.tsx";
import { Section } from "./section.tsx";

interface SettingProps {
  readonly path: NumberPath;
  /** A key under `programs.`: its text is the label, and the one that ends in `-help` the help. */
  readonly text: string;
  readonly share?: boolean;
}

const guardrails: readonly SettingProps[] = [
  { path: "guardrails/marginFloor", text: "guardrails.margin-floor", share: true },
  { path: "guardrails/mostDiscount", text: "guardrails.most-discount", share: true },
  { path: "guardrails/perShopper/offers", text: "guardrails.per-shopper.offers" },
  { path: "guardrails/perShopper/days", text: "guardrails.per-shopper.days" },
  { path: "guardrails/abuse/returns", text: "guardrails.abuse.returns" },
  { path: "guardrails/abuse/rate", text: "guardrails.abuse.rate", share: true },
  { path: "guardrails/stock", text: "guardrails.stock" },
];

const learning: readonly SettingProps[] = [
  { path: "holdout", text: "holdout", share: true },
  { path: "exploration", text: "exploration", share: true },
  { path: "trial", text: "trial", share: true },
  { path: "challenge", text: "challenge", share: true },
  { path: "warmUp/days", text: "warm-up.days" },
  { path: "warmUp/exploration", text: "warm-up.exploration", share: true },
  { path: "validDays", text: "valid-days" },
];

/** What no offer may break, however good it looks. */
export function Guardrails() {
  const { t } = useTexts();
  return (
    <Section title={t("programs.field.guardrails")} help={t("programs.guardrails.help")}>
      <Settings settings={guardrails} />
    </Section>
  );
}

/** What is spent on knowing more: comparison, trying out, and giving a new model its turn. */
export function Learning() {
  const { t } = useTexts();
  return (
    <Section title={t("programs.learning.title")} help={t("programs.learning.help")}>
      <Settings settings={learning} />
    </Section>
  );
}

function Settings({ settings }: { settings: readonly SettingProps[] }) {
  const { t } = useTexts();
  const { draft, setNumber } = useEditing();
  return (
    <div className="fields">
      {settings.map(({ path, text, share = false }) => {
        const Field = share ? ShareField : NumberField;
        return (
          <Field
            key={path}
            path={path}
            label={t(`programs.field.${text}`)}
            help={t(`programs.help.${text}`)}
            value={draft.numbers[path]}
            onChange={(value) => setNumber(path, value)}
          />
        );
      })}
    </div>
  );
}
