export { itemDisposed, itemHandedOver, itemInspected, itemUndone, strayAssigned, strayReceived } from "./item-facts.ts";
