// The bell: its count follows what comes and what was seen, here and in other tabs, and stands before the title.
// Its list opens over the page, and what it showed is seen.

import { chatCount, takeChats } from "./chats.js";
import { fetchPage, say } from "./page.js";

const over = document.getElementById("bell-over");
const title = document.title;
// Of many changes at once the last is asked about.
const every = 1000;
const later = 5000;
const others = "BroadcastChannel" in window ? new BroadcastChannel("duly:bell") : null;
let asking;

const mark = () => document.getElementById("bell");
const count = () => Number(mark()?.dataset.count ?? 0);

function showTitle() {
    const chats = chatCount();
    const parts = [
        chats ? `${chats} ${chats === 1 ? "chat" : "chats"}` : "",
        count() ? mark().querySelector(".bell-count").textContent : "",
    ].filter(Boolean);
    document.title = parts.length ? `(${parts.join(", ")}) ${title}` : title;
}

async function ask() {
    asking = undefined;
    const page = await fetchPage("/bell/count").catch(() => null);
    if (!page) return;
    takeBell(page.getElementById("bell"));
    takeChats(page);
    showTitle();
}

function takeBell(found) {
    const old = mark();
    if (!found || old.dataset.count === found.dataset.count) return;
    if (Number(found.dataset.count) > count() && !document.getElementById("queue")) say(found.getAttribute("aria-label"));
    // The same element, which may have the focus.
    for (const name of ["data-count", "title", "aria-label"]) old.setAttribute(name, found.getAttribute(name));
    old.querySelector(".bell-count").textContent = found.querySelector(".bell-count").textContent;
}

function askSoon() {
    asking ??= setTimeout(ask, every);
}

async function see(form) {
    // Also when one follows a link of the list at once: by then nobody is left here to tell the other tabs.
    others?.postMessage("seen");
    const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin", keepalive: true,
    });
    if (!answer.ok) return;
    others?.postMessage("seen");
    askSoon();
}

async function open() {
    const list = (await fetchPage("/bell"))?.getElementById("bell-news");
    if (!list) return location.assign("/bell");
    const form = list.querySelector("form");
    form?.remove();
    over.replaceChildren(list);
    over.showPopover();
    mark().setAttribute("aria-expanded", "true");
    const first = over.querySelector("a") ?? over;
    first.focus();
    if (form) see(form).catch(() => {});
}

if (mark() && over) {
    showTitle();
    over.tabIndex = -1;
    document.addEventListener("duly:changed", askSoon);
    others?.addEventListener("message", () => {
        askSoon();
        // The desk may learn of it later than the tab that said so, which may be gone.
        setTimeout(askSoon, later);
    });
    mark().addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
        event.preventDefault();
        // The page of the list itself has it already.
        if (!over.matches(":popover-open") && document.getElementById("bell-news")) return location.reload();
        if (over.matches(":popover-open")) over.hidePopover();
        else open().catch(() => location.assign("/bell"));
    });
    over.addEventListener("toggle", (event) => {
        if (event.newState === "open") return;
        mark().setAttribute("aria-expanded", "false");
        if (over.contains(document.activeElement) || document.activeElement === document.body) mark().focus();
    });
}
