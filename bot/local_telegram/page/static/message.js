// One message as an element. The HTML of its text was made, and escaped, by the server.

const CHEVRON = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M6 9l6 6 6-6"/></svg>';
const SHEET = '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M14 3v5h5M6 3h8l5 5v13H6z"/></svg>';
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", hour12: false });

/** An element with a class, attributes and children (texts stay texts). */
export function make(tag, className = "", attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The bubble of a message with its keyboard; `own` are the looker's, `group` shows names. */
export function bubble(message, { own, group, act }) {
  if (message.service) return make("p", "service", { id: `m-${message.id}` }, message.service);
  const box = make("div", "bubble");
  if (group && !own) box.append(make("p", "sender", {}, message.name));
  if (message.via) box.append(make("p", "sender", {}, `via @${message.via}`));
  if (message.forwarded) box.append(make("p", "sender", {}, `Forwarded from ${message.forwarded}`));
  if (message.reply_to) box.append(answered(message.reply_to, act));
  if (message.photo) box.append(make("img", "photo", { src: message.photo, alt: "Picture" }));
  if (message.document) box.append(file(message.document));
  box.append(words(message, act), meta(message));
  if (message.text) box.append(more(message, own, act));
  const element = make("article", `message${own ? " own" : ""}`, { id: `m-${message.id}` }, box);
  element.classList.toggle("edited", message.reworded);
  element.dataset.from = message.from_bot ? "bot" : message.from;
  if (message.buttons.length) element.append(keys(message, act));
  return element;
}

function words(message, act) {
  const text = make("div", "text", { dir: "auto" });
  if (message.location) {
    const { latitude, longitude } = message.location;
    text.append(`Location: ${latitude.toFixed(3)}, ${longitude.toFixed(3)}`);
    return text;
  }
  text.innerHTML = message.html;
  for (const quote of text.querySelectorAll(".expandable")) fold(quote);
  for (const spoiler of text.querySelectorAll(".spoiler")) pressable(spoiler, () => spoiler.classList.add("seen"));
  for (const tag of text.querySelectorAll(".hashtag")) tag.onclick = () => act.insert(tag.textContent);
  for (const command of text.querySelectorAll(".bot_command")) command.onclick = () => act.say(command.textContent);
  tellTimes(text);
  return text;
}

function meta(message) {
  const when = new Date(message.date * 1000);
  const shown = make("time", "", { datetime: when.toISOString(), title: when.toLocaleString() }, clock.format(when));
  return make("span", "meta", {}, message.reworded ? "edited " : "", shown);
}

function answered(reply, act) {
  const button = make("button", "answered", { type: "button" }, make("b", "", {}, reply.name), make("span", "", {}, reply.text));
  button.onclick = () => act.show(reply.id);
  return button;
}

/** What a person can do with a message: answer it, send it on, put their own right. */
function more(message, own, act) {
  const deeds = [["Reply", act.reply], ["Forward", act.forward]];
  if (own) deeds.push(["Edit", act.edit]);
  const list = make("div", "", { role: "group", "aria-label": "With this message" });
  const summary = make("summary", "", { "aria-label": "Reply, forward, edit" }, "⋯");
  const menu = make("details", "more", { name: "more" }, summary, list);
  for (const [label, deed] of deeds) {
    const button = make("button", "", { type: "button" }, label);
    button.onclick = () => { menu.open = false; deed(message); };
    list.append(button);
  }
  return menu;
}

function file(document_) {
  const link = make("a", "file", { href: document_.url, download: document_.name });
  link.innerHTML = SHEET;
  const size = document_.size < 1024 ? `${document_.size} B` : `${(document_.size / 1024).toFixed(1)} KB`;
  link.append(make("div", "", {}, make("b", "", {}, document_.name), make("span", "", {}, size)));
  return link;
}

/** A long quote shows three lines until it is tapped. */
function fold(quote) {
  if (quote.textContent.length < 120 && quote.textContent.split("\n").length <= 3) return;
  const button = make("button", "fold", { type: "button", "aria-expanded": "false", "aria-label": "Show all of the quote" });
  button.innerHTML = CHEVRON;
  quote.append(button);
  quote.classList.add("folded");
  quote.onclick = (event) => {
    if (event.target.closest("a, button:not(.fold)") || String(getSelection())) return;
    const folded = quote.classList.toggle("folded");
    button.setAttribute("aria-expanded", String(!folded));
  };
}

function pressable(element, deed) {
  element.onclick = deed;
  element.onkeydown = (event) => {
    if (event.key === "Enter" || event.key === " ") deed();
  };
}

function keys(message, act) {
  const board = make("div", "keys", { role: "group", "aria-label": "Buttons" });
  for (const row of message.buttons) {
    const line = make("div");
    for (const button of row) line.append(key(message, button, act));
    board.append(line);
  }
  return board;
}

function key(message, button, act) {
  if (button.url) {
    return make("a", "", { href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.text);
  }
  const element = make("button", "", { type: "button" }, button.text);
  if (button.callback_data) element.onclick = () => act.tap(message, button, element);
  else if (button.copy_text) element.onclick = () => act.copy(button.copy_text.text);
  else element.onclick = () => act.toast("This button works in Telegram only.");
  return element;
}

/** Fill in every `tg-time` in the reader's own clock, calendar and language. */
export function tellTimes(root) {
  for (const element of root.querySelectorAll(".text time[data-format]")) {
    const when = new Date(element.dateTime);
    element.title = when.toLocaleString();
    const format = element.dataset.format;
    if (format) element.textContent = format === "r" ? relative(when) : absolute(when, format);
  }
}

function relative(when) {
  const minutes = (when - Date.now()) / 60000;
  const steps = [["minute", 1, 60], ["hour", 60, 24], ["day", 1440, 30], ["month", 43200, 12], ["year", 525600, 1e9]];
  const [unit, size] = steps.find(([, per, most]) => Math.abs(minutes) / per < most);
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(minutes / size), unit);
}

function absolute(when, format) {
  const options = {};
  if (format.includes("w")) options.weekday = "long";
  if (format.includes("d")) Object.assign(options, { day: "2-digit", month: "2-digit", year: "2-digit" });
  if (format.includes("D")) Object.assign(options, { day: "numeric", month: "long", year: "numeric" });
  if (/t/i.test(format)) Object.assign(options, { hour: "2-digit", minute: "2-digit", hour12: false });
  if (format.includes("T")) options.second = "2-digit";
  return new Intl.DateTimeFormat(undefined, options).format(when);
}
