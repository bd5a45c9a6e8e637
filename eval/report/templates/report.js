(() => {
  "use strict";
  const form = document.getElementById("filters");
  if (!form) return;
  const STEP = 50;
  const cases = [...document.querySelectorAll("#list > details")];
  const words = new Map(cases.map((each) => [each, each.textContent.toLowerCase()]));
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const openAll = document.getElementById("open");
  let most = STEP;

  const has = (each, name, value) =>
    name === "slice"
      ? [...each.querySelectorAll("[data-slice]")].some((chip) => chip.dataset.slice === value)
      : each.dataset[name] === value;

  const show = () => {
    const selects = [...form.querySelectorAll("select")].filter((select) => select.value);
    const sought = form.elements.namedItem("words").value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = cases.filter(
      (each) =>
        selects.every((select) => has(each, select.name, select.value)) &&
        sought.every((word) => words.get(each).includes(word)),
    );
    const shown = new Set(found.slice(0, most));
    for (const each of cases) each.hidden = !shown.has(each);
    more.hidden = found.length <= most;
    count.textContent = `${found.length} of ${cases.length} cases`;
  };

  form.addEventListener("input", () => {
    most = STEP;
    show();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  more.addEventListener("click", () => {
    most += STEP;
    show();
  });
  openAll.addEventListener("click", () => {
    const shown = cases.filter((each) => !each.hidden);
    const open = !shown.every((each) => each.open);
    for (const each of shown) each.open = open;
    openAll.textContent = open ? "Close all" : "Open all";
  });
  form.hidden = false;
  show();
})();
