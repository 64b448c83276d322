// An act shows what it does at once. When the desk refuses it, or can't be reached, what was shown is taken back
// and the form says so, with all that was typed. Without this module the form is sent and the page comes back.

const ticket = document.querySelector("[data-ticket]");
const patience = 20_000;
const levels = ["low", "normal", "high", "critical"];

function chosen(form, name) {
    const field = form.elements[name];
    return field?.selectedOptions?.[0]?.textContent.trim() ?? field?.value.trim() ?? "";
}

function wordsOf(form, name) {
    return form.elements[name]?.value.trim() ?? "";
}

// Something of the page as it is about to be; gives how to take it back.
function change(id, body) {
    const part = document.getElementById(id);
    if (!part) return () => {};
    const before = part.cloneNode(true);
    body(part);
    part.setAttribute("aria-busy", "true");
    return () => document.getElementById(id)?.replaceWith(before);
}

function holds(form) {
    const who = form.elements.person?.value ? chosen(form, "person") : "Unassigned";
    return change("holder", (part) => {
        part.textContent = who;
        part.classList.toggle("nobody", !form.elements.person?.value);
    });
}

function weighs(form) {
    const level = levels.indexOf(form.elements.severity.value) + 1;
    return change("severity-now", (part) => {
        const mark = part.querySelector(".severity");
        if (!mark || !level) return;
        mark.dataset.level = level;
        mark.querySelector("use").setAttribute("href", `#strokes-${level}`);
        mark.lastChild.textContent = chosen(form, "severity");
    });
}

// A line of the timeline that is not yet one: a fact, or the message itself.
function line(words, isMessage) {
    const entry = document.createElement("li");
    entry.id = "entry-pending";
    entry.className = "entry pending";
    const part = document.createElement(isMessage ? "article" : "p");
    const said = document.createElement(isMessage ? "div" : "span");
    said.className = isMessage ? "said" : "fact-words";
    said.dir = "auto";
    said.textContent = words;
    const state = document.createElement("span");
    state.className = "detail";
    state.textContent = "being saved";
    part.className = isMessage ? "" : "fact";
    part.append(said, " ", state);
    entry.append(part);
    document.getElementById("timeline").append(entry);
    return () => entry.remove();
}

// By act: what is shown before the desk has answered.
const shows = {
    "act-assign": (form) => [
        holds(form),
        line(form.elements.person?.value ? `Given to ${chosen(form, "person")}` : "Given to nobody yet"),
    ],
    "act-severity": (form) => [weighs(form), line(`Severity set to ${chosen(form, "severity")}`)],
    "act-escalate": (form) => [line(`Escalated to ${chosen(form, "tier")}: ${wordsOf(form, "reason")}`)],
    "act-acknowledge": (form) => [line(wordsOf(form, "text"), true)],
};

function showTicked(form) {
    const lines = [...document.querySelectorAll(".went-well li")].map((each) => {
        const state = document.createElement("span");
        state.className = "detail pending";
        state.textContent = ` ${form.querySelector("button[type=submit]").textContent.trim()}: being done`;
        each.append(state);
        return state;
    });
    return lines.map((each) => () => each.remove());
}

function refusal(what, remedy) {
    const box = document.createElement("div");
    box.className = "refusal";
    box.setAttribute("role", "alert");
    box.dataset.refusal = "";
    const strong = document.createElement("strong");
    strong.textContent = what;
    const lines = [document.createElement("p"), document.createElement("p")];
    lines[0].append(strong);
    lines[1].textContent = remedy;
    box.append(...lines);
    return box;
}

function mayBeSentAgain(form) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
}

// The form stands open again, with what was typed, and says why.
function fail(act, form, box) {
    mayBeSentAgain(form);
    form.querySelector("[data-refusal]")?.remove();
    form.prepend(box);
    act.open = true;
    form.querySelector("button[type=submit]").focus();
    box.scrollIntoView({ block: "nearest" });
}

async function ask(form) {
    const answer = await fetch(form.action, {
        method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin",
        headers: { Accept: "text/html" }, signal: AbortSignal.timeout(patience),
    });
    return { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
}

// The desk's own words for why not: its page has the same form, with the refusal in it.
function refused(act, form, page) {
    const box = page.querySelector(`#${act.id} [data-refusal]`) ?? page.querySelector("[data-refusal]");
    if (box) return fail(act, form, document.importNode(box, true));
    const what = page.querySelector("h1, .empty strong")?.textContent.trim() || "The desk did not do it.";
    fail(act, form, refusal(what, "Nothing was changed. Open the ticket again to see how it stands."));
}

function taken(act, form, answer, page) {
    const to = new URL(answer.url);
    if (!ticket) {
        const main = document.getElementById("main");
        main.replaceWith(document.importNode(page.getElementById("main"), true));
        document.getElementById("main").focus();
        return;
    }
    if (to.pathname !== location.pathname) return location.assign(to);
    form.reset();
    mayBeSentAgain(form);
    ticket.dispatchEvent(new Event("duly:stale", { bubbles: true }));
}

async function hope(act, form, show) {
    form.dataset.sent = "1";
    const undo = show(form);
    const takeBack = () => undo.forEach((each) => each());
    form.querySelector("[data-refusal]")?.remove();
    act.open = false;
    document.getElementById("main").focus({ preventScroll: true });
    let got;
    try {
        got = await ask(form);
    } catch {
        takeBack();
        return fail(
            act, form,
            refusal(
                "The desk can't be reached, so nothing is shown as done.",
                "What you typed is still here. Send it again when the line is back; the page then shows how it stands."));
    }
    const { answer, page } = got;
    if (answer.redirected && new URL(answer.url).pathname.startsWith("/sign-in")) {
        takeBack();
        return fail(act, form, refusal("You are signed out, so it was not done.", "Sign in in another tab, then send it again from here."));
    }
    if (answer.ok) return taken(act, form, answer, page);
    takeBack();
    refused(act, form, page);
}

// Before the listener that lets a form be sent once: what is sent from here never leaves the page.
document.addEventListener("submit", (event) => {
    const form = event.target;
    const act = form.closest("details.act");
    if (!act || form.dataset.sent || form.enctype === "multipart/form-data") return;
    const isQueue = !ticket && new URL(form.action).pathname === "/queue/acts";
    const show = ticket ? Object.hasOwn(shows, act.id) && shows[act.id] : isQueue && showTicked;
    if (!show) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    hope(act, form, show);
});
