using System.Text;

namespace Gateway.Rules.Policy.Cases;

/// <summary>The faults of one document: all of them, up to a page.</summary>
internal sealed class CaseFaults
{
    private const int Most = 40;
    private readonly List<string> _faults = [];

    public bool Any => _faults.Count > 0;

    public IReadOnlyList<string> All => _faults;

    public void Add(string path, string what)
    {
        if (_faults.Count < Most) _faults.Add(path.Length == 0 ? what : $"{path}: {what}");
    }

    /// <summary>What a stranger wrote, short and without anything that a terminal would obey.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("'");
        foreach (var c in text.Length > 60 ? text[..60] : text) quoted.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        return quoted.Append(text.Length > 60 ? "...'" : "'").ToString();
    }
}
