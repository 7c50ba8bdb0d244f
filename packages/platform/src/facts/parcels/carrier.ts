/** Spellings of one carrier that letters and digits alone do not bring together. */
const aliases: Readonly<Record<string, string>> = {
  dhlde: "dhl",
  dhlgermany: "dhl",
  dhlpaket: "dhl",
  dhlparcel: "dhl",
  deutschepost: "dhl",
  deutschepostdhl: "dhl",
  deutschepostag: "dhl",
  dhlexpresspieceid: "dhlexpress",
  dhlparcelnl: "dhlnl",
  dhlnetherlands: "dhlnl",
  dhlparcelbenelux: "dhlnl",
  dhlecommerceus: "dhlecommerce",
  dhlglobalmail: "dhlecommerce",
  dpdde: "dpd",
  dpdgermany: "dpd",
  unitedparcelservice: "ups",
  federalexpress: "fedex",
  fedexground: "fedex",
  fedexhomedelivery: "fedex",
  uspostalservice: "usps",
  unitedstatespostalservice: "usps",
  postnlinternational: "postnl",
  postnl3s: "postnl",
  tntpost: "postnl",
  austrianpost: "postat",
  austrianpostregistered: "postat",
  oesterreichischepost: "postat",
  osterreichischepost: "postat",
  swisspost: "postch",
  dieschweizerischepost: "postch",
  glsgermany: "gls",
  glsnetherlands: "gls",
  myhermesde: "hermes",
  hermesde: "hermes",
  hermesgermany: "hermes",
};

/**
 * One code for a carrier however its name is spelt: `DHL Paket`, `dhl-germany` and `Deutsche Post DHL` are `dhl`. A carrier that is
 * not known here keeps its name's letters and digits. Undefined for a name without any.
 */
export function carrierCode(name: string): string | undefined {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number}]/gu, "");
  if (plain === "") return undefined;
  return aliases[plain] ?? plain;
}

/** A tracking number as it is compared: without blanks, in capitals. Undefined for one without any sign. */
export function trackingNumber(sent: string): string | undefined {
  const plain = sent.replace(/\s+/g, "").toUpperCase();
  return plain === "" ? undefined : plain;
}
