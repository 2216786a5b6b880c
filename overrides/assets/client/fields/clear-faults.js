// Takes away what was said about wrong answers; fields/validation.js puts it there.

/** Takes the words away again. @param {Element} place a question, or the whole page */
export function clearFaults(place) {
  for (const error of place.querySelectorAll(".rr-error")) {
    const tied = document.querySelector(`[aria-describedby~="${CSS.escape(error.id)}"]`);
    // The error's own id came last.
    tied?.setAttribute("aria-describedby", `${tied.getAttribute("aria-describedby")}`.replace(/ ?\S+$/, ""));
    tied?.removeAttribute("aria-invalid");
    error.remove();
  }
}
