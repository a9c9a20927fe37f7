using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Gateway.Rules.Ledger.Notes;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>A policy while its lines are read. Each taking answers with what is wrong with the line, or null.</summary>
internal sealed class PolicyDraft
{
    private const string NobodyWord = "none";

    private readonly ImmutableArray<LogKey>.Builder _logs = ImmutableArray.CreateBuilder<LogKey>();
    private readonly ImmutableArray<Witness>.Builder _witnesses = ImmutableArray.CreateBuilder<Witness>();
    private readonly Dictionary<string, Quorum> _named = new(StringComparer.Ordinal) { [NobodyWord] = new Quorum.Nobody() };
    private readonly HashSet<string> _members = new(StringComparer.Ordinal);
    private Quorum? _quorum;

    public WitnessPolicy? Finish() => _quorum is null ? null : new WitnessPolicy(_logs.ToImmutable(), _witnesses.ToImmutable(), _quorum);

    public string? Take(string line)
    {
        if (line.Any(c => c is < ' ' and not '\t' or '\x7f')) return "there is a control character in it";
        return line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries) switch
        {
            [] => null,
            [['#', ..], ..] => null,
            ["log", var key, .. var rest] => Log(key, rest),
            ["witness", var name, var key, .. { Length: <= 1 } url] => AddWitness(name, key, url.SingleOrDefault()),
            ["group", var name, var least, .. { Length: > 0 } members] => Group(name, least, members),
            ["quorum", var name] => SetQuorum(name),
            _ => "it is not a log, witness, group or quorum line",
        };
    }

    private string? Log(string text, string[] rest)
    {
        if (Key(text, out var key) is { } why) return why;
        if (key is CosignatureVerifier) return "a witness's key cannot sign for a log";
        var (url, sizes) = rest switch
        {
            [] => (null, null),
            [['[', ..] only] => (null, only),
            [var only] => (only, null),
            [var first, ['[', ..] last] when first[0] != '[' => (first, last),
            _ => ("", null),
        };
        if (url is "") return "after its key a log line has at most one address and then at most one range";
        var range = sizes is null ? SizeRange.All : SizeRange.Parse(sizes);
        if (range is null) return "the range of sizes is not [from,to) or [from,)";
        _logs.Add(new LogKey(key!, range.From, range.To, url));
        return _logs.Count > WitnessPolicyReader.Most ? "there are too many logs" : null;
    }

    private string? AddWitness(string name, string text, string? url)
    {
        if (Key(text, out var key) is { } why) return why;
        if (key is not CosignatureVerifier cosigner) return "its key cannot cosign";
        var witness = new Witness(name, cosigner, url);
        _witnesses.Add(witness);
        return _witnesses.Count > WitnessPolicyReader.Most ? "there are too many witnesses" : Name(name, new Quorum.One(witness));
    }

    private string? Group(string name, string least, string[] members)
    {
        if (Least(least, members.Length) is not { } count) return "the number needed is not all, any, or from 1 to the number of members";
        foreach (var member in members)
        {
            if (member == NobodyWord || !_named.ContainsKey(member)) return "a member is not defined on a line before";
            if (!_members.Add(member)) return "a member is in a group already";
        }

        if (_named.Count > 2 * WitnessPolicyReader.Most) return "there are too many groups";
        return Name(name, new Quorum.Group(count, [.. members.Select(m => _named[m])]));
    }

    private string? SetQuorum(string name)
    {
        if (_quorum is not null) return "there is a second quorum line";
        return _named.TryGetValue(name, out _quorum) ? null : "the quorum is not defined on a line before";
    }

    private string? Name(string name, Quorum meaning) => _named.TryAdd(name, meaning) ? null : "the name is taken";

    /// <summary>Reads a key, and refuses one that stands in the policy already under whatever name.</summary>
    private string? Key(string text, out NoteVerifier? key)
    {
        var fault = VerifierKey.Read(Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(text)), out key);
        if (fault != VerifierKeyFault.None) return $"the key is not usable: {fault}";
        var bytes = key!.PublicKey;
        return _logs.Select(l => l.Key).Concat(_witnesses.Select(w => w.Key)).Any(k => k.PublicKey.Span.SequenceEqual(bytes.Span))
            ? "the key is in the policy already"
            : null;
    }

    private static int? Least(string word, int members) => word switch
    {
        "all" => members,
        "any" => 1,
        _ => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var least) && least >= 1 && least <= members ? least : null,
    };
}
