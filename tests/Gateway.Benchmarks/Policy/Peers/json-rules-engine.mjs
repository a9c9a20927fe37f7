// json-rules-engine: the conditions are its own form already. In order of priority; the first that fits stops the run.
import { Engine } from 'json-rules-engine';

export function prepare({ rules, otherwise }) {
  const engine = new Engine([]);
  rules.forEach((rule, place) => engine.addRule({
    name: rule.id, priority: rules.length - place, event: { type: rule.outcome, params: rule },
    conditions: rule.when.not ? { all: [rule.when] } : rule.when, onSuccess: () => { engine.stop(); },
  }));

  async function decide(facts) {
    const { events } = await engine.run(facts);
    return events.length === 0 ? otherwise : events[0].params;
  }

  return { input: facts => facts, decide, waits: true };
}
