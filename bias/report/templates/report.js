"use strict";
/* What the parts of the page share: its data, its texts, and how elements are made. */

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

/** The text of a line that is kept in marked and unmarked pieces. */
const plain = (line) => line.map((part) => typeof part === "string" ? part : part[0]).join("");
