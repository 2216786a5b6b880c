// Every name under which this site keeps something in a browser, in one place. The values stand in browsers already:
// changing one loses what is kept under it. Classic scripts (page/early.js, page/quick-exit.js, page/service-worker.js)
// cannot import: they repeat the values, and tests/site/test_classic_scripts.py compares them.

/** The IndexedDB database with all answers; see storage/database.js. */
export const DATABASE_NAME = "relationship-reset";
/** The BroadcastChannel on which tabs tell each other what has changed; see storage/tab-channel.js. */
export const CHANNEL_NAME = "relationship-reset";
/** Prefix of the Web Lock of a copy; its id follows. */
export const WRITE_LOCK_PREFIX = "rr:";
/** Prefix of the caches of page/service-worker.js; the path of the site, a space and the version follow. */
export const CACHE_PREFIX = "rr-";
/** Suffix of the cache that counts failed attempts, in place of the version. */
export const CACHE_FAILED = "failed";

/** Prefix of every key in localStorage and sessionStorage, and of answers that are not the reader's own words. */
export const OWN_PREFIX = "rr-";

// localStorage

/** Preferences; see page/early.js and core/preferences.js, where each control is named like its key. */
export const AUDIENCE_KEY = "rr-audience";
export const VIEW_KEY = "rr-view";
export const PAPER_KEY = "rr-paper";
export const NEUTRAL_KEY = "rr-neutral";
/** Set once this browser has held a locked copy. */
export const LOCK_KEY = "rr-lock";
/** Prefix of the notes of storage/unload-journal.js; a copy's id follows. */
export const JOURNAL_PREFIX = "rr-journal:";
/** All copies a second time, after a save has failed; see storage/backup.js. */
export const BACKUP_KEY = "rr-rescue";
/** When all answers were last saved as a file. */
export const FILE_SAVED_KEY = "rr-file";
/** Since when there are answers that no file has. */
export const UNFILED_SINCE_KEY = "rr-unfiled";
/** Whether a timer may sound. */
export const TIMER_SOUND_KEY = "rr-bell";

// sessionStorage

/** Set when this tab was left with "Exit this page". */
export const EXIT_KEY = "rr-exit";
/** Prefix of what this tab remembers of packets; see packet/tab-storage.js. One of the names below or a copy's id follows. */
export const PACKET_PREFIX = "rr-handed~";
/** The packet that led to a sheet. */
export const LAST_PACKET = "last";
/** The packet that is being put together. */
export const PACKET_DRAFT = "in-making";
/** Prefix of the answers that are suggested for a page; its path follows. */
export const SUGGESTIONS_PREFIX = "given~";
/** Prefix of the state of a timer; the path of its page and its heading's id follow. */
export const TIMER_PREFIX = "rr-timer:";

// Answers that a sheet keeps for itself, among those of its copy

/** Whose turn it is in a sheet for two: 1, 2 or "both". */
export const TURN_ANSWER = "rr-pass";
/** Whether the reader has marked a sheet as done. */
export const DONE_ANSWER = "rr-done";
/** A kept packet, as its link has it. */
export const PACKET_ANSWER = "rr-packet";
