export { type DeliveriesSummary, importDeliveries } from "./deliveries/import-deliveries.ts";
export {
  type ImportProgress,
  type ImportRequest,
  type ImportSummary,
  missingColumn,
  noSuchFile,
} from "./import-file.ts";
export { importJsonLines, type JsonLinesRequest } from "./json-lines/import-json-lines.ts";
export { importOnlineRetail } from "./online-retail/import-online-retail.ts";
export { faultIn, readTableFile } from "./read-table-file.ts";
