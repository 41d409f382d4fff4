"use strict";
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const operations = document.getElementById("operations");
const language = document.getElementById("language");

const swap = (element, name, other) => {
  const shown = element[name];
  element[name] = element.dataset[other];
  element.dataset[other] = shown;
};
language.hidden = false;
language.onclick = () => {
  all("[data-other]").forEach((one) => swap(one, "textContent", "other"));
  all("[data-other-title]").forEach((one) => swap(one, "title", "otherTitle"));
  swap(document.documentElement, "lang", "otherLang");
  language.lang = document.documentElement.dataset.otherLang;
};

const named = () => {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch (malformed) {
    return "";
  }
};
const show = () => {
  const target = document.getElementById(named());
  for (let one = target; one; one = one.parentElement) {
    if (one.tagName === "DETAILS") one.open = true;
  }
  if (target) target.scrollIntoView();
};
window.onhashchange = show;
show();

for (const button of all(".copy button")) {
  button.hidden = false;
  button.onclick = () => {
    const command = button.parentElement.nextElementSibling;
    getSelection().selectAllChildren(command);
    if (navigator.clipboard) navigator.clipboard.writeText(command.textContent);
  };
}

if (operations) {
  const rows = all(".checks tbody tr", operations);
  operations.querySelector(".tools").hidden = false;
  const open = (yes) => all("details").forEach((one) => { one.open = yes; });
  document.getElementById("open-all").onclick = () => open(true);
  document.getElementById("close-all").onclick = () => open(false);
  document.getElementById("filter").oninput = (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
    for (const one of all(".checks-of", operations)) {
      const found = one.querySelector("tbody tr:not([hidden])") !== null;
      one.hidden = !found;
      one.open = wanted === "" ? false : found;
    }
  };
}
