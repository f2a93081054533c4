// corrections: made in this page, kept nowhere, downloaded as the article's JSON, which from_json reads
const data = JSON.parse(by("record").textContent), first = structuredClone(data);
const said = new Map(data.attributions.map((a) => [a.id, a])), before = new Map(first.attributions.map((a) => [a.id, a]));
const people = new Map(data.speakers.map((s) => [s.id, s])), were = new Map(first.speakers.map((s) => [s.id, s]));
const numbers = new Map(Object.entries(data.numbers)), gone = new Set(), right = new Set(), forms = [];
const hands = all(".hand"), speaking = ["named", "partial", "described", "vague"];
let unsaved = false;
for (const element of [...hands, by("json")]) element.hidden = false;

// a level is its speaker's, in all that they say; who is named has a name, others a description
const rank = (speaker, level) => {
  const was = were.get(speaker.id), named = level === "named" || level === "partial";
  const [name, description] = level === was.level ? [was.name, was.description]
    : named ? [was.name ?? was.description, was.name && was.description] : [null, was.description ?? was.name];
  Object.assign(speaker, { level, name, description, label: name || description });
  for (const a of data.attributions) if (a.speaker === speaker.id) a.anonymity.level = level;
};
const give = (a, id) => {
  const speaker = people.get(id);
  a.speaker = speaker ? id : null;
  a.anonymity.level = speaker ? speaker.level : id || null; // "hidden", or "" for not resolved
  if (speaker && !speaking.includes(speaker.level)) rank(speaker, speaker.name ? "named" : "described");
};
const somebody = (label) => {
  const there = data.speakers.find((s) => s.label === label);
  if (there) return there.id;
  let number = data.speakers.length + 1;
  while (people.has(`S${number}`)) number += 1;
  const made = { ...structuredClone(data.blank), id: `S${number}`, name: label, label };
  data.speakers.push(made);
  people.set(made.id, made);
  were.set(made.id, structuredClone(made));
  return made.id;
};

// the form below an attribution, made when it is asked for
const form = (a) => {
  const made = by("correction").content.firstElementChild.cloneNode(true), part = (name) => made.querySelector(`[name=${name}]`);
  const fill = () => {
    const speaker = people.get(a.speaker);
    part("speaker").replaceChildren(...data.speakers.map((s) => new Option(s.label, s.id)),
      new Option("nobody expressed", "hidden"), new Option("not resolved", ""), new Option("somebody else …", "new"));
    part("speaker").value = a.speaker ?? a.anonymity.level ?? "";
    part("name").parentElement.hidden = true;
    for (const name of ["level", "kind"]) Object.assign(part(name), { disabled: !speaker, value: speaker ? speaker[name] : "" });
    for (const name of ["style", "mode"]) part(name).value = a[name];
  };
  made.addEventListener("change", ({ target: { name, value } }) => {
    if (name === "speaker" && value === "new") {
      part("name").parentElement.hidden = false;
      part("name").focus();
      return;
    }
    if (name === "speaker") give(a, value);
    if (name === "name" && value.trim()) give(a, somebody(value.trim()));
    if (name === "level") rank(people.get(a.speaker), value);
    if (name === "kind") people.get(a.speaker).kind = value;
    if (name === "style" || name === "mode") a[name] = value;
    tell();
  });
  forms.push(fill);
  fill();
  return made;
};
const toggle = (set, id) => { if (!set.delete(id)) set.add(id); tell(); };
for (const hand of hands) {
  const id = hand.dataset.of, [rightly, correct, remove] = hand.querySelectorAll("button");
  let made;
  rightly.addEventListener("click", () => toggle(right, id));
  remove.addEventListener("click", () => toggle(gone, id));
  correct.addEventListener("click", () => {
    if (!made) hand.append(made = form(said.get(id)));
    else made.hidden = !made.hidden;
    correct.setAttribute("aria-expanded", String(!made.hidden));
    if (!made.hidden) made.querySelector("select").focus();
  });
}
document.addEventListener("keydown", ({ key, target, ctrlKey, metaKey, altKey }) => {
  if (key === "r" && !ctrlKey && !metaKey && !altKey && target.matches("mark")) toggle(right, idsOf(target)[0]);
});

// what was corrected is told in the list, the text and the filters
const changes = (a) => {
  const was = before.get(a.id), kind = people.get(a.speaker)?.kind !== were.get(a.speaker)?.kind;
  const told = { speaker: a.speaker !== was.speaker, level: a.anonymity.level !== was.anonymity.level, kind, form: a.style !== was.style, mode: a.mode !== was.mode };
  return [...Object.keys(told).filter((name) => told[name]), ...(right.has(a.id) ? ["right"] : [])];
};
const looks = (a) => {
  const level = a.anonymity.level ?? "unresolved", speaker = people.get(a.speaker), outermost = by(a.id);
  if (speaker && outermost && !numbers.has(speaker.id)) numbers.set(speaker.id, Math.max(0, ...numbers.values()) + 1);
  const number = numbers.get(a.speaker) ?? 0;
  return { level, speaker, number, sign: data.signs[level], colour: `c${number ? ((number - 1) % 8) + 1 : 0}`, striped: number > 8 };
};
const entry = (filter, value, level, look) => { // of the filters: one more, where a correction asks for it
  if (buttons().some((b) => b.dataset.filter === filter && b.dataset.value === value && (b.dataset.level ?? "") === level)) return;
  const like = buttons().findLast((b) => b.dataset.filter === filter).closest("li"), made = like.cloneNode(true), button = made.firstElementChild;
  const [sign, who] = button.children;
  button.dataset.value = value;
  delete button.dataset.level;
  if (level) button.dataset.level = level;
  press(button, false);
  sign.textContent = filter === "level" ? look.sign : look.number || look.sign;
  sign.className = filter === "level" ? `sample ${look.level}` : `swatch ${look.colour}${look.striped ? " striped" : ""}`;
  if (filter === "level") who.textContent = value;
  else who.innerHTML = "<bdi></bdi> <small></small>";
  like.after(made);
};
const tell = () => {
  for (const fill of forms) fill();
  for (const item of items) {
    const a = said.get(item.id), { level, speaker, number, sign } = looks(a), kind = speaker ? speaker.kind : "unknown";
    const hidden = !["named", "unresolved"].includes(level) && !["organization", "document"].includes(kind);
    const sources = JSON.parse(item.dataset.sources).filter((told) => !told.startsWith("anonymous"));
    if (hidden) sources.unshift("anonymous", ...(a.anonymity.reason ? [] : ["anonymous, no reason"]));
    Object.assign(item.dataset, {
      voice: number, level, kind, form: a.style, mode: a.mode, speaker: speaker ? speaker.label : "",
      confidence: right.has(a.id) ? 1 : a.confidence, sources: JSON.stringify(sources),
    });
    const cell = (name) => item.querySelector(`[data-told=${name}]`);
    cell("speaker").firstElementChild.textContent = speaker ? speaker.label : "none";
    cell("level").textContent = `${sign} ${level}${kind === "unknown" ? "" : ` ${kind}`}`;
    cell("form").textContent = `${a.style} ${a.mode}${a.negated ? ", negated" : ""}`;
    const sure = cell("confidence");
    sure.dataset.was ??= sure.textContent;
    sure.textContent = right.has(a.id) ? "100 %, by hand" : sure.dataset.was;
    entry("voice", String(number), number ? "" : level, looks(a));
    entry("level", level, "", looks(a));
  }
  for (const hand of hands) {
    const id = hand.dataset.of, told = gone.has(id) ? ["deleted"] : changes(said.get(id));
    hand.querySelector(".told").textContent = told.length ? `By hand: ${told.join(", ")}` : "";
    hand.classList.toggle("gone", gone.has(id));
    press(hand.children[0], right.has(id));
    press(hand.children[2], gone.has(id));
  }
  for (const element of tied) {
    const a = said.get(idsOf(element)[0]), look = looks(a), mark = element.matches("mark");
    element.classList.remove(...Object.keys(data.signs), "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8");
    element.classList.add(look.colour, ...(mark ? [look.level] : []));
    if (mark) element.dataset.level = look.level;
    element.classList.toggle("striped", mark && look.striped);
    element.classList.toggle("gone", gone.has(a.id));
    const doubt = a.confidence < data.doubtful && !right.has(a.id) ? "?" : "";
    if (element.dataset.sign) element.dataset.sign = mark ? `${look.number || ""}${look.sign}${doubt}` : look.number || look.sign;
  }
  for (const button of buttons()) {
    const ours = items.filter((item) => !gone.has(item.id) && belongs(item, button)), speaker = ours[0] && people.get(said.get(ours[0].id).speaker);
    button.querySelector(".count").textContent = ours.length;
    if (button.dataset.filter === "voice" && speaker) {
      button.querySelector("bdi").textContent = speaker.label;
      button.querySelector("small").textContent = `${speaker.level}${speaker.kind === "unknown" ? "" : ` ${speaker.kind}`}`;
    }
  }
  const count = data.attributions.filter((a) => gone.has(a.id) || changes(a).length).length;
  unsaved = count > 0;
  by("corrected").textContent = count ? `${count} corrected, kept only in this page until downloaded` : "";
  show();
};

// the corrected article: what was put right is certain, and says that it was done by hand
const corrected = () => {
  const left = data.attributions.filter((a) => !gone.has(a.id)).map((given) => {
    const a = structuredClone(given), told = changes(given);
    while (gone.has(a.inside)) a.inside = before.get(a.inside).inside;
    if (told.includes("speaker")) {
      a.speaker_confidence = 1;
      a.anonymity.description_strength = first.attributions.find((b) => b.speaker === a.speaker)?.anonymity.description_strength ?? 0;
    }
    if (told.includes("level")) a.anonymity.confidence = 1;
    if (told.includes("right")) a.confidence = a.speaker_confidence = a.anonymity.confidence = 1;
    if (told.length) a.evidence.push({ rule: `by hand: ${told.join(", ")}`, spans: [] });
    return a;
  });
  const heard = (all) => new Set(all.flatMap((a) => [a.speaker, a.addressee?.speaker]));
  const now = heard(left), then = heard(first.attributions), speakers = structuredClone(data.speakers);
  for (const a of left.filter((a) => a.source && a.speaker !== before.get(a.id).speaker)) { // the source names another
    for (const s of speakers) {
      const others = s.mentions.filter((span) => String(span) !== String(a.source));
      if (s.id === a.speaker) s.mentions = [...others, a.source].sort((one, other) => one[0] - other[0]);
      else if (s.id === before.get(a.id).speaker && !left.some((b) => b.speaker === s.id && String(b.source) === String(a.source))) s.mentions = others;
    }
  }
  const kept = speakers.filter((s) => now.has(s.id) || (!then.has(s.id) && first.speakers.some((b) => b.id === s.id)));
  return `${data.kept.slice(0, -1)}, "attributions": ${JSON.stringify(left)}, "speakers": ${JSON.stringify(kept)}}`;
};
by("json").addEventListener("click", () => {
  save("corrected.json", "application/json", corrected());
  unsaved = false;
  by("corrected").textContent &&= "Downloaded";
});
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
