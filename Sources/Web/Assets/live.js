// Brings changes in without a reload. The stream says only which ticket changed; what is shown is fetched, so
// nobody sees by the stream what they may not see by the page. Nothing moves under the pointer or the focus.

import { fetchPage, isBusy as isAt, ownAddress, say, showLost } from "./page.js";
import { merge } from "./merge.js";

const stream = document.body.dataset.live;
const queue = document.getElementById("queue");
const ticket = document.querySelector("[data-ticket]");
// A list whose parts are fetched as a whole: a customer's tickets.
const list = document.querySelector("[data-live-list]");
const pill = document.getElementById("news");
// Rows that are not in their place yet, by ticket: the row as it is now, or null for one that leaves.
const waiting = new Map();

// The queue

const isBusy = () => isAt(queue);
const order = (row) => Number(row?.dataset.order ?? NaN);

function place(row) {
    if (queue.dataset.from !== undefined && order(row) < Number(queue.dataset.from)) return;
    const after = [...queue.children].find((other) => order(other) > order(row));
    if (!after && queue.dataset.more && queue.children.length) return;
    queue.insertBefore(row, after ?? null);
    row.classList.add("arrived");
}

// Puts every row in its place. The row that has the focus keeps it.
function settle() {
    const focused = document.activeElement?.closest?.(".row")?.id;
    const wasPill = document.activeElement === pill;
    let first = null;
    for (const [id, row] of waiting) {
        const old = document.getElementById(`row-${id}`);
        keepTick(old, row);
        old?.remove();
        if (row) place(row);
        first ??= row?.isConnected ? row : null;
    }
    waiting.clear();
    showWaiting();
    document.dispatchEvent(new Event("duly:settled"));
    const row = (focused && document.getElementById(focused)) || (wasPill ? first ?? queue.firstElementChild : null);
    row?.querySelector(".subject").focus({ preventScroll: !wasPill });
}

function showWaiting() {
    const news = [...waiting].filter(([id, row]) => row && !document.getElementById(`row-${id}`)).length;
    const gone = [...waiting.values()].filter((row) => !row).length;
    const moved = waiting.size - news - gone;
    const parts = [[news, "new"], [moved, "moved"], [gone, "done"]].filter(([many]) => many);
    pill.hidden = waiting.size === 0;
    pill.textContent = parts.map(([many, what]) => `${many} ${what}`).join(", ");
}

function isBreaking(row) {
    return row.querySelector("[data-state=warning], [data-state=broken]") !== null;
}

// What is ticked stays ticked, however often its row is drawn anew.
function keepTick(old, row) {
    const [before, after] = [old?.querySelector(".row-tick input"), row?.querySelector(".row-tick input")];
    if (before && after) after.checked = before.checked;
}

const reply = (row) => row.querySelector(".replied time")?.dateTime ?? "";

// The row is shown as it is now; if it belongs elsewhere, it goes there when the pointer has left.
function update(old, row) {
    if (isBreaking(row) && !isBreaking(old)) say(`Breaking: ${row.querySelector(".subject").textContent}`);
    if (reply(row) > reply(old)) say(`Customer replied: ${row.querySelector(".subject").textContent}`);
    const [before, after] = [order(old.previousElementSibling), order(old.nextElementSibling)];
    const hadFocus = old.contains(document.activeElement);
    keepTick(old, row);
    old.replaceWith(row);
    if (hadFocus) row.querySelector(".subject").focus({ preventScroll: true });
    const isMoved = !queue.dataset.found && (order(row) < before || order(row) > after);
    if (isMoved) waiting.set(row.dataset.id, row.cloneNode(true));
    else waiting.delete(row.dataset.id);
}

function take(id, row) {
    const old = document.getElementById(`row-${id}`);
    if (row && old) {
        update(old, row);
    } else if (row && !queue.dataset.found) {
        if (!waiting.has(id)) say(`New: ${row.querySelector(".subject").textContent}`);
        waiting.set(id, row);
    } else if (old && !row) {
        old.classList.add("gone");
        waiting.set(id, null);
    } else {
        waiting.delete(id);
    }
}

function show() {
    if (isBusy()) showWaiting();
    else settle();
}

// A list that a refused form led to has the form's address.
const queueAddress = () => new URL(queue.dataset.address ?? location.href, location.href);

async function changeRow(id) {
    const page = await fetchPage(queue.dataset.rowBase + encodeURIComponent(id) + queueAddress().search);
    take(id, page?.querySelector(".row") ?? null);
    show();
}

async function changeSummary() {
    const page = await fetchPage("/queue/summary" + queueAddress().search);
    const found = page?.getElementById("found");
    if (found) document.getElementById("found")?.replaceWith(found);
    const part = page?.getElementById("summary");
    const old = document.getElementById("summary");
    if (!part || old.isEqualNode(part)) return;
    old.replaceWith(part);
    const replied = document.querySelector("[data-live=replied]");
    if (replied) replied.textContent = part.dataset.replied;
}

// All rows as they are now.
async function changeQueue() {
    const page = await fetchPage(queueAddress().href);
    const rows = new Map([...page.querySelectorAll(".row")].map((row) => [row.dataset.id, row]));
    for (const old of queue.querySelectorAll(".row")) if (!rows.has(old.dataset.id)) take(old.dataset.id, null);
    for (const [id, row] of rows) take(id, row);
    show();
}

// The ticket

async function changeTicket() {
    // An older part of the timeline is asked for again, and nothing else that stands in the address.
    const before = new URLSearchParams(location.search).get("before");
    const search = list ? location.search : before ? `?before=${encodeURIComponent(before)}` : "";
    const page = await fetchPage(ownAddress() + search);
    if (page) merge(page);
}

// One change after the other, so that an older answer never covers a newer one; what fails is tried again.
const asked = new Set();
let isWorking = false;

async function work() {
    isWorking = true;
    for (const id of asked) {
        asked.delete(id);
        try {
            if (ticket || list) await changeTicket();
            else if (id === "all") await changeQueue();
            else await changeRow(id);
        } catch {
            setTimeout(() => change(id), 5000);
        }
    }
    if (queue) await changeSummary().catch(() => {});
    isWorking = false;
    if (asked.size) work();
}

function change(id) {
    if (ticket && id !== ticket.dataset.ticket && id !== "all") return;
    asked.add(id);
    if (!isWorking) work();
}

// A browser gives a stream up for good when the desk answers it with anything but a stream, as while it starts.
function onEnd(source, again) {
    source.addEventListener("error", () => source.readyState === EventSource.CLOSED && setTimeout(again, 5000));
}

function start() {
    const source = new EventSource(ticket ? `${stream}?ticket=${ticket.dataset.ticket}` : stream);
    let broken;
    onEnd(source, start);
    source.addEventListener("ticket", (event) => {
        change(event.data.trim());
        document.dispatchEvent(new Event("duly:changed"));
    });
    source.addEventListener("presence", () => document.dispatchEvent(new Event("duly:presence")));
    source.addEventListener("error", () => {
        broken ??= setTimeout(() => showLost("No connection to the desk. What you see may be old; trying again."), 3000);
    });
    // Between the page and the stream, or while the line was broken, something may have been missed.
    source.addEventListener("open", () => {
        clearTimeout(broken);
        broken = undefined;
        showLost("");
        change("all");
        document.dispatchEvent(new Event("duly:changed"));
    });
    addEventListener("pagehide", () => source.close());
}

// Pages that show no tickets need the stream for the bell alone. One of them listens for all: a browser opens only a few
// lines to a desk, and each tab would hold one.
function share() {
    const others = "BroadcastChannel" in window ? new BroadcastChannel("duly:live") : null;
    const changed = () => document.dispatchEvent(new Event("duly:changed"));
    const listen = (over) => {
        const source = new EventSource(stream);
        for (const name of ["ticket", "open"]) {
            source.addEventListener(name, () => {
                changed();
                others?.postMessage(name);
            });
        }
        onEnd(source, over);
        addEventListener("pagehide", () => source.close());
    };
    others?.addEventListener("message", changed);
    // Whose line ended for good lets another tab listen, and waits for its own turn again.
    const queueUp = () => navigator.locks.request("duly:live", () => new Promise(listen)).then(queueUp);
    if (others && navigator.locks) queueUp();
    else listen(() => share());
}

if (stream) addEventListener("pageshow", (event) => event.persisted && location.reload());
if (stream && (queue || ticket || list)) start();
else if (stream && document.getElementById("bell")) share();
document.addEventListener("duly:stale", (event) => {
    change(event.target.closest("[data-id]")?.dataset.id ?? ticket?.dataset.ticket);
});
if (queue) {
    // Time enough to reach the pill, which is not part of the list.
    queue.addEventListener("pointerleave", () => {
        setTimeout(() => isBusy() || pill.matches(":hover") || settle(), 800);
    });
    queue.addEventListener("focusout", () => setTimeout(() => isBusy() || document.activeElement === pill || settle()));
    pill.addEventListener("click", settle);
    document.addEventListener("duly:settle", settle);
}
