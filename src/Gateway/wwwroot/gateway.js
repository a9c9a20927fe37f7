// Improves the pages; none needs it. Shows errors by moving to them, stops a second press of a button, keeps what is typed of a draft, warns before it locks, and looks for late answers.
import { createAll, Button, ErrorSummary, Radios, SkipLink } from "/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(Button, { preventDoubleClick: true });
createAll(ErrorSummary);
createAll(Radios);
createAll(SkipLink);

for (const form of document.querySelectorAll("form[data-keep]:not([data-hold])")) keepTyped(form);
for (const form of document.querySelectorAll("form[data-hold]")) holdTyped(form);

// Two minutes before the session ends without use it is said, and whoever is there stays signed in with one press. At its end the screen is locked: nothing stays to be read.
const lock = document.querySelector("[data-idle]");
const used = lock ? watchIdle(lock) : () => {};

function watchIdle(lock) {
  const [idle, warning] = [Number(lock.dataset.idle) * 1000, 120000];
  let since = Date.now();
  const use = () => {
    since = Date.now();
    lock.hidden = true;
    lock.querySelector("[role=alert]").textContent = "";
  };
  lock.querySelector("button").addEventListener("click", async () => {
    const response = await fetch("/hidden").catch(() => null);
    if (response && response.ok && !response.redirected) use();
  });
  setInterval(() => {
    const left = since + idle - Date.now();
    // The server knows whether it is over, and where somebody was: to look keeps nobody signed in.
    if (left <= -2000) location.replace(`${location.pathname}?again=1`);
    else if (left <= warning && lock.hidden) {
      lock.hidden = false;
      lock.querySelector("[role=alert]").textContent = "This screen locks in 2 minutes. What you typed in a draft is kept.";
    }
  }, 1000);
  return use;
}

// What is typed on a page of a draft is kept a moment later, so that a lock or a lost signal takes nothing. To save it is another thing.
function keepTyped(form) {
  let wait = 0;
  const stop = new AbortController();
  const keep = () => fetch(form.dataset.keep, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: stop.signal }).then((response) => response.ok && !response.redirected && used()).catch(() => {});
  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(keep, 1000);
  });
  form.addEventListener("submit", () => {
    clearTimeout(wait);
    stop.abort();
  });
}

// On a telephone at a doorstep the signal goes. What was typed stays on the page until the server has it, and nowhere else: nothing is written to the device, which others use after this person.
// The page is left only when the server was reached a moment before.
function holdTyped(form) {
  const line = form.querySelector("[data-hold-line]");
  let wait = 0;
  let held = false;
  let sending = false;
  const say = (words) => {
    if (line.textContent !== words) line.textContent = words;
  };
  const reach = async () => {
    const stop = AbortSignal.timeout(8000);
    try {
      const reply = form.dataset.keep
        ? await fetch(form.dataset.keep, { method: "POST", body: new URLSearchParams(new FormData(form)), signal: stop })
        : await fetch("/icon.svg", { method: "HEAD", cache: "no-store", signal: stop });
      if (form.dataset.keep ? reply.status === 204 : reply.ok) return "reached";
      return reply.redirected ? "signed out" : "refused";
    } catch {
      return "no signal";
    }
  };
  const keep = async () => {
    clearTimeout(wait);
    const came = await reach();
    held = came !== "reached" && Boolean(form.dataset.keep);
    if (came === "reached") say(line.textContent ? "Your signal is back. What you typed is kept." : "");
    else if (came === "signed out") say("You are signed out. What you typed is still on this page. Sign in on another page, then come back to this one.");
    else if (came === "no signal") say("There is no signal. What you typed is still on this page, and nothing of it is sent. It is kept when the signal comes back.");
    if (held) wait = setTimeout(keep, 5000);
    return came;
  };
  if (form.dataset.keep)
    form.addEventListener("input", () => {
      held = true;
      clearTimeout(wait);
      wait = setTimeout(keep, 1000);
    });
  addEventListener("online", () => {
    if (held || line.textContent) keep();
  });
  addEventListener("beforeunload", (event) => {
    if (held && !sending) event.preventDefault();
  });
  // What goes back to a page as it was left may be pressed again.
  addEventListener("pageshow", () => {
    sending = false;
  });
  form.addEventListener("submit", async (event) => {
    if (sending) return;
    event.preventDefault();
    if (form.dataset.pressed) return;
    form.dataset.pressed = "yes";
    const came = await keep();
    delete form.dataset.pressed;
    if (came === "no signal" || came === "signed out") return;
    clearTimeout(wait);
    sending = true;
    form.requestSubmit(event.submitter);
  });
}

// What comes late is added at the end and said once in a line of its own: nothing that is being read moves. Only how it is to be handled goes to the head.
const late = document.querySelector("[data-late]");
if (late) lookForLate(late, document.querySelector("[data-late-line]"));

async function lookForLate(late, line) {
  for (let tries = 0, seen = 0; ; tries++) {
    await new Promise((resume) => setTimeout(resume, tries < 12 ? 5000 : 20000));
    // Nobody reads a page that is not shown, and to read is recorded.
    if (document.hidden) continue;
    const page = await pageOf(`${late.dataset.late}?after=${seen}`);
    if (page === null) continue;
    const words = page.querySelector("#late-words");
    if (!words) {
      // Signed out, or no longer to be read: that nothing more is shown must not read as nothing more having come.
      line.textContent = "This page has stopped looking for late answers. Sign in, and choose \u201cSee whether it has answered\u201d.";
      return;
    }
    const came = [...page.querySelectorAll(".gateway-late__answer")];
    seen += came.length;
    for (const answer of came) add(late, answer, page);
    const handling = handle(page);
    const ended = words.dataset.state === "ended";
    if (came.length > 0 || ended) line.textContent = [...handling, ...came.map((answer) => answer.querySelector(".gateway-late__words").textContent), ended ? words.textContent : ""].join(" ").trim();
    late.querySelector("[data-late-words]").textContent = words.textContent;
    if (ended) return;
  }
}

// What the head does not say yet, and what is new of it.
function handle(page) {
  const said = page.querySelector("#handling");
  if (!said) return [];
  const head = document.querySelector("#handling");
  const known = head ? [...head.querySelectorAll("p")].map((one) => one.textContent) : [];
  const more = [...said.querySelectorAll("p")].filter((one) => !known.includes(one.textContent));
  if (head) head.append(...more.map((one) => document.importNode(one, true)));
  else document.querySelector("main h1").parentElement.prepend(document.importNode(said, true));
  return more.map((one) => one.textContent.trim());
}

async function pageOf(address) {
  try {
    const response = await fetch(address, { headers: { "X-Unattended": "1" } });
    // What is closed or busy for now is asked again.
    if (response.status >= 500) return null;
    return new DOMParser().parseFromString(response.ok ? await response.text() : "", "text/html");
  } catch {
    return null;
  }
}

function add(late, answer, page) {
  late.append(document.importNode(answer, true));
  for (const source of answer.querySelectorAll("[data-custodian]")) {
    // A row that several share has been said by the others.
    if (source.dataset.custodian === "together" || source.dataset.custodian === "another") continue;
    const cell = document.querySelector(`[data-source="${source.dataset.custodian}"] [data-said]`);
    if (!cell) continue;
    // Beside what it said before, which stands; and where it has not said everything, that is said too.
    const rest = page.querySelector(`[data-silent="${source.dataset.custodian}"]`) ? " The rest is still not known." : "";
    cell.append(document.createElement("br"), source.dataset.said + rest);
  }
}
