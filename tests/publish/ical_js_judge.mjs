// Reads a calendar from stdin with ical.js and prints its occurrences between two instants.
import { readFileSync } from "node:fs";
const [, , module, low, high] = process.argv;
const { default: ICAL } = await import(module);
const calendar = new ICAL.Component(ICAL.parse(readFileSync(0, "utf8")));
for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
const masters = new Map();
const overrides = [];
for (const component of calendar.getAllSubcomponents("vevent")) {
  // Without this, ical.js gives every event the overrides of all others, whatever their UID.
  const event = new ICAL.Event(component, { exceptions: [] });
  if (event.isRecurrenceException()) overrides.push(event);
  else masters.set(event.uid, event);
}
for (const event of overrides) masters.get(event.uid).relateException(event);
const found = [];
const keep = (time, component) => {
  const start = time.toUnixTime();
  if (start >= +low && start < +high)
    found.push([start, component.getFirstPropertyValue("status") === "CANCELLED" ? "cancelled" : ""]);
};
for (const event of masters.values()) {
  if (!event.isRecurring()) { keep(event.startDate, event.component); continue; }
  const steps = event.iterator();
  for (let next = steps.next(); next; next = steps.next()) {
    if (next.toUnixTime() > +high + 40 * 86400) break;
    if (next.toUnixTime() < +low - 40 * 86400) continue;
    const details = event.getOccurrenceDetails(next);
    keep(details.startDate, details.item.component);
  }
}
console.log(JSON.stringify(found));
