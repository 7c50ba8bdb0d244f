export { parcelFaults, type ScanCode, scanStatuses } from "./scan-words.ts";
