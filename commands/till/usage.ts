export const USAGE = `npm run till -- <what> --store HAUSSMANN --till 1 [options]

  sell     --line gtin:label:quantity:cents:vat ... --tender type:cents[:reference] ...
           [--residence US]              country of residence, when more than EUR 1,000 is paid in cash
  return   --original NUMBER --line line:quantity:cents ... --tender type:cents ... [--reason TEXT]
  reprint  --original NUMBER
  close    --period 2026-11-24           a day, a month (2026-11) or a year (2026): Z report
  report                                 totals since the last closing: X report
  status                                 what is recorded, queued and refused
  flush                                  send what is queued

  --operator NAME   the sales advisor (default: till)
  --regions LIST    name=url,name=url, the nearest first (or PERMANENCE_REGIONS)
  --device FILE     the till's key (default: .twin/devices/<store>-<till>.json)
  --journal DIR     where the till keeps its journal (default: .twin/tills/<store>-<till>)

  Amounts are cents, VAT rates basis points (2000 is 20 %), types cash, card, voucher.
  Example: npm run till -- sell --store HAUSSMANN --till 1 --line 3012345678902:Foulard:1:12900:2000 --tender cash:12900`;
