// Our own pages work without this; with it, the error summary takes the focus, one can print, and a
// link received by e-mail opens by itself: its key stands after the #, which is sent to nobody.
"use strict";
document.getElementById("faults")?.focus();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
const resume = document.querySelector("form[data-resume]");
const key = location.hash.slice(1);
if (resume && key) {
  history.replaceState(null, "", location.pathname);  // out of the address bar, and of the history
  resume.elements.link.value = key;
  document.getElementById("paste").hidden = resume.hidden = true;
  document.getElementById("opening").hidden = false;
  resume.submit();
}
