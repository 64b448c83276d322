// A ticket's page as it changes. What one points at or writes in stays where it is: what would move it waits
// behind a pill until it is asked for, or until nobody is at the page.

import { arrive, keysOf } from "./pending.js";
import { isBusy, pinned, say } from "./page.js";

const ticket = document.querySelector("[data-ticket]");
// A list whose parts are fetched as a whole: a customer's tickets.
const list = document.querySelector("[data-live-list]");
const pill = document.getElementById("news");
// What one did oneself is expected, and comes in at once; also on the page that a form led to.
const ownFor = 20_000;
const ownAt = "duly:own";
const told = new Set();
let latest = null;
let heldBack = 0;
let fresh = 0;
let moved = false;
// What replaces one that was under way comes without a sign of its own.
let replaced = 0;

function own(when) {
    try {
        if (when) sessionStorage.setItem(ownAt, String(when));
        return Number(sessionStorage.getItem(ownAt) ?? 0);
    } catch {
        return when ?? 0;
    }
}

// What comes in the next seconds is one's own.
export function expectOwn() {
    own(Date.now());
}

export const isOwnTime = () => Date.now() - own() < ownFor;
const isInChat = () => document.getElementById("chat-presence")?.dataset.there === "1";

// What a person has opened or writes in is left as it is.
function isInUse(part) {
    const kept = "details:has(form[data-keeps] .draft-state:not(:empty))";
    return part.contains(document.activeElement) || part.matches(`details[open], [data-busy], ${kept}`);
}

// Whether what stands below this height is seen, and would be moved.
function isSeen(bottom) {
    return bottom > 0 && bottom < innerHeight;
}

// Puts the part in place of the old one, unless somebody is there and its height would change.
function exchange(old, part, isFree) {
    const [before, bottom] = [old.offsetHeight, old.getBoundingClientRect().bottom];
    old.replaceWith(part);
    if (isFree || part.offsetHeight === before || !isSeen(bottom)) return;
    part.replaceWith(old);
    heldBack += 1;
}

function tell(child) {
    if (child.dataset.kind !== "incoming" || told.has(child.id)) return;
    told.add(child.id);
    say(`New message from ${child.querySelector(".from").textContent}`);
}

function insert(old, child, last, isFree) {
    tell(child);
    const place = last ?? old.firstElementChild;
    const edge = place?.getBoundingClientRect().bottom ?? old.getBoundingClientRect().top;
    const isExpected = isFree || (isOwnTime() && child.dataset.kind !== "incoming");
    if (!isExpected && isSeen(edge)) {
        heldBack += 1;
        if (child.matches(".entry")) fresh += 1;
        return;
    }
    if (!replaced) child.classList.add("arrived");
    if (last) last.after(child);
    else old.prepend(child);
}

// Those of the page from before the first that the desk still shows: its window moves on, the page keeps them.
function older(old, part) {
    if (old.id !== "timeline") return [];
    const first = [...part.children].map((child) => document.getElementById(child.id)).find(Boolean);
    const all = [...old.children];
    // Where nothing of the page is left, what stood before it is reached by the link of the new one.
    if (!first && all.length && part.children.length) moved = true;
    return first ? all.slice(0, all.indexOf(first)) : [];
}

function mergeList(old, part, isFree) {
    const kept = older(old, part);
    for (const child of [...old.children]) {
        if (!child.id || child.matches(".pending") || kept.includes(child) || isInUse(child)) continue;
        if (part.querySelector(`#${CSS.escape(child.id)}`)) continue;
        if (isFree || isOwnTime() || !isSeen(child.getBoundingClientRect().bottom)) child.remove();
        else heldBack += 1;
    }
    let last = kept.at(-1) ?? null;
    for (const child of [...part.children]) {
        const known = document.getElementById(child.id);
        if (!known) insert(old, child, last, isFree);
        else if (!isInUse(known) && !known.isEqualNode(child)) {
            const isOpen = [...known.querySelectorAll("details")].map((details) => details.open);
            child.querySelectorAll("details").forEach((details, index) => (details.open = isOpen[index] ?? false));
            exchange(known, child, isFree || isOwnTime());
        }
        last = document.getElementById(child.id) ?? last;
    }
}

// The part as it is now. A link that has the focus keeps it.
function replaceList(old, part) {
    if (old.isEqualNode(part)) return;
    const focused = old.contains(document.activeElement) && document.activeElement.getAttribute("href");
    old.replaceWith(part);
    if (focused) part.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

// What is over goes even from under the focus, which moves to where one writes. Its place stays until one leaves.
function pass(old, part, isFree) {
    // Only what the reader can still take back is the reader's own.
    if (part.querySelector("form:not([data-discards])")) own(Date.now());
    const isSame = [...part.children].map((each) => each.id).join() === [...old.children].map((each) => each.id).join();
    if (old.isEqualNode(part) || isSame) return;
    const hadFocus = old.contains(document.activeElement);
    old.style.minBlockSize = isFree ? "" : `${old.offsetHeight}px`;
    old.replaceChildren(...part.children);
    if (!hadFocus) return;
    (old.querySelector("button") ?? document.getElementById("reply-text"))?.focus({ preventScroll: true });
}

function showPill() {
    if (!pill) return;
    pill.hidden = heldBack === 0;
    pill.textContent = fresh ? `${fresh} new` : "Changed";
}

// What shows an act before the desk has answered is not set back by a page of before it.
function isHoped(part) {
    return document.querySelector(".entry.pending:not(.unsent)") && part.querySelector("[aria-busy]");
}

function mergeAll(page, isFree) {
    [heldBack, fresh] = [0, 0];
    replaced = arrive(keysOf(page));
    for (const old of document.querySelectorAll("[data-part]")) {
        const part = page.getElementById(old.id);
        if (!part) continue;
        if (list) replaceList(old, part);
        else if (old.dataset.part === "list") mergeList(old, part, isFree);
        else if (old.dataset.part === "passing") pass(old, part, isFree);
        else if (!isInUse(old) && !isHoped(old) && !old.isEqualNode(part)) exchange(old, part, isFree || isOwnTime());
    }
    if (moved) document.getElementById("earlier")?.replaceWith(page.getElementById("earlier") ?? "");
    moved = false;
    showPill();
}

export function merge(page) {
    latest = page.cloneNode(true);
    pinned(() => mergeAll(page, !ticket || !isBusy(ticket) || isInChat()));
}

// All that waits, in its place. Who asked for it by the pill goes on at the first of it.
export function settle() {
    if (!latest || !heldBack) return;
    const wasPill = document.activeElement === pill;
    const before = new Set([...document.querySelectorAll(".entry")].map((entry) => entry.id));
    pinned(() => mergeAll(latest.cloneNode(true), true));
    if (!wasPill) return;
    const first = [...document.querySelectorAll(".entry")].find((entry) => !before.has(entry.id));
    const place = first ?? document.getElementById("main");
    if (first) first.tabIndex = -1;
    place.focus();
}

if (ticket) {
    document.addEventListener("submit", expectOwn, true);
    const leave = () => isBusy(ticket) || pill?.matches(":hover") || document.activeElement === pill || settle();
    ticket.addEventListener("pointerleave", () => setTimeout(leave, 800));
    ticket.addEventListener("focusout", () => setTimeout(leave));
    pill?.addEventListener("click", settle);
    document.addEventListener("duly:settle", settle);
}
