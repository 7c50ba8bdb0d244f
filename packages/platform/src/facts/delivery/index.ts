export { incidentChanged, incidentClosed, incidentOpened } from "./delivery-facts.ts";

import "./incident-table.ts";
