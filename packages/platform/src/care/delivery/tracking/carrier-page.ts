/** Where carriers show a parcel by its number alone, as their own sites link to it. Those that ask for a post code as well are not here. */
const pages: Readonly<Record<string, (number: string) => string>> = {
  dhl: (number) => `https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode=${number}`,
  dpd: (number) => `https://tracking.dpd.de/status/en_US/parcel/${number}`,
  postat: (number) => `https://www.post.at/sv/sendungsdetails?snr=${number}`,
  ups: (number) => `https://www.ups.com/track?tracknum=${number}`,
  fedex: (number) => `https://www.fedex.com/fedextrack/?trknbr=${number}`,
  usps: (number) => `https://tools.usps.com/go/TrackConfirmAction?tLabels=${number}`,
};

/** The carrier's own page about a parcel; undefined where its address is not known. */
export function carrierPage(carrierCode: string | null, trackingNumber: string | null): string | undefined {
  const page = carrierCode === null ? undefined : pages[carrierCode];
  return trackingNumber === null ? undefined : page?.(encodeURIComponent(trackingNumber));
}
