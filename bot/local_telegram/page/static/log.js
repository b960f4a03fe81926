// The conversation: messages in order, days between them, and where the reader is looking.

import { bubble, make, tellTimes } from "./message.js";

const scroll = document.getElementById("scroll");
const log = document.getElementById("log");
const jump = document.getElementById("jump");
const NEAR = 80;

let context = {};
let messages = new Map();
let anchor = null; // the first message that came since the reader last did something
let expecting = false; // the reader tapped a button: what comes now is for them

/** Show a whole chat; `context` has me, group and act. The newest question and its answers lead. */
export function fill(list, next) {
  context = next;
  messages = new Map(list.map((message) => [message.id, message]));
  log.setAttribute("aria-live", "off");
  draw();
  const own = list.filter(isOwn).at(-1);
  anchor = own ? own.id : null;
  settle();
  requestAnimationFrame(() => log.setAttribute("aria-live", "polite"));
}

/** Show a new or changed message. */
export function put(message) {
  const fresh = !messages.has(message.id);
  const follow = atEnd() || isOwn(message) || expecting || anchor !== null;
  messages.set(message.id, message);
  if (fresh) {
    if (isOwn(message) || expecting || (anchor === null && atEnd())) anchor = message.id;
    expecting = false;
    append(message, true);
    if (follow) settle();
    else jump.classList.add("news");
  } else {
    const [end, stay] = [atEnd(), scroll.scrollTop];
    replace(message);
    scroll.scrollTop = stay;
    if (end) settle();
  }
  watch();
}

/** The reader tapped a button: bring what the bot says next into view. */
export function expect() {
  expecting = true;
}

export function remove(id) {
  messages.delete(id);
  draw();
}

export function isEmpty() {
  return messages.size === 0;
}

/** Bring a message into view and point at it. */
export function show(id) {
  const element = document.getElementById(`m-${id}`);
  if (!element) return;
  element.scrollIntoView({ block: "center" });
  element.classList.remove("flash");
  requestAnimationFrame(() => element.classList.add("flash"));
}

function isOwn(message) {
  return !message.from_bot && message.from === context.me;
}

function draw() {
  log.replaceChildren();
  for (const message of messages.values()) append(message, false);
  watch();
}

function element(message) {
  return bubble(message, { own: isOwn(message), group: context.group, act: context.act });
}

function append(message, fresh) {
  const day = dayOf(message);
  if (log.dataset.day !== day || !log.lastElementChild) {
    log.dataset.day = day;
    log.append(make("p", "day", { "data-day": day }, dayName(message)));
  }
  const item = element(message);
  const before = log.lastElementChild;
  item.classList.add("tail");
  item.classList.toggle("fresh", fresh);
  if (before.matches(".message") && before.dataset.from === item.dataset.from) {
    item.classList.add("joined");
    before.classList.remove("tail");
  }
  log.append(item);
}

function replace(message) {
  const old = document.getElementById(`m-${message.id}`);
  if (!old) return;
  const item = element(message);
  for (const name of ["tail", "joined"]) item.classList.toggle(name, old.classList.contains(name));
  const focused = [...old.querySelectorAll("button, a")].indexOf(document.activeElement);
  old.replaceWith(item);
  if (focused >= 0) item.querySelectorAll("button, a")[focused]?.focus({ preventScroll: true });
}

// --- days

function dayOf(message) {
  return new Date(message.date * 1000).toDateString();
}

function dayName(message) {
  const day = new Date(message.date * 1000);
  const ago = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(day).setHours(0, 0, 0, 0)) / 864e5);
  if (ago === 0) return "Today";
  if (ago === 1) return "Yesterday";
  return new Intl.DateTimeFormat(undefined, { weekday: "long", day: "numeric", month: "long" }).format(day);
}

// --- scrolling

function atEnd() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
}

/** Go to the end, but not past the top of what the reader has not read yet. */
function settle() {
  const first = anchor === null ? null : document.getElementById(`m-${anchor}`);
  const end = scroll.scrollHeight - scroll.clientHeight;
  scroll.scrollTop = first ? Math.min(end, first.offsetTop - 44) : end;
  watch();
}

function watch() {
  jump.hidden = atEnd();
  if (jump.hidden) jump.classList.remove("news");
}

scroll.addEventListener("scroll", watch, { passive: true });
for (const kind of ["wheel", "touchmove", "keydown"]) {
  scroll.addEventListener(kind, release, { passive: true });
}
/** The reader moves by themselves: leave them where they are. */
function release() {
  expecting = false;
  if (!atEnd()) anchor = null;
}

new ResizeObserver(() => { if (anchor !== null || atEnd()) settle(); }).observe(scroll);
// A picture takes its room only once it is there.
log.addEventListener("load", () => { if (anchor !== null) settle(); }, true);
jump.onclick = () => {
  anchor = null;
  scroll.scrollTo({ top: scroll.scrollHeight, behavior: "smooth" });
};
setInterval(() => tellTimes(log), 30000);
