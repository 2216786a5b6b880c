// Events as a file that calendars read.

/**
 * @typedef {object} Event
 * @property {string} uid by which a calendar knows it again
 * @property {string} title
 * @property {Date} start with the reader's own time as if it were UTC
 * @property {number} minutes 0 for the whole day
 * @property {number} days after how many it comes back; 0 if it does not
 * @property {number} times
 */

/**
 * @param {Event[]} events
 * @param {Date} now
 * @returns {string} them as a file for calendars (RFC 5545)
 */
export function icalendar(events, now) {
  const lines = events.flatMap(({ uid, title, start, minutes, days, times }) => [
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${stamp(now)}Z`,
    `DTSTART${minutes ? `:${stamp(start)}` : `;VALUE=DATE:${stamp(start).slice(0, 8)}`}`,
    minutes && `DTEND:${stamp(new Date(start.valueOf() + minutes * 60_000))}`,
    days && `RRULE:FREQ=${days % 7 ? `DAILY;INTERVAL=${days}` : `WEEKLY;INTERVAL=${days / 7}`};COUNT=${times}`,
    `SUMMARY:${title.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r?\n/g, "\\n").replaceAll(/\p{Cc}/gu, " ")}`,
    "END:VEVENT",
  ]);
  const all = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Relationship Reset//EN", ...lines, "END:VCALENDAR"];
  return all.filter((line) => typeof line === "string").map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {Date} date */
function stamp(date) {
  return date.toISOString().replaceAll(/[-:]|\..*/g, "");
}

/** @param {string} line */
function folded(line) {
  let [lines, size] = ["", 0];
  for (const sign of line) {
    const more = new TextEncoder().encode(sign).length;
    if (size + more > 75) [lines, size] = [`${lines}\r\n `, 1];
    lines += sign;
    size += more;
  }
  return lines;
}
