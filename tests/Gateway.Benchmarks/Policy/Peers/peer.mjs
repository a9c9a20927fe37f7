// One peer in a process of its own. A line on standard input asks, a line on standard output answers:
// "answers" gives the answer to every request; "run S" decides in a loop for S seconds; "run-json S" the same from bytes to bytes.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { readRules } from './rules.mjs';

const [name, file] = process.argv.slice(2);
const rules = readRules(JSON.parse(readFileSync(file, 'utf8')));
const { prepare } = await import(`./${name}.mjs`);
const peer = await prepare(rules);
const inputs = rules.requests.map(peer.input);
const BATCH = 64;

async function answers() {
  const all = [];
  for (const input of inputs) all.push(await peer.decide(input));
  return all.map(answer => [answer.outcome, answer.reason, answer.obligations.join(' ')]);
}

async function run(seconds, calls, decide, waits) {
  let decisions = 0, reasons = 0, at = 0;
  const cpu = process.cpuUsage(), began = process.hrtime.bigint(), until = began + BigInt(Math.round(seconds * 1e9));
  while (process.hrtime.bigint() < until) {
    for (let i = 0; i < BATCH; i++) {
      const answer = waits ? await decide(calls[at]) : decide(calls[at]);
      reasons += (answer.reason ?? answer).length;
      if (++at === calls.length) at = 0;
    }
    decisions += BATCH;
  }
  const used = process.cpuUsage(cpu);
  return { decisions, seconds: Number(process.hrtime.bigint() - began) / 1e9, cpuSeconds: (used.user + used.system) / 1e6, reasons };
}

async function answer(line) {
  const [word, seconds] = line.split(' ');
  if (word === 'answers') return answers();
  if (word === 'run') return run(Number(seconds), inputs, peer.decide, peer.waits);
  if (word === 'run-json') return run(Number(seconds), inputs.map(input => Buffer.from(JSON.stringify(input))), peer.decideBytes, false);
  throw new Error('unknown word');
}

console.log(`ready ${name} node ${process.versions.node}`);
for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(await answer(line)));
