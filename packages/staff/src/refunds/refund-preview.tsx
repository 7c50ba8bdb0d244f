import type { ContractOutput, previewRefund } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";
import { useRefundWords } from "./refund-words.ts";

/** Where the money would go, and what would be left. */
export function RefundPreview({ preview }: { preview: ContractOutput<typeof previewRefund> }) {
  const texts = useTexts();
  const { t } = texts;
  const words = useRefundWords();
  const { legs, left, currency } = preview;
  return (
    <dl className="facts">
      {Object.entries(legs).map(([place, leg]) => (
        <div key={place}>
          <dt>{words.way(leg)}</dt>
          <dd className="num">{texts.money({ amount: leg.amount, currency })}</dd>
        </div>
      ))}
      <div className="total">
        <dt>{t("refunds.preview-left")}</dt>
        <dd className="num">{texts.money({ amount: left, currency })}</dd>
      </div>
    </dl>
  );
}
