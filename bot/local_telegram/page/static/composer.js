// The text box: grows with its text, offers the bot's commands behind the slash, and its cards for
// words behind its name.

import { make } from "./message.js";

const form = document.getElementById("composer");
const text = document.getElementById("text");
const send = document.getElementById("send");
const menu = document.getElementById("menu");
const list = document.getElementById("suggestions");
const file = document.getElementById("file");
const keyboard = document.getElementById("keyboard");
const context = document.getElementById("context");

const FINE = matchMedia("(pointer: fine)").matches; // a touch screen's keyboard would cover all

let commands = [];
let chosen = -1;
let deeds = {};
let bot = ""; // its name, as it is written behind @
let cards = null; // what the bot offers for the words behind its name, and for which question
let early = null; // cards that came before their question had a name
let asking = 0; // the timer that waits for a pause in typing
let instead = null; // what sending does while a message is answered or edited

/** `given` are say(text), upload(file) and locate(). */
export function begin(given) {
  deeds = given;
  form.onsubmit = submit;
  text.oninput = () => { resize(); suggest(); };
  text.onkeydown = onKey;
  menu.onclick = toggleMenu;
  menu.onpointerdown = (event) => event.preventDefault();
  form.onfocusout = (event) => { if (event.relatedTarget && !form.contains(event.relatedTarget)) close(); };
  document.addEventListener("pointerdown", (event) => { if (!form.contains(event.target)) close(); });
  file.onchange = () => {
    if (file.files[0]) deeds.upload(file.files[0]);
    file.value = "";
  };
  context.querySelector("button").onclick = () => concern(null);
  if (FINE) text.focus();
}

/** What is written next concerns a message: `label` and `quote` are shown, `fill` is its text to
 * begin with, `send` gets the words. Null: nothing in particular. */
export function concern(given) {
  if (instead && !given) text.value = "";
  instead = given?.send ?? null;
  context.hidden = !given;
  if (given) {
    context.querySelector("b").textContent = given.label;
    context.querySelector("span").textContent = given.quote;
    text.value = given.fill ?? text.value;
    text.focus();
  }
  resize();
}

export function setCommands(given, name) {
  commands = given;
  bot = name;
}

/** The bot's cards for a question, unless the person has typed on. */
export function offer({ query, cards: found }) {
  if (query !== cards?.query) {
    early = { query, cards: found }; // it may be faster than the answer to the question itself
    return;
  }
  cards.found = found;
  chosen = -1;
  list.replaceChildren(...found.map(card));
  if (!found.length) list.replaceChildren(make("li", "none", {}, "Nothing found."));
  list.hidden = false;
  for (const element of [text, menu]) element.setAttribute("aria-expanded", "true");
}

export function insert(words) {
  text.value = `${text.value.trimEnd()} ${words} `.trimStart();
  resize();
  text.focus();
}

/** The bot's reply keyboard under the text box, or none. */
export function setKeyboard(markup) {
  keyboard.replaceChildren();
  for (const row of markup?.keyboard ?? []) {
    const line = make("div");
    for (const key of row) {
      const button = make("button", "", { type: "button" }, key.text ?? key);
      button.onclick = () => {
        if (markup.one_time_keyboard) setKeyboard(null);
        if (key.request_location) deeds.locate();
        else if (key.request_chat) deeds.channel(key.request_chat.request_id);
        else deeds.say(button.textContent);
      };
      line.append(button);
    }
    keyboard.append(line);
  }
  keyboard.hidden = !keyboard.children.length;
  text.placeholder = markup?.input_field_placeholder || "Message";
}

function submit(event) {
  event?.preventDefault();
  const words = text.value.trim();
  if (!words) return;
  (instead ?? deeds.say)(words);
  text.value = "";
  concern(null);
  close();
}

function resize() {
  text.style.height = "auto";
  text.style.height = `${text.scrollHeight}px`;
  send.disabled = !text.value.trim();
}

// --- commands

/** The words behind the bot's name, or null where it is not called. */
function called() {
  const found = text.value.match(/^@(\w+)\s([^]*)$/);
  return found && bot && found[1].toLowerCase() === bot.toLowerCase() ? found[2] : null;
}

function ask(words) {
  clearTimeout(asking);
  asking = setTimeout(async () => {
    const { query } = (await deeds.inline(words)) ?? {};
    if (!query || called() !== words) return;
    cards = { query, found: [] };
    if (early?.query === query) offer(early);
  }, 300);
}

function card(found, index) {
  const item = make("li", "card", { role: "option", id: `command-${index}`, "aria-selected": "false" },
    make("b", "", {}, found.title), make("span", "", {}, found.description));
  item.onpointerdown = (event) => event.preventDefault();
  item.onclick = () => pick(index);
  return item;
}

function suggest() {
  clearTimeout(asking);
  const words = called();
  if (words !== null) {
    ask(words);
    return;
  }
  cards = null;
  const typed = text.value.match(/^\/(\w*)$/);
  const fitting = typed ? commands.filter((c) => c.command.startsWith(typed[1].toLowerCase())) : [];
  // A command typed to its end is meant, whatever longer ones begin like it.
  const whole = typed ? fitting.findIndex((c) => c.command === typed[1].toLowerCase()) : -1;
  open(fitting, typed && typed[1] ? Math.max(whole, 0) : -1);
}

function open(fitting, first) {
  chosen = fitting.length ? first : -1;
  list.replaceChildren(...fitting.map(option));
  list.hidden = !fitting.length;
  for (const element of [text, menu]) element.setAttribute("aria-expanded", String(!list.hidden));
  mark();
}

function option(command, index) {
  const item = make("li", "", { role: "option", id: `command-${index}`, "aria-selected": "false" },
    make("b", "", {}, `/${command.command}`), make("span", "", {}, command.description));
  item.onpointerdown = (event) => event.preventDefault();
  item.onclick = () => pick(index);
  return item;
}

function mark() {
  [...list.children].forEach((item, index) => item.setAttribute("aria-selected", String(index === chosen)));
  if (chosen < 0) return text.removeAttribute("aria-activedescendant");
  text.setAttribute("aria-activedescendant", `command-${chosen}`);
  return list.children[chosen]?.scrollIntoView({ block: "nearest" });
}

/** As in Telegram: a tapped command is sent; Tab only completes it. */
function pick(index, complete = false) {
  if (cards) {
    const { query, found } = cards;
    text.value = "";
    close();
    resize();
    deeds.choose(query, found[index].id);
    return;
  }
  const command = list.children[index].querySelector("b").textContent;
  close();
  if (complete) text.value = `${command} `;
  else {
    text.value = "";
    deeds.say(command);
  }
  resize();
  if (FINE || complete) text.focus();
}

function close() {
  cards = null;
  open([], -1);
}

function toggleMenu() {
  if (list.hidden) open(commands, -1);
  else close();
  if (FINE) text.focus();
}

function onKey(event) {
  const count = list.hidden || (cards && !cards.found.length) ? 0 : list.children.length;
  if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    chosen = event.key === "ArrowDown" ? (chosen + 1) % count : (chosen + count - (chosen < 0 ? 0 : 1)) % count;
    mark();
  } else if (event.key === "Escape" && (count || instead)) {
    event.preventDefault();
    if (count) close();
    else concern(null);
  } else if (count && event.key === "Tab" && !event.shiftKey) {
    event.preventDefault();
    pick(Math.max(chosen, 0), true);
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (count && chosen >= 0) pick(chosen);
    else submit();
  }
}
