// The shared file, with each request as an object of facts, and conditions as the text of an expression.
export function readRules(file) {
  const requests = file.requests.map(row => Object.fromEntries(file.facts.map((fact, place) => [fact, row[place]])));
  return { rules: file.rules, otherwise: file.otherwise, byId: new Map([...file.rules, file.otherwise].map(rule => [rule.id, rule])), requests };
}

const operators = { equal: '==', notEqual: '!=', lessThan: '<' };

// `say` gives a language's words for a fact and a value, and for "one of".
export function expression(when, say) {
  if (when.all) return `(${when.all.map(part => expression(part, say)).join(' && ')})`;
  if (when.any) return `(${when.any.map(part => expression(part, say)).join(' || ')})`;
  if (when.not) return `!${expression(when.not, say)}`;
  if (when.operator === 'in') return say.oneOf(when.fact, when.value);
  if (!(when.operator in operators)) throw new Error(`unknown operator ${when.operator}`);
  return `${say.fact(when.fact)} ${operators[when.operator]} ${say.value(when.fact, when.value)}`;
}
