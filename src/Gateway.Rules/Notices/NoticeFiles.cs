using System.Collections.Immutable;
using System.Text;

namespace Gateway.Rules.Notices;

/// <summary>The bytes of the tables of <c>contracts/notices</c>, by name.</summary>
public sealed class NoticeFiles
{
    private readonly ImmutableSortedDictionary<string, byte[]> _files;

    private NoticeFiles(ImmutableSortedDictionary<string, byte[]> files) => _files = files;

    /// <summary>The names of the tables.</summary>
    public static ImmutableArray<string> Names { get; } = ["events.csv", "matrix.csv", "recipients.csv", "times.csv", "words.csv"];

    /// <summary>Takes each file from the caller, who reads them.</summary>
    public static NoticeFiles From(Func<string, byte[]> read) => new(Names.ToImmutableSortedDictionary(name => name, read, StringComparer.Ordinal));

    /// <summary>The bytes of one file.</summary>
    public ReadOnlyMemory<byte> this[string name] => _files[name];

    /// <summary>One file as text.</summary>
    public string Text(string name) => Encoding.UTF8.GetString(_files[name]);

    /// <summary>The same tables with the text of one file replaced.</summary>
    public NoticeFiles With(string name, string text) => new(_files.SetItem(name, Encoding.UTF8.GetBytes(text)));
}
