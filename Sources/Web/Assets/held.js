// Counts down until an answer goes out. When it is over the page is asked again, should the line have missed it.

import { isOwnTime } from "./merge.js";

// Only time since the line came is used: the clock of this computer may be wrong.
const arrived = new WeakMap();

function draw(line) {
    if (!arrived.has(line)) {
        arrived.set(line, Date.now());
        // What one has just sent can be taken back: that is seen wherever it was sent from.
        if (line.querySelector("button") && isOwnTime()) line.scrollIntoView({ block: "nearest" });
    }
    const passed = (Date.now() - arrived.get(line)) / 1000;
    const left = Math.max(0, Math.ceil(Number(line.dataset.seconds) - passed));
    const place = line.querySelector(".left");
    const text = `${left} s`;
    if (place.textContent !== text) place.textContent = text;
    if (left > 0 || line.dataset.asked) return;
    line.dataset.asked = "1";
    setTimeout(() => line.dispatchEvent(new CustomEvent("duly:stale", { bubbles: true })), 1500);
}

function drawAll() {
    for (const line of document.querySelectorAll(".held-line[data-seconds]")) draw(line);
}

export function takeBack() {
    const button = document.querySelector("#held .held-line[data-seconds] button");
    button?.form.requestSubmit(button);
}

if (document.getElementById("held")) {
    drawAll();
    setInterval(drawAll, 250);
}
