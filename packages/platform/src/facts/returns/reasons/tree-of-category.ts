import type { ReasonTree } from "./reason-tree.schema.ts";

/**
 * Words that shops use for their categories, in the languages of the house. The first kind that knows a word wins: "sports shoes" are shoes, and
 * shower gel is no garment. Words are looked for inside others, since German and Dutch write them together, except short ones, which stand alone.
 */
const words: readonly (readonly [ReasonTree, RegExp])[] = [
  ["shoes", /shoe|footwear|boots?\b|sneaker|sandal|slipper|schuh|stiefel|schoen|laars|laarzen|鞋|靴/],
  [
    "electronics",
    /electronic|elektroni|computer|laptop|phone|tablet|camera|kamera|headset|kopfhörer|koptelefoon|batter|charger|ladegerät|\baudio\b|\btvs?\b|fernseh|televisi|电子|电脑|手机|电器|相机|耳机/,
  ],
  [
    "beauty",
    /beauty|cosmeti|kosmeti|make-?up|perfum|parf[uü]m|skin ?care|hair ?care|huidverzorging|hautpflege|haarpflege|haarverzorging|toiletr|drogerie|美妆|护肤|化妆|香水/,
  ],
  [
    "food",
    /\bfoods?\b|grocer|beverage|drinks|snack|\btea\b|coffee|\bwines?\b|chocolate|lebensmittel|getränk|kaffee|schokolade|levensmiddel|dranken|\bthee\b|koffie|食品|饮料|零食|茶|咖啡/,
  ],
  [
    "clothing",
    /cloth|apparel|garment|jacket|coats?\b|trouser|pants|jeans|shorts\b|shirt|dress|skirt|fleece|layer|knit|sweater|hoodie|lingerie|underwear|swimwear|socks|gloves|kleid|jacke|hosen?\b|hemd|pullover|wäsche|handschuh|kleding|jassen?\b|\bjas\b|broek|jurk|truien?\b|sokken|handschoen|服装|衣|裤|裙|衫|袜/,
  ],
  [
    "home",
    /furniture|kitchen|cooking|cookware|\bhome\b|household|bedding|\blamps?\b|decor|curtain|carpet|möbel|küche|haushalt|wohnen|leuchte|teppich|meubel|keuken|huishoud|\bwonen\b|gordijn|tapijt|家具|厨房|家居|床品|灯/,
  ],
];

/** The kind of goods that a category's name tells of; `general` where it tells of none. Pure. */
export function treeOfCategory(category: string | undefined): ReasonTree {
  const name = (category ?? "").toLowerCase();
  return words.find(([, pattern]) => pattern.test(name))?.[0] ?? "general";
}
