export type { ImportProgress, ImportRequest, ImportSummary } from "./import-file.ts";
export { importOnlineRetail } from "./online-retail/import-online-retail.ts";
