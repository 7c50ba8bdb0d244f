export { declaredFacts, type Fact, fact, type NewEvent, type StoredEvent } from "./fact.ts";
export { type EventFilter, eventsOf } from "./read-events.ts";
export { type Appended, type AppendListener, openUnitOfWork, type Tx, type UnitOfWork } from "./unit-of-work.ts";

import "./event-table.ts";
