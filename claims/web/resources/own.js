// Our own pages work without this; with it, the error summary takes the focus, one can print, and the
// key of a link, which stands after the # of its address, goes into the form that wants it.
"use strict";
document.getElementById("faults")?.focus();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
const resume = document.querySelector("form[data-resume]");
const place = location.hash.slice(1);
const key = place.length > 40 ? place : "";  // not the place of the page that a link of ours names
if (resume && key) {
  history.replaceState(null, "", location.pathname);  // out of the address bar, and of the history
  resume.elements.link.value = key;
  document.getElementById("paste").hidden = resume.hidden = true;
  document.getElementById("opening").hidden = false;
  resume.submit();
}
const invitation = document.querySelector("form[data-invitation]");
if (invitation) {
  const field = invitation.elements.key;
  if (key) {
    history.replaceState(null, "", location.pathname);
    field.value = key;
  }
  for (const link of document.querySelectorAll("a[hreflang]")) {
    if (field.value) link.href += "#" + field.value;  // the other language shows the same invitation
  }
}
