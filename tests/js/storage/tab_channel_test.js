import { TabChannel } from "../../../overrides/assets/client/storage/tab-channel.js";
import { CHANNEL_NAME } from "../../../overrides/assets/client/core/storage-keys.js";
import { equal } from "../assert.js";

/** @type {unknown[]} */
let sent = [];
/** @type {Channel | undefined} */
let channel;

class Channel {
  /** @type {((event: {data: unknown}) => void) | null} */
  onmessage = null;
  /** @param {string} name */
  constructor(name) {
    equal(name, CHANNEL_NAME);
    channel = this;
  }
  /** @param {unknown} message */
  postMessage(message) {
    sent.push(message);
  }
  close() {}
}

/** @param {unknown} kind what stands for the browser's BroadcastChannel @param {() => void} test */
function withChannel(kind, test) {
  const own = globalThis.BroadcastChannel;
  sent = [];
  try {
    globalThis.BroadcastChannel = /** @type {typeof BroadcastChannel} */ (kind);
    test();
  } finally {
    globalThis.BroadcastChannel = own;
  }
}

Deno.test("messages are those that tabs opened before an update send and understand", () => {
  withChannel(Channel, () => {
    const tabs = new TabChannel();
    tabs.tellChanged("sheet~1");
    tabs.tellChanged(null);
    tabs.tellErased();
  });
  equal(sent, ["sheet~1", null, { erased: true }]);
});

Deno.test("each message calls its listener, until the channel is muted", () => {
  /** @type {unknown[]} */
  const heard = [];
  withChannel(Channel, () => {
    const tabs = new TabChannel({ changed: (copy) => heard.push(copy), erased: () => heard.push("all") });
    for (const data of ["sheet", null, { erased: true }]) channel?.onmessage?.({ data });
    tabs.mute();
    equal(channel?.onmessage, null);
  });
  equal(heard, ["sheet", null, "all"]);
});

Deno.test("a browser that refuses channels is no fault", () => {
  withChannel(undefined, () => {
    const tabs = new TabChannel({ erased: () => {} });
    tabs.tellErased();
    tabs.mute();
    tabs.close();
  });
  equal(sent, []);
});
