// Runs the timer of a call. It counts from the desk's time, whatever the clock of this computer says; without
// it the form has two fields for the times.

const form = document.getElementById("call-form");

function iso(seconds) {
    return new Date(seconds * 1000).toISOString().replace(/\.\d+Z$/, "Z");
}

function run() {
    const timer = document.getElementById("timer");
    const stop = document.getElementById("timer-stop");
    const [began, ended] = ["started", "ended"].map((name) => form.elements[name]);
    const [base, arrived] = [Number(form.dataset.now), performance.now()];
    const now = () => base + Math.floor((performance.now() - arrived) / 1000);
    let [start, end] = [base, null];

    const isTyped = () => began.value.trim() !== "" || ended.value.trim() !== "";
    function draw() {
        timer.hidden = isTyped();
        const passed = Math.max(0, (end ?? now()) - start);
        const [hours, minutes] = [Math.floor(passed / 3600), Math.floor(passed / 60) % 60];
        const seconds = String(passed % 60).padStart(2, "0");
        const head = hours ? `${hours}:${String(minutes).padStart(2, "0")}` : `${minutes}`;
        document.getElementById("timer-time").textContent = `${head}:${seconds}`;
        stop.textContent = end === null ? "Hang up" : "Go on";
    }
    stop.addEventListener("click", () => {
        end = end === null ? now() : null;
        draw();
    });
    document.getElementById("timer-anew").addEventListener("click", () => {
        [start, end] = [now(), null];
        draw();
    });
    form.addEventListener("submit", () => {
        if (isTyped()) return;
        began.value = iso(start);
        ended.value = iso(end ?? now());
    });
    setInterval(draw, 500);
    draw();
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
    narrow();
}
