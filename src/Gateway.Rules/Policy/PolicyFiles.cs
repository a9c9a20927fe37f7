using System.Collections.Immutable;
using System.Text;

namespace Gateway.Rules.Policy;

/// <summary>The bytes of the files of one policy, by name.</summary>
public sealed class PolicyFiles
{
    private readonly ImmutableSortedDictionary<string, byte[]> _files;

    private PolicyFiles(ImmutableSortedDictionary<string, byte[]> files) => _files = files;

    /// <summary>The names of the files that make one policy.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "decisions.csv", "duty.csv", "items.csv", "lawful-basis.csv", "limits.csv", "manifest.csv", "matrix.csv", "not-reasons.csv",
        "obligations.csv", "purposes.csv", "reasons.csv", "risk-caps.csv", "roles.csv", "rules.csv",
    ];

    /// <summary>Takes each file from the caller, who reads them: <c>PolicyFiles.From(name => File.ReadAllBytes(Path.Combine(folder, name)))</c>.</summary>
    public static PolicyFiles From(Func<string, byte[]> read) =>
        new(Names.ToImmutableSortedDictionary(name => name, read, StringComparer.Ordinal));

    /// <summary>The bytes of one file.</summary>
    public ReadOnlyMemory<byte> this[string name] => _files[name];

    /// <summary>One file as text.</summary>
    public string Text(string name) => Encoding.UTF8.GetString(_files[name]);

    /// <summary>The same policy with the text of one file replaced.</summary>
    public PolicyFiles With(string name, string text) => With(name, Encoding.UTF8.GetBytes(text));

    /// <summary>The same policy with the bytes of one file replaced.</summary>
    public PolicyFiles With(string name, byte[] bytes) => new(_files.SetItem(name, bytes));
}
