// Cedar: a permit or forbid for each rule, the policy set parsed once. Every policy that decided comes back; the first in order is the reason.
import { preparsePolicySet, statefulIsAuthorized } from '@cedar-policy/cedar-wasm/nodejs';
import { expression } from './rules.mjs';

const scope = { role: ['principal', 'Role'], purpose: ['action', 'Action'], item: ['resource', 'Item'] };
const say = {
  fact: name => scope[name]?.[0] ?? `context.${name}`,
  value: (name, value) => name in scope ? `${scope[name][1]}::${JSON.stringify(value)}` : JSON.stringify(value),
  oneOf: (name, values) => `[${values.map(value => say.value(name, value)).join(', ')}].contains(${say.fact(name)})`,
};

// Who, why and what stand in the policy's scope where they are one; all else is a condition.
function policy({ outcome, when }) {
  const parts = when.all ?? [when];
  const inScope = parts.filter(part => part.operator === 'equal' && part.fact in scope);
  const rest = parts.filter(part => !inScope.includes(part));
  const heads = Object.entries(scope).map(([fact, [name]]) => {
    const part = inScope.find(one => one.fact === fact);
    return part ? `${name} == ${say.value(fact, part.value)}` : name;
  });
  return `${outcome === 'R' ? 'forbid' : 'permit'} (${heads.join(', ')})${rest.length > 0 ? ` when { ${expression({ all: rest }, say)} }` : ''};`;
}

export function prepare({ rules, otherwise, byId }) {
  const parsed = preparsePolicySet('ten-rules', { staticPolicies: Object.fromEntries(rules.map(rule => [rule.id, policy(rule)])), templates: {}, templateLinks: [] });
  if (parsed.type !== 'success') throw new Error(JSON.stringify(parsed.errors));
  const order = new Map(rules.map((rule, place) => [rule.id, place]));

  function input({ role, purpose, item, ...context }) {
    return {
      principal: { type: 'Role', id: role }, action: { type: 'Action', id: purpose }, resource: { type: 'Item', id: item },
      context, entities: [], preparsedPolicySetId: 'ten-rules',
    };
  }

  function decide(call) {
    const answer = statefulIsAuthorized(call);
    if (answer.type !== 'success' || answer.response.diagnostics.errors.length > 0) throw new Error(JSON.stringify(answer));
    const deciding = answer.response.diagnostics.reason;
    if (deciding.length === 0) return otherwise;
    return byId.get(deciding.length === 1 ? deciding[0] : deciding.reduce((first, next) => order.get(next) < order.get(first) ? next : first));
  }

  function decideBytes(bytes) {
    const { outcome, reason, obligations } = decide(JSON.parse(bytes));
    return Buffer.from(JSON.stringify({ outcome, reason, obligations }));
  }

  return { input, decide, decideBytes, waits: false };
}
