// Single keys for those who live here. They can be turned off in the list that `?` shows, never act inside a
// field, and never together with Ctrl, Alt or Meta.

import { takeBack } from "./held.js";
import { openPalette } from "./palette.js";
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

function move(step) {
    const rows = [...document.querySelectorAll(".row .subject")];
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
    s: () => act("severity"),
    t: () => act("assign"),
    v: () => act("resolve"),
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
