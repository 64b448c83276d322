// A chat as its visitor sees it, and for the desk what differs in the reply box of a ticket whose visitor is there. What was
// typed is kept in this tab until the desk has it: under its own number it is said once, however often it is
// sent. What others say comes by a stream that goes on after the last message that arrived.

import { newKey } from "./pending.js";

const chat = document.getElementById("chat-room");
const start = document.getElementById("chat-start");
const place = "duly:chat";

function store(name, value) {
    try {
        if (value === undefined) return sessionStorage.getItem(name);
        if (value === null) sessionStorage.removeItem(name);
        else sessionStorage.setItem(name, value);
    } catch {
        // This browser keeps nothing here: the chat goes on without it.
    }
    return null;
}

const send = (address, fields) => fetch(address, {
    method: "POST",
    headers: { Accept: "application/json" },
    body: new URLSearchParams(fields),
    credentials: "same-origin",
});

function line(said) {
    const item = document.createElement("li");
    item.className = "chat-line";
    item.dataset.side = said.ours ? "desk" : "visitor";
    if (said.id) item.dataset.id = said.id;
    if (said.key) item.dataset.key = said.key;
    const who = document.createElement("p");
    who.className = "chat-who";
    const name = document.createElement("strong");
    name.textContent = said.who;
    const at = document.createElement("time");
    at.textContent = said.at;
    if (said.iso) at.dateTime = said.iso;
    who.append(name, " ", at);
    const words = document.createElement("div");
    words.className = "said";
    words.dir = "auto";
    words.textContent = said.text;
    item.append(who, words);
    return item;
}

function visit() {
    const address = chat.dataset.address;
    const lines = document.getElementById("chat-lines");
    const sign = document.getElementById("chat-sign");
    const form = document.getElementById("chat-form");
    const text = document.getElementById("chat-text");
    const kept = `${place}:${address}`;
    let waiting = JSON.parse(store(kept) ?? "[]");
    let read = Number(chat.dataset.read);
    let deskTypes = false;
    let isLost = false;

    const last = () => Math.max(0, ...[...lines.querySelectorAll("[data-id]")].map((each) => Number(each.dataset.id)));
    const lastOwn = () => Math.max(0, ...[...lines.querySelectorAll("[data-side=visitor][data-id]")].map((each) => Number(each.dataset.id)));

    function show() {
        const own = lastOwn();
        if (deskTypes) sign.textContent = "The desk is writing …";
        else if (isLost || waiting.some((each) => each.tries > 1)) sign.textContent = "No connection: what you write is kept here and sent as soon as there is one.";
        else if (own && read >= own) sign.textContent = "Read";
        else sign.textContent = "";
    }

    function add(said) {
        const known = lines.querySelector(`[data-id="${said.id}"]`);
        if (known) return;
        const pending = said.key && lines.querySelector(`[data-key="${CSS.escape(said.key)}"]`);
        pending?.remove();
        order(line(said));
        settle(said.key);
        if (said.ours) deskTypes = false;
        lines.scrollTop = lines.scrollHeight;
        show();
        mark();
    }

    // As the desk has them: what was typed while the line was cut may stand behind what came meanwhile.
    function order(item) {
        const id = Number(item.dataset.id);
        const next = [...lines.children].find((each) => each !== item && !(Number(each.dataset.id) < id));
        lines.insertBefore(item, next ?? null);
    }

    // What the desk has is kept here no longer.
    function settle(key) {
        waiting = waiting.filter((each) => each.key !== key);
        store(kept, JSON.stringify(waiting));
    }

    function mark() {
        if (!document.hidden && last()) send(`${address}/signs`, { read: last() }).catch(() => {});
    }

    let isSending = false;
    async function flush() {
        if (isSending) return;
        isSending = true;
        while (waiting.length) {
            const next = waiting[0];
            next.tries = (next.tries ?? 0) + 1;
            try {
                const answer = await send(`${address}/messages`, { key: next.key, text: next.text });
                if (answer.ok) {
                    const { id } = await answer.json();
                    const item = lines.querySelector(`[data-key="${CSS.escape(next.key)}"]`);
                    if (item && !item.dataset.id) {
                        if (lines.querySelector(`[data-id="${id}"]`)) item.remove();
                        else {
                            item.dataset.id = id;
                            item.classList.remove("pending");
                            order(item);
                        }
                    }
                    settle(next.key);
                    continue;
                }
                if (answer.status >= 500 || answer.status === 429) throw new Error(`${answer.status}`);
                // Refused for good: the words go back to where they can be changed.
                const problem = await answer.json();
                lines.querySelector(`[data-key="${CSS.escape(next.key)}"]`)?.remove();
                settle(next.key);
                text.value = text.value ? `${next.text}\n${text.value}` : next.text;
                sign.textContent = `${problem.detail} ${problem.remedy}`;
                break;
            } catch {
                show();
                await new Promise((done) => setTimeout(done, 2000));
            }
        }
        isSending = false;
        show();
    }

    function say() {
        const words = text.value;
        if (!words.trim()) return;
        const said = { key: newKey(), text: words };
        waiting.push(said);
        store(kept, JSON.stringify(waiting));
        pend(said);
        text.value = "";
        types(false);
        flush();
    }

    function pend(said) {
        const item = line({ ...said, ours: false, who: "You", at: "sending" });
        item.classList.add("pending");
        lines.append(item);
        lines.scrollTop = lines.scrollHeight;
    }

    let isTyping = false;
    let pause;
    let told = 0;
    function types(now) {
        clearTimeout(pause);
        if (now) pause = setTimeout(() => types(false), 5000);
        if (now === isTyping && (!now || Date.now() - told < 4000)) return;
        isTyping = now;
        told = Date.now();
        send(`${address}/signs`, { typing: now ? "1" : "0" }).catch(() => {});
    }

    let stream;
    function listen() {
        stream = new EventSource(`${address}/events?after=${last()}`);
        stream.addEventListener("message", (event) => add(JSON.parse(event.data)));
        stream.addEventListener("typing", (event) => {
            deskTypes = event.data.trim() === "1";
            show();
        });
        stream.addEventListener("read", (event) => {
            read = Math.max(read, Number(event.data));
            show();
        });
        stream.addEventListener("ended", () => {
            stream.close();
            location.reload();
        });
        stream.addEventListener("open", () => {
            isLost = false;
            show();
            flush();
        });
        stream.addEventListener("error", () => {
            isLost = true;
            show();
            // A browser gives up for good where the answer was no stream, such as while the desk starts.
            if (stream.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
        });
    }
    addEventListener("pagehide", () => {
        stream.close();
        navigator.sendBeacon(`${address}/signs`, new URLSearchParams({ gone: "1" }));
    });

    store(place, location.pathname);
    form.addEventListener("submit", (event) => {
        event.preventDefault();
        event.stopPropagation();
        say();
    });
    text.addEventListener("input", () => types(text.value !== ""));
    text.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        say();
    });
    document.addEventListener("visibilitychange", mark);
    addEventListener("pageshow", (event) => event.persisted && location.reload());
    for (const each of waiting) pend(each);
    lines.scrollTop = lines.scrollHeight;
    show();
    listen();
    mark();
    flush();
}

// The desk: the visitor sees that somebody writes, and Enter says it.
function answer(reply) {
    const text = reply.querySelector("textarea");
    const isThere = () => document.getElementById("chat-presence")?.dataset.there === "1";
    const isPublic = () => new FormData(reply).get("visibility") === "public";
    const csrf = reply.elements.csrf.value;
    let told = 0;
    text.addEventListener("input", () => {
        if (!isThere() || !isPublic() || Date.now() - told < 4000) return;
        told = Date.now();
        fetch(reply.action.replace(/replies$/, "typing"), {
            method: "POST", body: new URLSearchParams({ csrf, typing: "1" }), credentials: "same-origin",
        }).catch(() => {});
    });
    text.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing || !isThere() || !isPublic()) return;
        event.preventDefault();
        reply.requestSubmit();
    });
}

if (chat && !chat.dataset.over) visit();
if (chat?.dataset.over) store(place, null);
// In a frame that was opened anew the chat goes on.
if (start && store(place)) {
    fetch(store(place), { credentials: "same-origin" }).then((found) => {
        if (found.ok) location.replace(store(place));
        else store(place, null);
    }).catch(() => {});
}
const reply = document.getElementById("reply");
if (reply?.elements.key) answer(reply);
