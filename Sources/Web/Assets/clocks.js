// Counts down in words between what the server said and what it will say next. A clock that is paused, or
// whose desk is closed, stands still; at the instant it changes, the server is asked again.

export function words(seconds) {
    const size = Math.abs(seconds);
    const over = seconds < 0 ? " over" : " left";
    if (size < 60) return `${Math.floor(size)} s${over}`;
    const minutes = Math.floor(size / 60);
    if (minutes < 60) return `${minutes} min${over}`;
    const rest = minutes % 60;
    return `${Math.floor(minutes / 60)} h${rest ? ` ${rest} min` : ""}${over}`;
}

// Seconds left now. The clock of this computer may be wrong, so only time since the page came is used.
const arrived = new WeakMap();
export function left(clock, now = Date.now()) {
    if (!arrived.has(clock)) arrived.set(clock, now);
    const { left, asOf, counts, changes } = clock.dataset;
    if (left === undefined) return null;
    const passed = (now - arrived.get(clock)) / 1000;
    const until = changes === undefined ? Infinity : Number(changes) - Number(asOf);
    const counted = counts === "1" ? Math.min(passed, until) : 0;
    return { seconds: Number(left) - counted, isStale: passed >= until };
}

// An asked clock is replaced by the answer; without one it is asked again.
function ask(clock) {
    if (clock.dataset.asked) return;
    clock.dataset.asked = "1";
    setTimeout(() => delete clock.dataset.asked, 10_000);
    clock.dispatchEvent(new CustomEvent("duly:stale", { bubbles: true }));
}

function draw(clock) {
    const now = left(clock);
    if (now === null) return;
    const place = clock.querySelector(".left");
    const text = words(now.seconds);
    if (place && place.textContent !== text) place.textContent = text;
    const total = Number(clock.dataset.left) / (1 - Number(clock.dataset.permille) / 1000);
    const fill = clock.querySelector(".fill");
    if (fill && ["running", "warning"].includes(clock.dataset.state) && total > 0) {
        fill.setAttribute("width", `${Math.min(100, Math.max(0, 100 * (1 - now.seconds / total))).toFixed(2)}%`);
    }
    const isPast = Number(clock.dataset.left) > 0 && now.seconds <= 0;
    if (now.isStale || isPast) ask(clock);
}

function drawAll() {
    for (const clock of document.querySelectorAll(".clock[data-left]")) draw(clock);
}

drawAll();
setInterval(() => document.hidden || drawAll(), 1000);
document.addEventListener("visibilitychange", () => document.hidden || drawAll());
