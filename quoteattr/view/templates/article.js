"use strict";
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const marks = all("mark"), items = all("section li"), buttons = all("button[data-filter]");
  const card = document.getElementById("card"), status = document.getElementById("status");
  const clear = document.getElementById("clear"), told = status.textContent;

  // filters: at most one speaker and one level at a time
  const pressed = (kind) => buttons.find((b) => b.dataset.filter === kind && b.getAttribute("aria-pressed") === "true");
  const fits = (element) => {
    const voice = pressed("voice"), level = pressed("level");
    return (!voice || (element.dataset.voice === voice.dataset.value &&
        (!voice.dataset.level || element.dataset.level === voice.dataset.level))) &&
      (!level || element.dataset.level === level.dataset.value);
  };
  const show = () => {
    for (const mark of marks) mark.classList.toggle("dim", !fits(mark));
    for (const item of items) item.hidden = !fits(item);
    clear.hidden = !pressed("voice") && !pressed("level");
    const left = items.filter((item) => !item.hidden).length;
    status.textContent = clear.hidden ? told : `${left} of ${items.length} attributions shown`;
  };
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      for (const other of buttons) if (other.dataset.filter === button.dataset.filter) press(other, false);
      press(button, on);
      show();
    });
  }
  const showAll = () => { for (const button of buttons) press(button, false); show(); };
  clear.addEventListener("click", showAll);

  // the card: what is known of the content that is pointed at or has the focus
  const open = (mark) => {
    const item = document.getElementById(mark.getAttribute("aria-describedby"));
    card.replaceChildren(item.querySelector("dl").cloneNode(true));
    card.hidden = false;
    const place = [...mark.getClientRects()].at(-1), size = card.getBoundingClientRect();
    const below = place.bottom + size.height + 12 < innerHeight || place.top < size.height + 12;
    card.style.left = `${scrollX + Math.max(8, Math.min(place.left, innerWidth - size.width - 12))}px`;
    card.style.top = `${scrollY + (below ? place.bottom + 8 : mark.getClientRects()[0].top - size.height - 8)}px`;
  };
  const close = () => { card.hidden = true; };
  for (const mark of marks) {
    mark.addEventListener("mouseenter", () => open(mark));
    mark.addEventListener("mouseleave", close);
    mark.addEventListener("focus", () => open(mark));
    mark.addEventListener("blur", close);
  }
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (card.hidden) showAll(); else close();
  });
})();
