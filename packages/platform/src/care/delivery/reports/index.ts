import type { Operation } from "../../../foundation/operations/index.ts";
import { carrierReportOperation } from "./carrier-report.ts";
import { deliveryOverviewOperation } from "./delivery-overview.ts";

export const reportOperations: readonly Operation[] = [deliveryOverviewOperation, carrierReportOperation];
