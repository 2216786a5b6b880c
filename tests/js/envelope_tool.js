// Seals and opens for the tests in Python: a request a line comes in, an answer a line goes out.

import { deriveKey, freshSalt, seal, unlock } from "../../overrides/assets/client/core/encryption.js";

for (const line of (await new Response(Deno.stdin.readable).text()).trim().split("\n")) {
  const { words, text, envelope } = JSON.parse(line);
  const salt = freshSalt();
  const answer = envelope ? (await unlock(envelope, words)).text : await seal(await deriveKey(words, salt), salt, text);
  console.log(JSON.stringify(answer));
}
