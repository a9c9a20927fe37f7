// Casbin: attribute rules in order of priority; the first that fits decides and is named. The call without promises, which is its faster one.
import { newEnforcer, newModelFromString } from 'casbin';
import { expression } from './rules.mjs';

const model = `
[request_definition]
r = facts
[policy_definition]
p = id, when, eft
[policy_effect]
e = priority(p.eft) || deny
[matchers]
m = eval(p.when)
`;
const say = {
  fact: name => `r.facts.${name}`,
  value: (name, value) => JSON.stringify(value),
  oneOf: (name, values) => `(${values.map(value => `${say.fact(name)} == ${JSON.stringify(value)}`).join(' || ')})`,
};

export async function prepare({ rules, otherwise, byId }) {
  const enforcer = await newEnforcer(newModelFromString(model));
  for (const rule of rules) await enforcer.addPolicy(rule.id, expression(rule.when, say), rule.outcome === 'R' ? 'deny' : 'allow');

  function decide(facts) {
    const [, policy] = enforcer.enforceExSync(facts);
    return policy.length === 0 ? otherwise : byId.get(policy[0]);
  }

  return { input: facts => facts, decide, waits: false };
}
