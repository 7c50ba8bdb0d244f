import type { Operation } from "../../../foundation/operations/index.ts";
import { alertAccuracyOperation } from "./alert-accuracy.ts";
import { closeIncidentOperation } from "./close-incident.ts";
import { getIncidentOperation } from "./get-incident.ts";
import { listIncidentsOperation } from "./list-incidents.ts";
import { getSettingsOperation, saveSettingsOperation } from "./settings-operations.ts";

export const incidentOperations: readonly Operation[] = [
  listIncidentsOperation,
  getIncidentOperation,
  closeIncidentOperation,
  alertAccuracyOperation,
  getSettingsOperation,
  saveSettingsOperation,
];
