import type { Operation } from "../../foundation/operations/index.ts";
import { getLabelSettingsOperation, saveLabelSettingsOperation } from "./settings-operations.ts";

import "./label-tables.ts";

export { cancelLabels } from "./cancel-labels.ts";
export { type CreatedLabel, createLabel, type LabelOrder } from "./create-label.ts";
export { type LabelMethod, labelMethods } from "./label-methods.ts";
export { printLabels } from "./print-labels.ts";
export { labelOfParcel, labelsOfRequests, type ReturnLabel } from "./read-labels.ts";
export { saveLabelSettingsOperation } from "./settings-operations.ts";

export const returnLabelOperations: readonly Operation[] = [getLabelSettingsOperation, saveLabelSettingsOperation];
