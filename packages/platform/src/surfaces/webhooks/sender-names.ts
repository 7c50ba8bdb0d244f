/** Who can send events here; the list for front ends, without their code. */
export const senderNames = ["standard", "aftership", "easypost"] as const;
export type SenderName = (typeof senderNames)[number];
