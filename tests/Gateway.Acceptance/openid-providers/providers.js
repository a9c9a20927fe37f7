// Certified OpenID providers of three agencies, on free ports of another site than the gateway. Prints their issuers; then reads the
// gateway's address from standard input, makes it known to each of them, and says so.
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import Provider from 'oidc-provider';

// A login is a person; the first two agencies have somebody of the same login.
const agencies = [
  { id: 'alder-valley-nhs-trust', secret: 'made-up-secret', people: { 'nurse-okafor': ['triage-nurse', 'Amara Okafor'], shared: ['triage-nurse', 'Sam Reed'], temp: ['cleaner', 'Joe Temp'], officer: ['information-governance', 'Ivy Grant'] } },
  { id: 'northshire-police', secret: 'another secret: with/signs', people: { shared: ['response-officer', 'Sam Reed'] } },
  { id: 'st-oswins-primary', people: { adeyemi: ['dsl', 'Tola Adeyemi'] } },
];

function providerOf(agency, issuer, gateway) {
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...agency.key.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }] },
    cookies: { keys: ['of no use here'], names: { session: `${agency.id}-session`, interaction: `${agency.id}-interaction`, resume: `${agency.id}-resume` } },
    clients: [{
      client_id: 'gateway-pages',
      ...(agency.secret ? { client_secret: agency.secret, token_endpoint_auth_method: 'client_secret_basic' } : { token_endpoint_auth_method: 'none' }),
      grant_types: ['authorization_code'],
      response_types: ['code'],
      redirect_uris: [`${gateway}sign-in/return/${agency.id}`],
      post_logout_redirect_uris: [`${gateway}sign-in`],
      id_token_signed_response_alg: 'ES256',
    }],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    conformIdTokenClaims: false,
    claims: { openid: ['sub', 'role'], profile: ['name'] },
    findAccount: (_, login) => ({ accountId: login, claims: () => ({ sub: login, role: agency.people[login]?.[0], name: agency.people[login]?.[1] }) }),
    // Their organisation agreed to the gateway for them.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    interactions: { url: (_, interaction) => `/people/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: (context, form) => { context.body = page(`${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`); } },
    },
  });
  const answer = provider.callback();
  return (request, response) => (request.url.startsWith('/people/') ? askWho(provider, request, response) : answer(request, response));
}

const page = (body) => `<!DOCTYPE html><html lang="en"><head><title>Sign in</title><link rel="icon" href="data:,"></head><body><h1>Your organisation</h1>${body}</body></html>`;

// Any password will do: what is tried here is the gateway.
async function askWho(provider, request, response) {
  if (request.url.endsWith('/turn-back')) return provider.interactionFinished(request, response, { error: 'access_denied' });
  if (request.method !== 'POST') {
    response.setHeader('content-type', 'text/html');
    return response.end(page(`<form method="post"><label>Login <input name="login"></label><label>Password <input name="password" type="password"></label><button type="submit">Sign in</button></form><a href="${request.url}/turn-back">Cancel</a>`));
  }

  let sent = '';
  for await (const part of request) sent += part;
  return provider.interactionFinished(request, response, { login: { accountId: new URLSearchParams(sent).get('login') } });
}

const running = await Promise.all(agencies.map((agency) => new Promise((ready) => {
  agency.key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const one = { agency, answer: null };
  one.server = createServer((request, response) => one.answer(request, response)).listen(0, 'localhost', () => {
    one.issuer = `http://localhost:${one.server.address().port}`;
    one.answer = providerOf(agency, one.issuer, 'http://127.0.0.1:1/');
    ready(one);
  });
})));
for (const one of running) console.log(`issuer ${one.agency.id} ${one.issuer}`);
console.log('ready');
createInterface({ input: process.stdin })
  .on('line', (gateway) => {
    for (const one of running) one.answer = providerOf(one.agency, one.issuer, gateway);
    console.log('known');
  })
  .on('close', () => process.exit(0));
