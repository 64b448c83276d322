// What one has sent and the page does not show yet. It stands at the end of the thread, says how it goes, and leaves in
// the same change in which the page brings the true one: the desk's page names the keys of what it has done.

import { say } from "./page.js";

const thread = document.getElementById("timeline");
const waiting = new Map();

// Also where the page came without a secure line, which has no `randomUUID`.
export function newKey() {
    return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function part(name, className, words) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = words;
    return made;
}

function reader() {
    return document.querySelector("header.top .reader")?.textContent ?? "You";
}

// As the true one will look, so that nothing jumps when it comes.
function draw(said) {
    const entry = document.createElement("li");
    entry.className = "entry pending";
    entry.dataset.kind = said.kind;
    const isFact = said.kind === "fact";
    const state = part("span", isFact ? "detail" : "delivery", "");
    const words = part(isFact ? "span" : "div", isFact ? "fact-words" : "said", said.words);
    words.dir = "auto";
    const whole = document.createElement(isFact ? "p" : "article");
    if (isFact) {
        whole.className = "fact";
        whole.append(words, " ", state);
    } else {
        const head = document.createElement("header");
        const kind = said.kind === "note" ? "Internal note by" : "Public reply by";
        head.append(part("strong", "from", reader()), part("span", "kind", kind), state);
        whole.setAttribute("aria-label", `${kind} ${reader()}`);
        whole.append(head, words);
        if (said.files?.length) whole.append(part("p", "detail", `With ${said.files.join(", ")}`));
    }
    entry.append(whole);
    return { entry, state };
}

export class Pending {
    // `said` has kind (reply, note or fact) and words; `arrived` is called when the page shows the true one.
    constructor(said, arrived = () => {}) {
        this.said = said;
        this.arrived = arrived;
        this.isGone = false;
        Object.assign(this, draw(said));
    }

    sending(key) {
        this.rename(key);
        this.entry.id = `pending-${key}`;
        this.entry.classList.remove("unsent");
        this.entry.querySelector(".again")?.remove();
        this.state.textContent = this.said.kind === "fact" ? "Being saved …" : "Sending …";
        thread.append(this.entry);
    }

    // What it is to be sent under from now on.
    rename(key) {
        waiting.delete(this.key);
        this.key = key;
        if (!this.isGone) waiting.set(key, this);
    }

    // The desk has it; the page is about to show it.
    sent() {
        this.state.textContent = this.said.kind === "fact" ? "Saved" : "Sent";
    }

    // `ways` are what can be done about it now, each a label and what a press does.
    failed(why, ways) {
        const what = this.said.kind === "fact" ? "Not done" : "Not sent";
        this.entry.classList.add("unsent");
        this.state.textContent = what;
        const line = part("div", "again", "");
        line.append(part("p", "", why));
        for (const [label, press] of ways) {
            const button = part("button", line.querySelector("button") ? "quiet" : "", label);
            button.type = "button";
            button.addEventListener("click", press);
            line.append(button);
        }
        this.entry.querySelector(".again")?.remove();
        this.entry.append(line);
        say(`${what}: ${why}`);
    }

    gone() {
        const hadFocus = this.entry.contains(document.activeElement);
        this.isGone = true;
        waiting.delete(this.key);
        this.entry.remove();
        const next = document.getElementById("reply-text") ?? document.getElementById("main");
        if (hadFocus) next.focus({ preventScroll: true });
    }
}

// Those of these keys that wait here are over; gives how many. The caller shows the true ones in the same change.
export function arrive(keys) {
    let count = 0;
    for (const key of keys) {
        const pending = waiting.get(key);
        if (!pending) continue;
        pending.gone();
        pending.arrived();
        count += 1;
    }
    return count;
}

export function keysOf(page) {
    return (page.querySelector("[data-ticket]")?.dataset.sent ?? "").split(" ").filter(Boolean);
}
