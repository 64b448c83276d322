// Brings changes in without a reload. The stream says only which ticket changed; what is shown is fetched, so
// nobody sees by the stream what they may not see by the page. Nothing moves under the pointer or the focus.

const stream = document.body.dataset.live;
const queue = document.getElementById("queue");
const ticket = document.querySelector("[data-ticket]");
const pill = document.getElementById("news");
const title = document.title;
const waiting = new Map();
let unseen = 0;

function say(words) {
    document.getElementById("said").textContent = words;
}

function count() {
    if (!document.hidden) return;
    unseen += 1;
    document.title = `(${unseen}) ${title}`;
}

document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    unseen = 0;
    document.title = title;
});

async function fetchPart(address) {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, credentials: "same-origin" });
    if (answer.status === 204 || answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${answer.status}`);
    return new DOMParser().parseFromString(await answer.text(), "text/html").body.firstElementChild;
}

// The queue

function isBusy() {
    return queue.matches(":hover") || queue.contains(document.activeElement);
}

function place(row) {
    const order = Number(row.dataset.order);
    const after = [...queue.children].find((other) => Number(other.dataset.order) > order);
    if (!after && queue.dataset.more && queue.children.length) return;
    document.querySelector("main > .empty")?.remove();
    queue.insertBefore(row, after ?? null);
    row.classList.add("arrived");
}

function settle() {
    for (const [id, row] of waiting) {
        document.getElementById(`row-${id}`)?.remove();
        if (row) place(row);
    }
    waiting.clear();
    showWaiting();
}

function showWaiting() {
    const news = [...waiting].filter(([id, row]) => row && !document.getElementById(`row-${id}`)).length;
    pill.hidden = waiting.size === 0;
    pill.textContent = news ? `${news} new` : `${waiting.size} changed place`;
}

// The row is shown as it is now; if it belongs elsewhere, it goes there when the pointer has left.
function update(old, row) {
    const order = Number(row.dataset.order);
    const before = Number(old.previousElementSibling?.dataset.order ?? -Infinity);
    const after = Number(old.nextElementSibling?.dataset.order ?? Infinity);
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(row);
    if (hadFocus) row.querySelector(".subject").focus({ preventScroll: true });
    if (order < before || order > after) waiting.set(row.dataset.id, row.cloneNode(true));
    else waiting.delete(row.dataset.id);
}

async function changeRow(id) {
    const row = await fetchPart(queue.dataset.rowBase + encodeURIComponent(id) + location.search);
    const old = document.getElementById(`row-${id}`);
    if (row && old) {
        update(old, row);
    } else if (row) {
        waiting.set(id, row);
        count();
        say(`New: ${row.querySelector(".subject").textContent}`);
    } else if (old) {
        old.classList.add("gone");
        waiting.set(id, null);
    } else {
        waiting.delete(id);
    }
    if (isBusy()) showWaiting();
    else settle();
}

// The ticket

function merge(old, part) {
    for (const child of [...part.children]) {
        const known = child.id && document.getElementById(child.id);
        if (!known) {
            child.classList.add("arrived");
            old.append(child);
            if (child.dataset.kind === "incoming") say(`New message from ${child.querySelector(".from").textContent}`);
        } else if (!known.contains(document.activeElement) && !known.isEqualNode(child)) {
            const isOpen = [...known.querySelectorAll("details")].map((details) => details.open);
            child.querySelectorAll("details").forEach((details, index) => (details.open = isOpen[index] ?? false));
            known.replaceWith(child);
        }
    }
}

async function changeTicket() {
    for (const old of document.querySelectorAll("[data-part]")) {
        const part = await fetchPart(old.dataset.part);
        if (part) merge(old, part);
    }
    count();
}

// One change after the other, so that an older answer never covers a newer one.
let last = Promise.resolve();
function change(id) {
    last = last.then(async () => {
        if (queue) await changeRow(id);
        else if (ticket?.dataset.ticket === id) await changeTicket();
    }).catch(() => {});
}

// After a broken line something may have been missed: take the list as it is now.
async function catchUp() {
    if (ticket) return change(ticket.dataset.ticket);
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const ids = new Set([...page.querySelectorAll(".row"), ...queue.querySelectorAll(".row")].map((row) => row.dataset.id));
    for (const id of ids) change(id);
}

function start() {
    const source = new EventSource(stream);
    let wasBroken = false;
    source.addEventListener("ticket", (event) => change(event.data.trim()));
    source.addEventListener("error", () => (wasBroken = true));
    source.addEventListener("open", () => {
        if (wasBroken) catchUp();
        wasBroken = false;
    });
    addEventListener("pagehide", () => source.close());
    addEventListener("pageshow", (event) => event.persisted && location.reload());
}

if (stream && (queue || ticket)) start();
document.addEventListener("duly:stale", (event) => {
    change(event.target.closest("[data-id]")?.dataset.id ?? ticket?.dataset.ticket);
});
if (queue) {
    // Time enough to reach the pill, which is not part of the list.
    queue.addEventListener("pointerleave", () => {
        setTimeout(() => isBusy() || pill.matches(":hover") || settle(), 800);
    });
    queue.addEventListener("focusout", () => setTimeout(() => isBusy() || settle()));
    pill.addEventListener("click", settle);
}
