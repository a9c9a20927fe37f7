using System.Net;
using System.Text;
using Gateway.Audit.Publishing;
using Gateway.Audit.Witness;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.CrashHost;

/// <summary>A witness in the same process: what it answers is what the service's endpoint would.</summary>
internal sealed class InProcessWitness : HttpMessageHandler
{
    private const string Name = "officer";
    private readonly WitnessLogs _witness;

    public InProcessWitness(string signer, Rules.Ledger.Notes.NoteSigner log, string folder, TimeProvider time)
    {
        var cosigner = SignerKey.Read("", signer).Cosigner(Name);
        Lines = $"witness {Name} {cosigner.Verifier.Text} http://witness.example/witness\nquorum {Name}\n";
        _witness = new WitnessLogs(cosigner, [new LogKey(log.Verifier, 0, null, null)], new WitnessStore(Path.Combine(folder, "seen.db")), time);
    }

    /// <summary>The lines of a policy that ask for it.</summary>
    public string Lines { get; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = _witness.Answer(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        return new HttpResponseMessage((HttpStatusCode)answer.Status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer.Body)) };
    }
}
