// Our own pages work without this; with it, the error summary takes the focus and one can print.
"use strict";
document.getElementById("faults")?.focus();
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
// The key of a link stands after its #: put it in the form, wipe it from the address, keep it for the
// other language.
for (const form of document.querySelectorAll("[data-fragment]")) {
  const field = form.elements[form.dataset.fragment];
  if (location.hash.length > 20) {
    field.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
  }
  for (const link of document.querySelectorAll("a[hreflang]")) {
    if (field.value) link.href += "#" + field.value;
  }
}
