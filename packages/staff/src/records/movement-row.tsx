import type { ContractOutput, listMovements } from "@aftercare/platform/contract";
import { useTexts } from "../language/index.ts";
import { RecordLink, useWording } from "../ui/index.ts";

type Movement = ContractOutput<typeof listMovements>["items"][number];

/** What moved points, with the way to the order or return, and how many. */
export function MovementRow({ movement }: { movement: Movement }) {
  const texts = useTexts();
  const { t } = texts;
  const wording = useWording();
  const { kind, points, owed, at, orderId, orderNumber, returnId, returnNumber } = movement;
  const record = kind === "reverse" ? returnId : kind === "earn" || kind === "bonus" ? orderId : undefined;
  const number = (kind === "reverse" ? returnNumber : orderNumber) ?? "–";
  const sentence = t(`staff.points.movement.${kind}`, { number });
  const details = [
    movement.storeName,
    movement.amount && texts.money(movement.amount),
    movement.reason && wording.pointsReason(movement.reason),
    movement.multiplier && t("staff.points.rate", { percent: movement.multiplier }),
    owed > 0 && t("staff.points.of-which-owed", { count: owed }),
    movement.note,
  ];
  return (
    <tr>
      <td className="num soft">
        <time dateTime={at}>{texts.date(new Date(at))}</time>
      </td>
      <td>
        {record === undefined ? sentence : <RecordLink id={record}>{sentence}</RecordLink>}
        <span className="under">{details.filter(Boolean).join(" · ")}</span>
      </td>
      <td className="n">
        {points > 0 ? "+" : "−"}
        {texts.number(Math.abs(points))}
      </td>
    </tr>
  );
}
