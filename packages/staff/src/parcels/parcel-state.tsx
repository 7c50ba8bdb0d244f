import { useWording } from "../ui/index.ts";

interface ParcelStateProps {
  readonly status: string;
  readonly problem?: string | undefined;
}

/** Where a parcel is; what somebody has to look at stands out. */
export function ParcelState({ status, problem }: ParcelStateProps) {
  const wording = useWording();
  const tone = problem !== undefined ? "warn" : status === "delivered" ? "good" : "";
  return <span className={`tag ${tone}`}>{wording.parcelStatus(status)}</span>;
}
