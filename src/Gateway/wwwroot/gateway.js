// Improves the pages; none needs it. Shows errors by moving to them, stops a second press of a button, keeps what is typed of a draft, warns before it locks, and looks for late answers.
import { createAll, Button, ErrorSummary, Radios, SkipLink } from "/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
createAll(Button, { preventDoubleClick: true });
createAll(ErrorSummary);
createAll(Radios);
createAll(SkipLink);

// Each form that the server keeps: whether something stands on this page alone, and how it is sent there.
const holding = [];
for (const form of document.querySelectorAll("form[data-keep]:not([data-hold])")) keepTyped(form);
for (const form of document.querySelectorAll("form[data-hold]")) holdTyped(form);

// Two minutes before the session ends without use it is said, and whoever is there stays signed in with one press. At its end the screen is covered: nothing stays to be read. It is left
// only once the server is reached and has all that was typed: until then it stays on this page, out of sight.
const lock = document.querySelector("[data-idle]");
const used = lock ? watchIdle(lock) : () => {};

function watchIdle(lock) {
  const [idle, warning, pause] = [Number(lock.dataset.idle) * 1000, 120000, 5000];
  const [words, stay, again] = ["[role=alert]", "button", "a"].map((part) => lock.querySelector(part));
  const held = () => holding.some((form) => form.held());
  let since = Date.now();
  let covered = false;
  let next = 0;
  const say = (text) => {
    if (words.textContent !== text) words.textContent = text;
  };
  const use = () => {
    // What was covered is shown again by the server alone, which knows who is there.
    if (covered) return;
    since = Date.now();
    lock.hidden = true;
    say("");
  };
  const cover = () => {
    covered = true;
    document.querySelector("main").style.display = "none";
    [lock.hidden, stay.hidden] = [false, true];
    say("This screen is locked.");
  };
  const leave = async () => {
    next = Infinity;
    const came = [];
    // Not only what the server lacks: another page of this person may have kept something else in its place since.
    for (const form of holding) if (form.changed()) came.push(await form.save());
    // The server knows whether it is over, and where somebody was: to look keeps nobody signed in.
    const reached = await fetch("/icon.svg", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8000) }).then((reply) => reply.ok, () => false);
    if (reached && !held()) return location.replace(`${location.pathname}?again=1`);
    again.hidden = !reached;
    if (!held()) say("This screen is locked. There is no signal.");
    else if (came.includes("signed out") || came.includes("refused")) say("This screen is locked, and you are signed out. What you typed is still here, out of sight. Sign in on another page, and it is kept.");
    else say("This screen is locked. There is no signal. What you typed is still here, out of sight. It is kept when the signal comes back.");
    next = Date.now() + pause;
  };
  stay.addEventListener("click", async () => {
    const response = await fetch("/hidden").catch(() => null);
    if (response && response.ok && !response.redirected) use();
  });
  setInterval(() => {
    const left = since + idle - Date.now();
    if (left <= -2000 && !covered) cover();
    if (covered && Date.now() >= next) leave();
    else if (!covered && left <= warning && lock.hidden) {
      lock.hidden = false;
      say(document.querySelector("form[data-keep]") && !held() ? "This screen locks in 2 minutes. What you typed in a draft is kept." : "This screen locks in 2 minutes.");
    }
  }, 1000);
  return use;
}

// What stands in a form, and how much of it the server has. To have typed is to be there; that the page tries again by itself is not.
function watchTyped(form, signal) {
  const moment = 3000;
  let [typed, kept] = [0, 0];
  let [last, began] = [-Infinity, -Infinity];
  const save = async () => {
    const now = typed;
    const there = last > began || Date.now() - last <= moment;
    began = Date.now();
    try {
      const reply = await fetch(form.dataset.keep, { method: "POST", headers: there ? {} : { "X-Unattended": "1" }, body: new URLSearchParams(new FormData(form)), signal: signal() });
      if (reply.status !== 204) return reply.redirected ? "signed out" : "refused";
      kept = now;
      if (there) used();
      return "reached";
    } catch {
      return "no signal";
    }
  };
  form.addEventListener("input", () => {
    typed++;
    last = Date.now();
  });
  return { held: () => typed !== kept, changed: () => typed > 0, save };
}

// What is typed on a page of a draft is kept a moment later, so that a lock or a lost signal takes nothing. To save it is another thing.
function keepTyped(form) {
  let wait = 0;
  const stop = new AbortController();
  const text = watchTyped(form, () => stop.signal);
  holding.push(text);
  form.addEventListener("input", () => {
    clearTimeout(wait);
    wait = setTimeout(text.save, 1000);
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
  let sending = false;
  const text = form.dataset.keep ? watchTyped(form, () => AbortSignal.timeout(8000)) : null;
  const say = (words) => {
    if (line.textContent !== words) line.textContent = words;
  };
  const reach = async () => {
    try {
      const reply = await fetch("/icon.svg", { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout(8000) });
      return reply.ok ? "reached" : "refused";
    } catch {
      return "no signal";
    }
  };
  const keep = async () => {
    clearTimeout(wait);
    const came = await (text ? text.save() : reach());
    if (came === "reached") say(line.textContent ? "Your signal is back. What you typed is kept." : "");
    else if (came === "signed out") say("You are signed out. What you typed is still on this page. Sign in on another page, then come back to this one.");
    else if (came === "no signal") say("There is no signal. What you typed is still on this page, and nothing of it is sent. It is kept when the signal comes back.");
    if (text && came !== "reached") {
      clearTimeout(wait);
      wait = setTimeout(keep, 5000);
    }
    return came;
  };
  if (text) holding.push({ held: text.held, changed: text.changed, save: keep });
  if (text)
    form.addEventListener("input", () => {
      clearTimeout(wait);
      wait = setTimeout(keep, 1000);
    });
  addEventListener("online", () => {
    if (text?.held() || line.textContent) keep();
  });
  addEventListener("beforeunload", (event) => {
    if (text?.held() && !sending) event.preventDefault();
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
