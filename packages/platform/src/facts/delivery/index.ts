export { incidentChanged, incidentClosed, incidentOpened } from "./delivery-facts.ts";
export {
  cancelRequested,
  redirectRequested,
  remedyCarriedOut,
  remedyChosen,
  remedyOffered,
  remedyWithdrawn,
  requestReported,
  reshipRequested,
  upgradeRequested,
} from "./remedy-facts.ts";

import "./incident-table.ts";
