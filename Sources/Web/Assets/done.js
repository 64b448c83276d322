// What was done is said where the act was, also on the page that it led to.

import { pinned, say } from "./page.js";

// Milliseconds for which a line says it.
const shown = 10_000;
const place = "duly:done";

export function tell(title, before) {
    const line = document.createElement("p");
    line.className = "done";
    line.textContent = `Done: ${title}.`;
    before?.before(line);
    setTimeout(() => pinned(() => line.remove()), shown);
    say(line.textContent);
}

// The page that opens says what was done.
export function leave(url, title) {
    try {
        if (title) sessionStorage.setItem(place, JSON.stringify({ title, at: Date.now() }));
    } catch {
        // This browser keeps nothing: the page shows by itself what was done.
    }
    if (url.pathname === location.pathname && url.search === location.search) location.reload();
    else location.assign(url);
}

// What the page before has done.
export function tellDone() {
    try {
        const { title, at } = JSON.parse(sessionStorage.getItem(place) ?? "{}");
        sessionStorage.removeItem(place);
        if (!title || Date.now() - at > shown) return;
        tell(title, document.querySelector("#main .ticket-head")?.nextElementSibling);
        document.getElementById("main").focus({ preventScroll: true });
    } catch {
        // This browser keeps nothing.
    }
}
