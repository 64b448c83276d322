// Single keys for those who live here. They can be turned off in the list that `?` shows, never act inside a
// field, and never together with Ctrl, Alt or Meta.

import { takeBack } from "./held.js";
import { ownAddress, say } from "./page.js";
import { openPalette } from "./palette.js";
import { take } from "./taking.js";
import { goToActs, tickFocused } from "./ticks.js";

const help = document.getElementById("keys");
const tick = document.getElementById("keys-on");
let isGoing = false;

function isOn() {
    try {
        return localStorage.getItem("duly:keys") !== "off";
    } catch {
        return true;
    }
}

// Where the queue that was left last leads on from the ticket that is shown.
function goOn(step) {
    const rows = queued();
    const at = rows.indexOf(ownAddress());
    const next = at < 0 ? undefined : rows[at + step];
    if (next) return location.assign(next);
    const where = step > 0 ? "after" : "before";
    say(rows.length ? `No ticket ${where} this one in the queue you came from.` : "You came from no queue.");
}

function queued() {
    try {
        return JSON.parse(sessionStorage.getItem("duly:queued") ?? "[]");
    } catch {
        return [];
    }
}

function keepQueue() {
    const rows = [...document.querySelectorAll("#queue .row .subject")].map((row) => new URL(row.href).pathname);
    try {
        if (rows.length) sessionStorage.setItem("duly:queued", JSON.stringify(rows));
    } catch {
        // This browser keeps nothing: a ticket then leads on to no other.
    }
}

function move(step) {
    const rows = [...document.querySelectorAll(".row .subject")];
    if (document.querySelector("[data-ticket]")) return goOn(step);
    if (!rows.length) return;
    const at = rows.findIndex((row) => row.closest(".row").contains(document.activeElement));
    const to = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
    rows[to].focus();
    rows[to].closest(".row").scrollIntoView({ block: "nearest" });
}

function write(visibility) {
    const choice = document.getElementById(`visibility-${visibility}`);
    if (!choice) return;
    choice.checked = true;
    choice.dispatchEvent(new Event("input", { bubbles: true }));
    document.getElementById("reply-text").focus();
}

function act(name) {
    const form = document.getElementById(`act-${name}`);
    if (!form) return;
    form.open = true;
    form.querySelector("textarea, select, input:not([type=hidden])")?.focus();
}

// What is typed as a reply can resolve; it is not typed twice.
function resolve() {
    const button = document.getElementById("reply-resolve");
    const isTyped = document.getElementById("reply-text")?.value.trim();
    if (isTyped && button?.getClientRects().length) button.focus();
    else act("resolve");
}

function why() {
    const proofs = [...document.querySelectorAll(".why")];
    const next = proofs.find((proof) => !proof.open) ?? proofs[0];
    if (!next) return;
    next.open = true;
    next.querySelector("summary").focus();
}

function choose(only) {
    if (document.body.dataset.palette) openPalette(only);
}

const does = {
    ":": () => choose(),
    c: () => choose("canned"),
    x: () => tickFocused(false),
    X: () => tickFocused(true),
    b: goToActs,
    e: () => act("escalate"),
    i: () => act("request"),
    m: take,
    s: () => act("severity"),
    t: () => act("assign"),
    v: resolve,
    j: () => move(1),
    k: () => move(-1),
    r: () => write("public"),
    n: () => write("internal"),
    a: () => act("acknowledge"),
    w: why,
    z: takeBack,
    u: () => document.dispatchEvent(new Event("duly:settle")),
    "/": () => {
        const search = document.getElementById("search");
        if (search) search.focus();
        else location.assign("/queue#search");
    },
    "?": () => help.togglePopover(),
};

function press(event) {
    const isField = event.target.closest("input:not([type=checkbox], [type=radio]), textarea, select");
    if (event.key === "Escape" && isField) return event.target.blur();
    if (isField || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !isOn()) return;
    if (isGoing && event.key === "q") return location.assign("/queue");
    isGoing = event.key === "g";
    const doIt = Object.hasOwn(does, event.key) && does[event.key];
    if (!doIt) return;
    event.preventDefault();
    doIt();
}

addEventListener("pagehide", keepQueue);
if (help) {
    document.addEventListener("keydown", press);
    tick.checked = isOn();
    tick.addEventListener("change", () => {
        try {
            localStorage.setItem("duly:keys", tick.checked ? "on" : "off");
        } catch {
            tick.checked = true;
        }
    });
    if (location.hash === "#search") document.getElementById("search")?.focus();
}
