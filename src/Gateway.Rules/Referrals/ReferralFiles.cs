using System.Collections.Immutable;
using System.Text;

namespace Gateway.Rules.Referrals;

/// <summary>The bytes of the tables of <c>contracts/referrals</c>, by name.</summary>
public sealed class ReferralFiles
{
    private readonly ImmutableSortedDictionary<string, byte[]> _files;

    private ReferralFiles(ImmutableSortedDictionary<string, byte[]> files) => _files = files;

    /// <summary>The names of the tables.</summary>
    public static ImmutableArray<string> Names { get; } = ["clocks.csv", "moves.csv", "refusals.csv", "states.csv", "texts.csv", "times.csv"];

    /// <summary>Takes each file from the caller, who reads them.</summary>
    public static ReferralFiles From(Func<string, byte[]> read) => new(Names.ToImmutableSortedDictionary(name => name, read, StringComparer.Ordinal));

    /// <summary>The bytes of one file.</summary>
    public ReadOnlyMemory<byte> this[string name] => _files[name];

    /// <summary>One file as text.</summary>
    public string Text(string name) => Encoding.UTF8.GetString(_files[name]);

    /// <summary>The same tables with the bytes of one file replaced.</summary>
    public ReferralFiles With(string name, byte[] bytes) => new(_files.SetItem(name, bytes));

    /// <summary>The same tables with the text of one file replaced.</summary>
    public ReferralFiles With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));
}
