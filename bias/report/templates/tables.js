
/* Tables: sort, fold, filter, download. */

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
