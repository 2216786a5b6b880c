// The format of packets in links, for the site's scripts and for Python, which reads what follows the = as JSON.
// docs/about/file-formats.md explains it. Links that are handed out must open for ever: a change that older links or
// programs could misread needs a new version.
//
// - keys: the names of a packet's members in the link. Members that are empty are left out.
// - limits: characters of each text; how many items and suggestions; characters of a suggestion's field and value.
// - maxLines: the lines of a text; further ones run on.
// - maxNumber: the highest number of an item.
// - maxFragment, maxBytes: the characters of the whole fragment, and the bytes that may come out of it.
export const PACKET_FORMAT = {
  "version": 1,
  "fragment": "#rr-packet=",
  "keys": { "title": "t", "note": "n", "words": "w", "audience": "a", "things": "c", "given": "g" },
  "limits": { "title": 120, "note": 1000, "words": 1000, "things": 40, "given": 60, "name": 120, "value": 500 },
  "maxLines": 40,
  "maxNumber": 1000000,
  "maxFragment": 60000,
  "maxBytes": 100000
};
