// A real SMTP server that behaves as it is told on standard input, and says on standard output what it took.
import { SMTPServer } from 'smtp-server';
import { createInterface } from 'node:readline';

let how = 'take';
const say = line => process.stdout.write(line + '\n');
const no = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  hideSTARTTLS: true,
  logger: false,
  closeTimeout: 100,
  onRcptTo(address, session, done) {
    if (how === 'refuse') return done(no(550, 'No such mailbox'));
    if (how === 'defer') return done(no(451, 'Later'));
    done();
  },
  onData(stream, session, done) {
    if (how === 'die') return server.connections.forEach(connection => connection._socket.destroy());
    const parts = [];
    stream.on('data', part => parts.push(part));
    stream.on('end', () => {
      if (how === 'hang') return;
      const { mailFrom, rcptTo } = session.envelope;
      say('took ' + JSON.stringify({ from: mailFrom.address, to: rcptTo.map(one => one.address), text: Buffer.concat(parts).toString('latin1') }));
      done();
    });
  },
});
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => say('port ' + server.server.address().port));

createInterface({ input: process.stdin })
  .on('line', line => { how = line; say('now ' + line); })
  .on('close', () => process.exit(0));
