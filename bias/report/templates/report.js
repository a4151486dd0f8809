"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const say = (key, values = {}) => data.say[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);

  /** An element with properties and children; strings become text, never markup. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element && name !== "style") element[name] = value;
      else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  function symbol(marker, colour) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    svg.setAttribute("class", "marker");
    svg.setAttribute("aria-hidden", "true");
    svg.style.setProperty("--o", colour);
    use.setAttribute("href", `#marker-${marker}`);
    svg.append(use);
    return svg;
  }

  /* Tables: sort, fold, filter, download */

  const rawValue = (cell) => cell.dataset.v ?? cell.querySelector("bdi").textContent;
  const inFull = (cell) => cell.classList.contains("merit") ? `${rawValue(cell)} (${cell.querySelector("small").textContent})` : rawValue(cell);
  const chosen = {};

  class Table {
    constructor(element) {
      this.element = element;
      this.body = element.tBodies[0];
      this.rows = [...this.body.rows];
      const first = Number(element.dataset.first);
      this.first = this.rows.length > first + 3 ? first : this.rows.length;
      this.numeric = [...element.tHead.rows[0].cells].map((head) => head.classList.contains("n"));
      this.heads = [...element.tHead.rows[0].cells].map((head) => head.querySelector("bdi").textContent);
      this.status = make("output");
      this.fold = make("button", { type: "button", onclick: () => this.toggle() });
      this.tools = make("div", { className: "tools" },
        make("button", { type: "button", onclick: () => this.download() }, say("download")), this.fold, this.status);
      element.closest(".scroll").after(this.tools);
      element.classList.add("folded");
      [...element.tHead.rows[0].cells].forEach((head, column) => this.sortable(head, column));
      this.refresh();
    }

    sortable(head, column) {
      const button = make("button", { type: "button", onclick: () => this.sort(head, column) });
      button.append(...head.childNodes);
      head.append(button);
    }

    sort(head, column) {
      const now = head.getAttribute("aria-sort");
      const descending = now ? now === "ascending" : this.numeric[column];
      for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const sign = descending ? -1 : 1;
      const keyed = this.rows.map((row) => [this.key(row.cells[column], column), row]);
      keyed.sort(([a], [b]) => (a === null) - (b === null) || sign * (typeof a === "number" ? a - b : a === null ? 0 : a.localeCompare(b)));
      this.rows = keyed.map(([, row]) => row);
      this.body.append(...this.rows);
      this.refresh();
    }

    key(cell, column) {
      const value = rawValue(cell);
      if (value === "") return null;
      if (!this.numeric[column]) return value;
      const number = parseFloat(value.replaceAll(",", "").replace("\u2212", "-"));
      return Number.isNaN(number) ? null : number;
    }

    matches(row) {
      if (!("filters" in this.element.dataset)) return true;
      return (!chosen.outlet || !row.dataset.outlet || row.dataset.outlet === chosen.outlet)
        && (!chosen.group || row.dataset.group === chosen.group)
        && (!chosen.holds || "holds" in row.dataset);
    }

    refresh() {
      let shown = 0;
      for (const row of this.rows) {
        row.hidden = !this.matches(row);
        row.classList.toggle("beyond", !row.hidden && shown >= this.first);
        shown += !row.hidden;
      }
      const folded = this.element.classList.contains("folded");
      this.fold.hidden = shown <= this.first;
      this.fold.textContent = folded ? say("all_rows", { n: shown.toLocaleString("en") }) : say("fewer_rows");
      this.fold.setAttribute("aria-expanded", String(!folded));
      const open = folded ? Math.min(shown, this.first) : shown;
      this.status.textContent = open < this.rows.length ? say("shown", { n: open, of: this.rows.length }) : "";
    }

    toggle() {
      this.element.classList.toggle("folded");
      this.refresh();
    }

    download() {
      const lines = [this.heads, ...this.rows.map((row) => [...row.cells].map((cell, at) => this.safe(inFull(cell), at)))];
      const csv = lines.map((line) => line.map((value) => `"${value.replaceAll('"', '""')}"`).join(",")).join("\r\n");
      const url = URL.createObjectURL(new Blob(["\ufeff", csv, "\r\n"], { type: "text/csv" }));
      make("a", { href: url, download: `${this.element.dataset.name}.csv` }).click();
      setTimeout(() => URL.revokeObjectURL(url), 1000);
    }

    /** A spreadsheet runs a text that begins with one of these; an apostrophe keeps it a text. */
    safe(value, column) {
      const number = this.numeric[column] && !Number.isNaN(Number(value));
      return !number && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
    }
  }

  const tables = [...document.querySelectorAll("table[data-name]")].map((element) => new Table(element));

  for (const form of document.querySelectorAll("[data-filter]")) {
    form.hidden = false;
    form.addEventListener("change", () => {
      for (const field of form.elements) chosen[field.name] = field.type === "checkbox" ? field.checked : field.value;
      tables.forEach((table) => table.refresh());
    });
  }

  /* Articles side by side */

  const reader = document.getElementById("reader");
  if (!reader) return;
  const columns = reader.querySelector(".texts");
  const event = document.getElementById("choose-event");
  const why = document.getElementById("why");
  const boxes = [...reader.querySelectorAll(".legend input")];
  let shown = [0, 1];

  const texts = () => data.groups[event.selectedIndex].texts;
  const visible = (number) => {
    const [, group, voice] = data.marks[number];
    return boxes.every((box) => box.checked || box.value !== (box.name === "group" ? group : voice));
  };
  const colour = (number) => data.legend.indexOf(data.marks[number][1]) % 8;

  function piece(part) {
    if (typeof part === "string") return part;
    const mark = make("mark", { tabIndex: -1, "aria-describedby": "why" }, part[0]);
    mark.dataset.marks = part[1].join(" ");
    return mark;
  }

  const numbersOf = (mark) => mark.dataset.marks.split(" ").map(Number).filter(visible);

  function paint(mark) {
    const colours = [...new Set(numbersOf(mark).map(colour))];
    mark.className = colours.length ? `k${colours[0]}` : "off";
    mark.classList.toggle("also", colours.length > 1);
    if (colours.length > 1) mark.style.setProperty("--k-also", `var(--k${colours[1]})`);
  }

  function repaint() {
    for (const article of columns.children) {
      const marks = [...article.querySelectorAll("mark")];
      marks.forEach(paint);
      marks.forEach((mark) => { mark.tabIndex = -1; });
      const first = marks.find((mark) => !mark.classList.contains("off"));
      if (first) first.tabIndex = 0;
    }
  }

  function column(at, place) {
    const text = texts()[at];
    const choose = make("select", { "aria-label": say("article", { n: place + 1 }) },
      ...texts().map((other, n) => make("option", { value: n, selected: n === at }, other.outlet)));
    choose.addEventListener("change", () => { shown[place] = choose.selectedIndex; render(); focusSelect(place); });
    const title = make("h3", { lang: text.lang, dir: text.dir }, ...text.title.map(piece));
    const body = make("div", { className: "body", lang: text.lang, dir: text.dir },
      ...text.p.map((line) => make("p", {}, ...line.map(piece))));
    const byline = [text.date, say("words", { n: text.words.toLocaleString("en") })].filter(Boolean).join(" \u00b7 ");
    const head = make("header", {}, make("p", { className: "outlet" }, choose), title, make("p", { className: "byline" }, byline));
    const article = make("article", { className: "text" }, head, body);
    article.style.setProperty("--o", text.colour);
    if (text.note) article.append(make("p", { className: "aside" }, text.note));
    if (shown.length > 2) {
      article.append(make("button", { type: "button", onclick: () => { shown.splice(place, 1); render(); } }, say("remove")));
    }
    return article;
  }

  const focusSelect = (place) => columns.children[place]?.querySelector("select").focus();

  function render() {
    hideWhy();
    columns.replaceChildren(...shown.map(column));
    add.hidden = shown.length >= Math.min(4, texts().length);
    repaint();
  }

  const add = make("button", { type: "button" }, say("add"));
  add.addEventListener("click", () => {
    shown.push(texts().findIndex((_, n) => !shown.includes(n)));
    render();
    focusSelect(shown.length - 1);
  });
  reader.append(make("div", { className: "tools" }, add));

  event.append(...data.groups.map((group) => make("option", {}, group.label)));
  event.closest("p").hidden = false;
  event.addEventListener("change", () => { shown = texts().length > 1 ? [0, 1] : [0]; render(); });
  boxes.forEach((box) => { box.disabled = false; box.addEventListener("change", repaint); });

  /* Why a word is marked */

  let explained = null;

  function explain(mark) {
    const numbers = numbersOf(mark);
    if (!numbers.length) return;
    explained = mark;
    why.replaceChildren(...numbers.map((n) => make("p", {}, make("b", {}, data.marks[n][0]), data.marks[n][3])));
    why.hidden = false;
    const at = mark.getClientRects()[0];
    const box = why.getBoundingClientRect();
    const below = at.bottom + 8 + box.height < innerHeight;
    why.style.top = `${below ? at.bottom + 8 : Math.max(8, at.top - box.height - 8)}px`;
    why.style.left = `${Math.max(8, Math.min(at.left, innerWidth - box.width - 12))}px`;
  }

  function hideWhy() {
    why.hidden = true;
    explained = null;
  }

  const markOf = (target) => target instanceof Element ? target.closest("mark[data-marks]") : null;
  columns.addEventListener("mouseover", ({ target }) => { const mark = markOf(target); if (mark) explain(mark); });
  columns.addEventListener("mouseout", ({ target }) => { if (markOf(target) && document.activeElement !== target) hideWhy(); });
  columns.addEventListener("focusin", ({ target }) => { const mark = markOf(target); if (mark) explain(mark); else hideWhy(); });
  columns.addEventListener("focusout", hideWhy);
  document.addEventListener("click", ({ target }) => { const mark = markOf(target); if (mark) explain(mark); else hideWhy(); });
  addEventListener("scroll", () => { if (explained) explain(explained); }, { passive: true });
  document.addEventListener("keydown", (key) => {
    if (key.key === "Escape") hideWhy();
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[key.key];
    const mark = markOf(document.activeElement);
    if (!step || !mark) return;
    const marks = [...mark.closest("article").querySelectorAll("mark:not(.off)")];
    const next = marks[marks.indexOf(mark) + step];
    if (!next) return;
    key.preventDefault();
    mark.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  if (texts().length < 2) shown = [0];
  render();
})();
