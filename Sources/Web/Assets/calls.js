// Runs the timer of a call. It counts from the desk's time, whatever the clock of this computer says; without it the form
// has two fields for the times. A call that has begun follows who is in it from page to page, until it is logged or
// discarded; in two tabs it is one call.

import { discard, read as keptIn } from "./kept.js";

const form = document.getElementById("call-form");
const reader = document.body.dataset.reader ?? "";
const place = `duly:calls:${reader}`;
// By it the desk shows the call at the head of every page.
const cookie = "duly-call";
// Wall seconds. Nobody is in a call for longer.
const longest = 86_400;

function iso(seconds) {
    return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

function length(seconds) {
    const passed = Math.max(0, seconds);
    const [hours, minutes] = [Math.floor(passed / 3600), Math.floor(passed / 60) % 60];
    const head = hours ? `${hours}:${String(minutes).padStart(2, "0")}` : `${minutes}`;
    return `${head}:${String(passed % 60).padStart(2, "0")}`;
}

function readCalls() {
    try {
        return JSON.parse(localStorage.getItem(place)) ?? {};
    } catch {
        return {};
    }
}

function writeCalls(calls) {
    try {
        if (Object.keys(calls).length) localStorage.setItem(place, JSON.stringify(calls));
        else localStorage.removeItem(place);
    } catch {
        // This browser keeps nothing: the call lives as long as its page.
    }
    const [contact, call] = Object.entries(calls).sort(([, one], [, other]) => other.start - one.start)[0] ?? [];
    const secure = location.protocol === "https:" ? "; Secure" : "";
    const words = call ? [reader, contact, call.start, call.end ?? 0, call.ticket || 0].join(".") : "";
    document.cookie = `${cookie}=${words}; Path=/; SameSite=Lax; Max-Age=${call ? longest : 0}${secure}`;
}

function change(contact, call) {
    const calls = readCalls();
    if (call) calls[contact] = call;
    else delete calls[contact];
    writeCalls(calls);
}

function run() {
    const [timer, stop] = ["timer", "timer-stop"].map((id) => document.getElementById(id));
    const [began, ended] = ["started", "ended"].map((name) => form.elements[name]);
    const [base, arrived] = [Number(form.dataset.now), performance.now()];
    const now = () => base + Math.floor((performance.now() - arrived) / 1000);
    const contact = form.dataset.call;
    const ticket = Number(new URLSearchParams(location.search).get("ticket")) || 0;
    let call = null;
    let dropped = null;
    // Whether the times in the fields are the timer's.
    let isFilled = false;

    function set(next) {
        call = next;
        change(contact, call);
        draw();
    }
    const anew = () => set({ start: now(), end: null, ticket });

    // The call as it was when its page was left; or the one that began while somebody was looking for who calls.
    function begin() {
        const calls = readCalls();
        const known = form.dataset.was === "taken" ? null : calls[contact];
        const looked = contact !== "0" && !known ? calls[0] : null;
        const isOld = ({ start }) => now() - start > longest || start > now() + 60;
        if (looked && !localStorage.getItem(`duly:kept:${reader}:call-0`) && !isOld(looked)) {
            change("0", null);
            set({ ...looked, end: null, ticket });
        } else if (known && !isOld(known)) {
            set(known);
        } else {
            anew();
        }
    }

    const isTyped = () => began.value.trim() !== "" || ended.value.trim() !== "";
    function draw() {
        timer.hidden = isTyped();
        const words = call ? length((call.end ?? now()) - call.start) : "0:00";
        document.getElementById("timer-time").textContent = words;
        stop.hidden = !call;
        stop.textContent = call?.end == null ? "Hang up" : "Go on";
    }

    stop.addEventListener("click", () => set({ ...call, end: call.end === null ? now() : null }));
    document.getElementById("timer-anew").addEventListener("click", anew);
    document.getElementById("timer-discard").addEventListener("click", () => discard(form));
    form.addEventListener("duly:sending", () => {
        if (isTyped() || !call) return;
        set({ ...call, end: call.end ?? now() });
        [began.value, ended.value, isFilled] = [iso(call.start), iso(call.end), true];
    });
    form.addEventListener("duly:refused", () => {
        if (isFilled) [began.value, ended.value, isFilled] = ["", "", false];
        draw();
    });
    form.addEventListener("duly:dropped", () => {
        dropped = call;
        set(null);
    });
    form.addEventListener("duly:undropped", () => set(dropped));
    form.addEventListener("duly:taken", () => set(null));
    addEventListener("storage", (event) => {
        if (event.key !== place) return;
        call = readCalls()[contact] ?? null;
        draw();
    });
    // Nobody speaks yet while one only looks for who calls.
    const closed = form.closest("details:not([open])");
    if (closed && readCalls()[contact]) closed.open = true;
    if (!closed || closed.open || keptIn(form)) begin();
    else closed.addEventListener("toggle", () => call ?? begin());
    setInterval(draw, 500);
    draw();
}

// The call at the head of another page.
function follow() {
    const line = document.getElementById("on-call");
    if (!line) return;
    const [passed, arrived] = [Number(line.dataset.passed), performance.now()];
    const over = () => {
        // Its place stays until the page is left, so that nothing moves.
        line.querySelector("a").hidden = true;
        writeCalls(readCalls());
    };
    const isHere = () => Object.keys(readCalls()).length > 0;
    if (!isHere()) over();
    addEventListener("storage", (event) => event.key === place && !isHere() && over());
    if (line.dataset.ended) return;
    setInterval(() => {
        const since = Math.floor((performance.now() - arrived) / 1000);
        line.querySelector(".on-call-time").textContent = length(passed + since);
    }, 1000);
}

// Only what the agreement asks in the chosen category is shown.
function narrow() {
    const category = form.elements.category?.value;
    for (const part of form.querySelectorAll("fieldset[data-category]")) {
        part.hidden = part.dataset.category !== category || form.elements.outcome?.value.match(/^\d+$/);
    }
}

if (form) {
    if (!form.dataset.timed) run();
    form.addEventListener("change", narrow);
    form.addEventListener("duly:filled", narrow);
    narrow();
}
follow();
