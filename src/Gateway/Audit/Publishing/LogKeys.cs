using System.Collections.Immutable;
using Gateway.Rules.Ledger.Notes;
using Gateway.Rules.Ledger.Witnessing;

namespace Gateway.Audit.Publishing;

/// <summary>The keys of a log: all that ever signed it, and those that sign now.</summary>
/// <param name="Known">These, and those of the logs before it.</param>
internal sealed record LogKeys(ImmutableArray<LogKey> All, ImmutableArray<NoteSigner> Signers, ImmutableArray<LogKey> Known)
{
    public IReadOnlyCollection<NoteVerifier> Verifiers => [.. All.Select(key => key.Key)];

    public IEnumerable<NoteSigner> SignersAt(long size) => Signers.Where(signer => All.Any(key => key.Key.Text == signer.Verifier.Text && key.MaySign(size)));

    /// <summary>The lines of the policy that say so.</summary>
    public string Lines => string.Concat(Known.Select(key => string.Create(
        System.Globalization.CultureInfo.InvariantCulture, $"log {key.Key.Text} [{key.From},{key.To})\n")));
}
