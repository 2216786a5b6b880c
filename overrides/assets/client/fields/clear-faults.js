// Removes the messages about faults that fields/validation.js has added.

/** Takes the words away again. @param {Element} container a question, or the whole page */
export function clearFaults(container) {
  for (const error of container.querySelectorAll(".rr-error")) {
    const tied = document.querySelector(`[aria-describedby~="${CSS.escape(error.id)}"]`);
    // The error's own id came last.
    tied?.setAttribute("aria-describedby", `${tied.getAttribute("aria-describedby")}`.replace(/ ?\S+$/, ""));
    tied?.removeAttribute("aria-invalid");
    error.remove();
  }
}
