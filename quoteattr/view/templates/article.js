const all = (selector) => [...document.querySelectorAll(selector)], by = (id) => document.getElementById(id);
const marks = all("mark"), tied = all("#text [data-attribution]"), items = all("#list > li");
const buttons = () => all("button[data-filter]"), idsOf = (element) => element.dataset.attribution.split(" ");
const chosen = all("select[data-choice]"), least = by("least"), words = by("words"), doubt = by("doubt");
const card = by("card"), status = by("status"), clear = by("clear"), whole = status.textContent;
const outer = new Map(items.flatMap((item) => [item.id, ...item.dataset.within.split(" ")].map((id) => [id, item])));
for (const element of [by("tools"), by("acts"), ...all(".copy")]) element.hidden = false;

// filters: one speaker and one level, form, kind, sources, finding, words, how sure at least; they live in the address
const pressed = (kind) => buttons().find((b) => b.dataset.filter === kind && b.getAttribute("aria-pressed") === "true");
const told = (item, name) => (item.dataset[name].startsWith("[") ? JSON.parse(item.dataset[name]) : [item.dataset[name]]);
const belongs = (item, { dataset: { filter, value, level } }) =>
  item.dataset[filter] === value && (!level || item.dataset.level === level);
const fits = (item) => {
  const voice = pressed("voice"), level = pressed("level"), sought = words.value.trim().toLowerCase();
  return (!voice || belongs(item, voice)) && (!level || belongs(item, level)) &&
    chosen.every((select) => !select.value || told(item, select.dataset.choice).includes(select.value)) &&
    100 * item.dataset.confidence >= least.value && (!sought || [...item.querySelectorAll("bdi")].some((words) => words.textContent.toLowerCase().includes(sought)));
};
const state = () => {
  const found = new URLSearchParams();
  for (const kind of ["voice", "level"]) {
    const button = pressed(kind);
    if (button) found.set(kind, button.dataset.value + (button.dataset.level ? " " + button.dataset.level : ""));
  }
  for (const select of chosen) if (select.value) found.set(select.dataset.choice, select.value);
  if (Number(least.value)) found.set("least", least.value);
  if (words.value.trim()) found.set("words", words.value.trim());
  return found.toString();
};
const show = () => {
  const left = new Set(items.filter(fits).map((item) => item.id)), wanted = state();
  for (const item of items) item.hidden = !left.has(item.id);
  for (const element of tied) element.classList.toggle("dim", !idsOf(element).some((id) => left.has(outer.get(id).id)));
  clear.hidden = !wanted;
  by("told").textContent = `${least.value} %`;
  status.textContent = wanted ? `${left.size} of ${items.length} attributions shown` : whole;
  const alone = location.protocol !== "about:"; // a notebook's frame has no address of its own
  if (alone && (wanted || location.hash.includes("="))) history.replaceState(null, "", wanted ? "#" + wanted : location.pathname);
};
const press = (button, on) => button.setAttribute("aria-pressed", String(on));
document.querySelector("nav").addEventListener("click", ({ target }) => {
  const button = target.closest("button[data-filter]");
  if (!button) return;
  const on = button.getAttribute("aria-pressed") !== "true";
  for (const other of buttons()) if (other.dataset.filter === button.dataset.filter) press(other, false);
  press(button, on);
  show();
});
for (const input of [...chosen, least, words]) input.addEventListener("input", show);
const showAll = () => {
  for (const button of buttons()) press(button, false);
  for (const input of [...chosen, words]) input.value = "";
  least.value = 0;
  show();
};
clear.addEventListener("click", showAll);
if (location.hash.includes("=")) {
  const wanted = new URLSearchParams(location.hash.slice(1));
  for (const button of buttons()) {
    press(button, wanted.get(button.dataset.filter) === button.dataset.value + (button.dataset.level ? " " + button.dataset.level : ""));
  }
  for (const select of chosen) select.value = wanted.get(select.dataset.choice) ?? "";
  least.value = wanted.get("least") ?? 0;
  words.value = wanted.get("words") ?? "";
  show();
}

// the list: in order of the text or of doubt, copied with a citation, or as a table
doubt.addEventListener("click", () => {
  const on = doubt.getAttribute("aria-pressed") !== "true";
  press(doubt, on);
  by("list").append(...(on ? items.toSorted((a, b) => a.dataset.confidence - b.dataset.confidence) : items));
});
const content = (item) => item.querySelector("blockquote").textContent;
for (const button of all(".copy")) {
  button.addEventListener("click", async () => {
    const item = button.closest("li"), { speaker, level, start, end } = item.dataset;
    const cited = `${content(item)} — ${speaker || level} (${level}). ${document.body.dataset.citation}, characters ${start} to ${end}.`;
    button.textContent = await navigator.clipboard.writeText(cited).then(() => "Copied", () => "Your browser forbids it");
  });
}
const save = (name, type, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
};
by("csv").addEventListener("click", () => {
  const columns = ["speaker", "level", "kind", "form", "mode", "source", "cue", "start", "end", "confidence"];
  const cell = (text) => `"${(/^[=+\-@\t\r\n＝＋－＠']/.test(text) ? "'" : "") + text.replaceAll('"', '""')}"`;
  const rows = items.filter((item) => !item.matches(":has(> .acts .gone)")).map((item) => [item.id, ...columns.map((name) => item.dataset[name]), content(item)]);
  const table = [["attribution", ...columns, "content"], ...rows].map((row) => row.map(cell).join(",")).join("\r\n");
  save("attributions.csv", "text/csv", `\ufeff${table}\r\n`);
});

// all that belongs to the attribution that is pointed at or has the focus is lit, and a card says what is known of it
const open = (element) => {
  const [id] = idsOf(element), places = [...element.getClientRects()], place = places.at(-1);
  for (const other of tied) other.classList.toggle("lit", idsOf(other).includes(id));
  card.replaceChildren(outer.get(id).querySelector("dl").cloneNode(true));
  for (const hand of card.querySelectorAll(".hand")) hand.remove();
  card.hidden = false;
  const size = card.getBoundingClientRect();
  const below = place.bottom + size.height + 12 < innerHeight || place.top < size.height + 12;
  card.style.left = `${scrollX + Math.max(8, Math.min(place.left, innerWidth - size.width - 12))}px`;
  card.style.top = `${scrollY + (below ? place.bottom + 8 : places[0].top - size.height - 8)}px`;
};
const close = () => {
  card.hidden = true;
  for (const element of tied) element.classList.remove("lit");
};
for (const element of tied) {
  element.addEventListener("mouseenter", () => open(element));
  element.addEventListener("mouseleave", () => { // from a source to the content around it
    const around = element.parentElement.closest("[data-attribution]");
    if (around) open(around); else close();
  });
  element.addEventListener("focus", () => open(element));
  element.addEventListener("blur", close);
}

// keys: from content to content among those shown, to the list, and back to all
const step = (by) => {
  const shown = marks.filter((mark) => !mark.classList.contains("dim"));
  const at = shown.indexOf(document.activeElement);
  shown[at < 0 ? (by > 0 ? 0 : shown.length - 1) : (at + by + shown.length) % shown.length]?.focus();
};
by("next").addEventListener("click", () => step(1));
by("previous").addEventListener("click", () => step(-1));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !event.target.matches(".correction *")) { if (card.hidden) showAll(); else close(); }
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select")) return;
  if (event.key === "n" || event.key === "p") step(event.key === "n" ? 1 : -1);
  if (event.key === "Enter" && event.target.matches("mark")) {
    outer.get(idsOf(event.target)[0]).querySelector(".acts a").focus();
  }
});
