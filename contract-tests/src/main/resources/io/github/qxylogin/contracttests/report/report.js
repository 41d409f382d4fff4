"use strict";
const operations = document.getElementById("operations");
const folded = () => document.querySelectorAll("details");
const rows = [...operations.querySelectorAll(".checks tbody tr")];
operations.querySelector(".tools").hidden = false;
document.getElementById("open-all").onclick = () => folded().forEach((one) => { one.open = true; });
document.getElementById("close-all").onclick = () => folded().forEach((one) => { one.open = false; });
document.getElementById("filter").oninput = (event) => {
  const wanted = event.target.value.trim().toLowerCase();
  for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  for (const one of operations.querySelectorAll("details")) {
    const found = one.querySelector("tbody tr:not([hidden])") !== null;
    one.hidden = !found;
    one.open = wanted === "" ? false : found;
  }
};
