// Says to colleagues who look at the same ticket that one looks or writes, and shows who else does. Nothing of it is
// kept: the desk forgets it within half a minute.

const line = document.getElementById("presence");
const text = document.getElementById("reply-text");
const beatEvery = 10_000;
const writingFor = 15_000;
let wroteAt = 0;
let timer;

const isWriting = () => Date.now() - wroteAt < writingFor;

function form(state) {
    return new URLSearchParams({ csrf: line.dataset.csrf, state });
}

async function beat() {
    clearTimeout(timer);
    if (document.hidden) return;
    timer = setTimeout(beat, beatEvery);
    try {
        const answer = await fetch(line.dataset.presence, { method: "POST", body: form(isWriting() ? "writing" : "looking") });
        if (!answer.ok || answer.redirected) return;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const words = page.getElementById("others")?.textContent ?? "";
        if (line.textContent !== words) line.textContent = words;
    } catch {
        line.textContent = "";
    }
}

function leave() {
    clearTimeout(timer);
    navigator.sendBeacon(line.dataset.presence, form("gone"));
}

if (line) {
    text?.addEventListener("input", () => {
        const wasWriting = isWriting();
        wroteAt = Date.now();
        if (!wasWriting) beat();
    });
    document.addEventListener("duly:presence", beat);
    document.addEventListener("visibilitychange", () => (document.hidden ? leave() : beat()));
    addEventListener("pagehide", leave);
    beat();
}
