export { itemDisposed, itemHandedOver, itemInspected, itemUndone } from "./item-facts.ts";
