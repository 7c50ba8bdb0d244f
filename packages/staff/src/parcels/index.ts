export { ParcelScans } from "./parcel-scans.tsx";
export { parcelFaults, type ScanCode, scanStatuses } from "./scan-words.ts";
