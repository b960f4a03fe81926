// The page: which chat is open, what the server tells of it, and what the person does there.

import * as composer from "./composer.js";
import * as log from "./log.js";
import { make } from "./message.js";

const $ = (id) => document.getElementById(id);
const ABOUT_HERE = "local Telegram";
const EXPLAIN = "A Telegram of your own, on this machine: nothing you type leaves it.";

let rooms = [];
let room = null; // the open chat
let user = 0; // who speaks
let stream = null;
let waiting = new Map(); // tapped buttons by query
let resting = null; // the timer that ends "typing"

const act = {
  say: (text) => post("say", { user, chat: room.chat, text }),
  insert: composer.insert,
  show: log.show,
  toast,
  async tap(message, button, element) {
    element.classList.add("waiting");
    log.expect();
    const data = button.callback_data;
    const { query } = (await post("tap", { user, chat: room.chat, message: message.id, data })) ?? {};
    if (query) waiting.set(query, element);
    setTimeout(() => element.classList.remove("waiting"), 15000);
  },
  reply: (message) => composer.concern({
    label: `Reply to ${message.name}`,
    quote: message.text,
    send: (text) => post("say", { user, chat: room.chat, text, reply_to: message.id }),
  }),
  edit: (message) => composer.concern({
    label: "Edit",
    quote: message.text,
    fill: message.text,
    send: (text) => post("edit", { chat: room.chat, message: message.id, text }),
  }),
  forward: ({ text, name, date }) =>
    post("say", { user, chat: room.chat, text, forward: { type: "hidden_user", sender_user_name: name, date } }),
  async copy(text) {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  },
};

async function post(deed, given) {
  try {
    const answer = await fetch(`/control/${deed}`, { method: "POST", body: JSON.stringify(given) });
    const result = await answer.json();
    if (!answer.ok) toast(result.error);
    return answer.ok ? result : null;
  } catch {
    toast("Précis is not running.");
    return null;
  }
}

// --- what the server tells

const told = {
  all(event) {
    about(event);
    log.fill(event.messages, { me: event.me.id, group: event.chat.kind !== "private", act });
    const last = event.messages.findLast((m) => m.from_bot && m.markup && !m.markup.inline_keyboard);
    composer.setKeyboard(last?.markup);
    refreshEmpty();
  },
  about,
  message({ message }) {
    if (message.from_bot) rest();
    log.put(message);
    if (message.markup && !message.markup.inline_keyboard) composer.setKeyboard(message.markup);
    refreshEmpty();
  },
  inline: (event) => composer.offer(event),
  edited: ({ message }) => log.put(message),
  deleted: (event) => log.remove(event.message_id),
  action() {
    status("typing …", true);
    clearTimeout(resting);
    resting = setTimeout(rest, 5000);
  },
  answer(event) {
    waiting.get(event.query)?.classList.remove("waiting");
    waiting.delete(event.query);
    if (event.text && event.alert) alertWith(event.text);
    else if (event.text) toast(event.text);
  },
};

function about(event) {
  composer.setCommands(event.commands, event.bot.username);
  $("title").textContent = event.chat.kind === "private" ? event.bot.first_name : event.chat.title;
  $("about").textContent = event.bot.about || "Nothing here yet.";
  room.members = event.chat.people.length + (event.chat.bot_status === "left" ? 0 : 1);
  if (event.chat.migrated_to) enter({ ...room, chat: event.chat.migrated_to }, user);
  rest();
}

function listen() {
  stream?.close();
  stream = new EventSource(`/events?chat=${room.chat}&user=${user}`);
  stream.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    told[event.kind]?.(event);
  };
  stream.onerror = () => {
    status("not running, waiting for it …", true);
    if (stream.readyState === EventSource.CLOSED) setTimeout(open, 2000);
  };
}

// --- the frame

function status(text, active = false) {
  $("status").textContent = text;
  $("status").classList.toggle("active", active);
  $("status").title = EXPLAIN;
}

function rest() {
  clearTimeout(resting);
  status(room.people.length ? `${ABOUT_HERE} · ${room.members} members` : `${ABOUT_HERE} · bot`);
}

function refreshEmpty() {
  $("empty").hidden = !(log.isEmpty() && !room.people.length);
}

function enter(next, speaker) {
  room = next;
  user = speaker;
  waiting = new Map();
  composer.concern(null);
  segments($("rooms"), rooms.map((r) => [r.label, r.label === room.label, () => enter(r, rooms.me)]));
  segments($("persona"), room.people.map((p) => [p.label, p.id === user, () => enter(room, p.id)]));
  $("persona").hidden = !room.people.length;
  if (room.people.length) $("persona").prepend("Speak as");
  listen();
}

function segments(parent, entries) {
  parent.replaceChildren(...entries.map(([label, pressed, deed]) => {
    const button = make("button", "", { type: "button", "aria-pressed": String(pressed) }, label);
    button.onclick = deed;
    return button;
  }));
}

function toast(text) {
  const line = make("p", "", {}, text);
  $("toast").replaceChildren(line);
  setTimeout(() => line.remove(), 1500 + 60 * text.length);
}

function alertWith(text) {
  $("alert-text").textContent = text;
  $("alert").showModal();
}

// --- files and places

async function upload(file) {
  const data = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result.split(",")[1] ?? "");
    reader.readAsDataURL(file);
  });
  const mime = file.type || "application/octet-stream";
  await post("say", { user, chat: room.chat, document: { name: file.name, mime, data } });
}

function locate() {
  navigator.geolocation.getCurrentPosition(
    ({ coords: { latitude, longitude } }) =>
      post("say", { user, chat: room.chat, location: { latitude, longitude } }),
    () => toast("The browser gave no location."),
  );
}

/** Ask which chats there are and open the first; again and again until somebody answers. */
async function open() {
  try {
    const answer = await (await fetch("/rooms")).json();
    rooms = answer.rooms;
    rooms.me = answer.me;
    enter(rooms.find((r) => r.label === room?.label) ?? rooms[0], rooms.me);
  } catch {
    setTimeout(open, 2000);
  }
}

composer.begin({
  say: act.say,
  upload,
  locate,
  inline: (words) => post("inline", { user, chat: room.chat, words }),
  choose: (query, card) => post("choose", { query, card }),
  channel: (request) => post("share_channel", { user, request }),
});
$("start").onclick = () => act.say("/start");
open();
